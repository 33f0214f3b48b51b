using System.Diagnostics;
using System.Globalization;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Public.Errors;

/// <summary>Says kindly what went wrong and what to do now. Whatever the method, for a refused form is shown it too.</summary>
[MadeAnew, IgnoreAntiforgeryToken]
public sealed class ProblemModel : PageModel
{
    /// <summary>The status whose words are shown.</summary>
    public string Kind { get; private set; } = "404";

    public string Trace => Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;

    /// <summary>What somebody had typed when a form of the public failed, so that it can be sent again; and where to.</summary>
    public IReadOnlyList<(string Name, string Said)> Typed { get; private set; } = [];
    public string SentTo { get; private set; } = "";

    /// <summary>It was a page of staff: they go back to theirs, which sign-in knows.</summary>
    public bool OfStaff =>
        (
            HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath
            ?? HttpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path
        )
            is { } asked
        && Staff.Any(s => new PathString(asked).StartsWithSegments(s.AsPath(), StringComparison.Ordinal));

    private static readonly string[] Staff = [SiteLinks.Work, SiteLinks.Admin, SiteLinks.OwnAccount];

    public void OnGet(int code) => Show(code);

    public async Task OnPost(int code, CancellationToken stop)
    {
        Show(code);
        if (Kind != "500")
            return;
        var sent = HttpContext.Features.Get<IExceptionHandlerPathFeature>() is { Path: { } path }
            ? path
            : HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath;
        if (sent is null || !sent.StartsWith(ReportLinks.Start.AsPath(), StringComparison.Ordinal) || !Request.HasFormContentType)
            return;
        SentTo = Request.PathBase + sent + Request.QueryString;
        Typed =
        [
            .. (await Form(stop))
                .Where(field => field.Key != "__RequestVerificationToken")
                .SelectMany(field => field.Value.OfType<string>().Select(said => (field.Key, said))),
        ];
    }

    // A form that broke off half way cannot be shown again.
    private async Task<IFormCollection> Form(CancellationToken stop)
    {
        try
        {
            return await Request.ReadFormAsync(stop);
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            return FormCollection.Empty;
        }
    }

    private void Show(int code)
    {
        var known = code switch
        {
            403 or 404 or 429 => code,
            >= 500 and < 600 => 500,
            >= 400 and < 500 => 400,
            _ => 404,
        };
        Kind = known.ToString(CultureInfo.InvariantCulture);
        // Somebody may open the page's own address.
        if (Response.StatusCode == 200)
            Response.StatusCode = known;
    }
}
