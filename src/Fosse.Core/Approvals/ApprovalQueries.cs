using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Approvals;

public static class ApprovalQueries
{
    internal const int Most = 1000;

    /// <summary>The open proposal of a deed about a thing.</summary>
    public static Task<Approval?> OpenApproval(this SafetyDb db, JointDeed deed, Guid about, DateTimeOffset now, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Set<Approval>()
            .AsNoTracking()
            .SingleOrDefaultAsync(a => a.Deed == deed && a.AboutId == about && a.State == ApprovalState.Open && a.LapsesAt > now, stop);
    }
}
