using Fosse.Approvals;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests;

/// <summary>The second person.</summary>
internal static class Approving
{
    /// <summary>Approves what is open about a thing, as it was shown.</summary>
    public static async Task<Outcome<Approval>> Approves(this TestCounty county, JointDeed deed, Guid about, SignedIn by)
    {
        await using var scope = county.Services.CreateAsyncScope();
        var open = await scope
            .ServiceProvider.GetRequiredService<SafetyDb>()
            .Set<Approval>()
            .AsNoTracking()
            .SingleAsync(a => a.Deed == deed && a.AboutId == about && a.State == ApprovalState.Open);
        return await scope.ServiceProvider.GetRequiredService<ApprovalDesk>().Approve(open.Id, open.Hash, by, CancellationToken.None);
    }
}
