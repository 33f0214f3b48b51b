using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace Fosse.Web.Public.Information;

/// <summary>The statement that the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018 ask
/// for.</summary>
public sealed class AccessibilityModel(IOptions<ContactOptions> contact) : PageModel
{
    /// <summary>When it was written first, and last read against the pages.</summary>
    public static readonly DateOnly Prepared = new(2026, 11, 30),
        Reviewed = new(2026, 11, 30);

    public ContactOptions Contact => contact.Value;
}
