using Fosse.Reporting;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Fosse.Web.Public.Information;

/// <summary>What UK GDPR Article 13 and the rule about cookies ask to be told. Who holds reports, how long, and which cookies there are
/// comes from what the program does.</summary>
[MadeAnew]
public sealed class PrivacyModel(
    ReportKeeping keeping,
    IOptions<ContactOptions> contact,
    IReadOnlyList<SiteCookie> cookies,
    IStringLocalizer<InformationWords> words
) : PageModel
{
    public ContactOptions Contact => contact.Value;
    public ReportHolding Holding { get; private set; } = null!;
    public IReadOnlyList<SiteCookie> Cookies => cookies;

    public async Task OnGet(CancellationToken stop) => Holding = await keeping.Now(stop);

    public string Lasts(SiteCookie cookie)
    {
        ArgumentNullException.ThrowIfNull(cookie);
        return cookie.Lasts switch
        {
            null => words["Privacy.WithBrowser"],
            { TotalDays: > 1 } days => words["Privacy.Days", days.TotalDays],
            { TotalHours: >= 1 } hours => words["Privacy.Hours", hours.TotalHours],
            { } minutes => words["Privacy.Minutes", minutes.TotalMinutes],
        };
    }

    public string Who(SiteCookie cookie)
    {
        ArgumentNullException.ThrowIfNull(cookie);
        return cookie.Staff ? words["Privacy.StaffOnly"]
            : cookie.Key == nameof(SiteCookies.Form) ? words["Privacy.Everybody"]
            : words["Privacy.Reporters"];
    }
}
