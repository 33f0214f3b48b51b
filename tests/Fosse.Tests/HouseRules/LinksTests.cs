using System.Reflection;
using System.Text.RegularExpressions;
using Fosse.Foundation;
using Fosse.Web.Account.SignIn;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.HouseRules;

/// <summary>Pages lead to each other by the links of a face, such as WorkLinks, and each link leads to one page.</summary>
public sealed partial class LinksTests
{
    // Addresses that no page leads to, and why.
    private static readonly Dictionary<string, string> NeedNoLink = new()
    {
        ["/assets/"] = "files, which have versions",
        ["/health/"] = "asked by machines",
        ["/api/"] = "asked by programs",
        ["/open311/"] = "asked by programs, which are told the first address",
        ["/{**path:file}"] = "files",
    };

    [Fact]
    public async Task Every_link_leads_to_one_page_and_every_page_has_one_link()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public,Partner,Admin,Api,Worker");
        var endpoints = site.App.Services.GetRequiredService<EndpointDataSource>();
        var meets = Meeting(site.App.Services, endpoints);

        var wrong = new SortedSet<string>(StringComparer.Ordinal);
        var linkOf = new Dictionary<string, string>();
        foreach (var (name, link) in Links())
        {
            var met = await meets(link);
            if (met is null || NeedNoLink.Keys.Any(k => met.StartsWith(k, StringComparison.Ordinal)))
                wrong.Add($"{name} leads to {link}, where no page is: change the link, or the address of its page.");
            else if (linkOf.TryAdd(met, name) is false && linkOf[met] != name)
                wrong.Add($"{name} and {linkOf[met]} both lead to {met}: keep one, or change the one whose page has moved.");
        }
        foreach (var route in Routes(endpoints).Where(r => !linkOf.ContainsKey(r)))
        {
            if (!NeedNoLink.Keys.Any(k => route.StartsWith(k, StringComparison.Ordinal)))
                wrong.Add($"{route} has no link: add one to the links of its face.");
        }
        Trespasses.None(wrong);
    }

    [Fact]
    public void What_rooms_put_into_the_head_of_pages_are_links() =>
        Trespasses.None(
            TheHouse
                .Words.Navigation.Select(n => "~" + n.Path)
                .Except(Constants().Select(Link))
                .Select(link => $"{link} is in the navigation of staff and no link: add it to the links of its face.")
        );

    [Fact]
    public async Task What_stands_above_pages_is_where_their_addresses_begin()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public,Partner,Admin,Api,Worker");
        var routes = Routes(site.App.Services.GetRequiredService<EndpointDataSource>()).ToList();
        var above = Constants().Where(f => f.Name.StartsWith("Above", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(above);
        Assert.All(above, f => Assert.Contains(routes, r => r.StartsWith(Link(f)[1..] + "/", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_page_writes_the_address_of_another_by_hand()
    {
        var first = string.Join(
            '|',
            Links().Select(l => Regex.Escape(l.Link[2..].Split('/', '?')[0])).Where(s => s.Length > 0).Append("open311").Distinct()
        );
        var byHand = new Regex($$"""["'=}](?:~?/(?:{{first}})(?![\w-])|~/["?#@{])""");
        var found = Repository
            .Sources()
            .Where(f =>
                Repository.Name(f).StartsWith("src/Fosse.Web/", StringComparison.Ordinal)
                && !f.EndsWith("Links.cs", StringComparison.Ordinal)
            )
            .SelectMany(f => File.ReadLines(f).Select((line, i) => (Line: line, At: $"{Repository.Name(f)}:{i + 1}")))
            .Where(l => byHand.IsMatch(l.Line) && !DeclaresAddress().IsMatch(l.Line))
            .Select(l =>
                $"{l.At} writes an address by hand: {l.Line.Trim()}\n  Take it from the links of its face, such as PublicLinks or "
                + "WorkLinks: in a page href=\"@Url.Content(PublicLinks.County)\"."
            );
        Trespasses.None(found);
    }

    // A page says its own address, and so does what is mapped; a comment says what it likes.
    [GeneratedRegex(@"^\s*(@page |//|@\*)|\.Map(Get|Post|Methods|Group)?\(|\bconst string Root = ")]
    private static partial Regex DeclaresAddress();

    private static IEnumerable<Type> Faces() =>
        typeof(FosseSite)
            .Assembly.GetTypes()
            .Where(t => t is { IsAbstract: true, IsSealed: true } && t.Name.EndsWith("Links", StringComparison.Ordinal));

    private static IEnumerable<FieldInfo> Constants() =>
        Faces().SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static)).Where(f => f.IsLiteral);

    private static string Link(FieldInfo constant) => (string)constant.GetRawConstantValue()!;

    /// <summary>Every link with its name; one that asks for something, once for every kind of thing it may be given.</summary>
    private static IEnumerable<(string Name, string Link)> Links() =>
        Constants()
            .Where(f => !f.Name.StartsWith("Above", StringComparison.Ordinal))
            .Select(f => ($"{f.DeclaringType!.Name}.{f.Name}", Link(f)))
            .Concat(
                Faces()
                    .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
                    .SelectMany(m =>
                        Given(m.GetParameters()).Select(given => ($"{m.DeclaringType!.Name}.{m.Name}", (string)m.Invoke(null, given)!))
                    )
            );

    private static IEnumerable<object?[]> Given(IReadOnlyList<ParameterInfo> asked) =>
        asked.Aggregate(
            (IEnumerable<object?[]>)
                [
                    [],
                ],
            (so, next) => so.SelectMany(before => Samples(next).Select(one => (object?[])[.. before, one]))
        );

    private static IEnumerable<object?> Samples(ParameterInfo asked)
    {
        var type = Nullable.GetUnderlyingType(asked.ParameterType) ?? asked.ParameterType;
        IEnumerable<object?> some =
            type == typeof(string) ? [asked.Name == "format" ? ".csv" : "7"]
            : type == typeof(Guid) ? [Guid.Parse("0198a8e2-6f7b-7c32-9a01-5b7f9d3c2e11")]
            : type == typeof(long) ? [7L]
            : type == typeof(DataClass) ? TheHouse.Words.DataClasses
            : type == typeof(DateOnly) ? [new DateOnly(2025, 3, 14)]
            : type.IsEnum ? Enum.GetValues(type).Cast<object>()
            : throw new InvalidOperationException($"Say here what {asked.Member.Name} may be given for {type.Name} {asked.Name}.");
        return asked.HasDefaultValue ? some.Append(null) : some;
    }

    private static IEnumerable<string> Routes(EndpointDataSource endpoints) =>
        endpoints
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<ISuppressMatchingMetadata>() is not { SuppressMatching: true })
            .Select(Route)
            .Distinct();

    private static string Route(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText?.TrimStart('/');

    /// <summary>Asks the site's own routing which endpoint is met, and goes no further.</summary>
    private static Func<string, Task<string?>> Meeting(IServiceProvider services, EndpointDataSource endpoints)
    {
        var pipeline = new ApplicationBuilder(services);
        pipeline.UseRouting();
        pipeline.Run(_ => Task.CompletedTask);
        pipeline.UseEndpoints(routes =>
        {
            // A copy: the source of the whole site would come to hold itself.
            routes.DataSources.Add(new DefaultEndpointDataSource([.. endpoints.Endpoints]));
            DemonstrationSignIn.Map(routes); // as fosse demo does
        });
        var run = pipeline.Build();
        return async link =>
        {
            await using var scope = services.CreateAsyncScope();
            foreach (var method in (string[])["GET", "POST"])
            {
                var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
                (context.Request.Method, context.Request.Path) = (method, new PathString(link[1..]));
                await run(context);
                if (context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } } met)
                    return Route(met);
            }
            return null;
        };
    }
}
