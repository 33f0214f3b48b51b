using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Web.Account.SignIn;

/// <summary>Somebody of the demonstration who can be signed in as with one click.</summary>
public sealed record DemonstrationPerson(Guid Account, string Name, string Role, string Agency);

/// <summary>Who they are. Only <c>fosse demo</c> registers it, together with the address that signs them in.</summary>
public interface IDemonstrationPeople
{
    Task<IReadOnlyList<DemonstrationPerson>> All(CancellationToken stop);
}

/// <summary>Signs in with one click: mapped by <c>fosse demo</c> alone, and refused on a county that is not made up.</summary>
public static class DemonstrationSignIn
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPost(
                AccountLinks.Demonstration.AsPath(),
                async (HttpContext context, IAntiforgery forms, IDemonstrationPeople people, SafetyDb db, CancellationToken stop) =>
                {
                    if (!await forms.IsRequestValidAsync(context))
                        return Results.BadRequest();
                    var asked = context.Request.Form["account"].ToString();
                    var person = (await people.All(stop)).FirstOrDefault(p => p.Account.ToString() == asked);
                    if (person is null || await CountyFacts.Read(db, stop) is not { MadeUp: true })
                        return Results.NotFound();
                    var account = await db.Set<Accounts.Account>().SingleAsync(a => a.Id == person.Account, stop);
                    var session = context.RequestServices.GetRequiredService<SignInSession>();
                    await session.LetIn(context, account, SignInWay.Demonstration, stop);
                    return Results.LocalRedirect(
                        await session.After(
                            new UrlHelper(new(context, context.GetRouteData(), new())),
                            account.Id,
                            context.Request.Query["return"],
                            stop
                        )
                    );
                }
            )
            .AllowAnonymous();
    }
}
