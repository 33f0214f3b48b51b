using Fosse.Accounts;
using Fosse.Partnership;

namespace Fosse.Web.Admin;

internal static class AfterAsking
{
    /// <summary>Where an administrator comes next: to what waits for a second one, or to what was done.</summary>
    public static string Next(this Administered asked, string done) => Next(asked.Proposal, done);

    /// <summary>Where they come next: to what waits for those who answer reports until now, or to what was done.</summary>
    public static string Next(this Answering asked, string done) => Next(asked.Proposal, done);

    private static string Next(Guid? proposal, string done) => proposal is { } waits ? AdminLinks.Approval(waits) + "?did=propose" : done;
}
