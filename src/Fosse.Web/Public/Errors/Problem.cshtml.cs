using System.Diagnostics;
using System.Globalization;
using Fosse.Web.Hosting;
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

    public void OnGet(int code) => Show(code);

    public void OnPost(int code) => Show(code);

    private void Show(int code)
    {
        var known = code switch { 403 or 404 or 429 => code, >= 500 and < 600 => 500, >= 400 and < 500 => 400, _ => 404 };
        Kind = known.ToString(CultureInfo.InvariantCulture);
        // Somebody may open the page's own address.
        if (Response.StatusCode == 200) Response.StatusCode = known;
    }
}
