using Fosse.Accounts;

namespace Fosse.Web.Admin;

internal static class AfterAsking
{
    /// <summary>Where an administrator comes next: to what waits for a second one, or to what was done.</summary>
    public static string Next(this Administered asked, string done) =>
        asked.Proposal is { } waits ? AdminLinks.Approval(waits) + "?did=propose" : done;
}
