using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Approvals;

/// <summary>The names of agencies and of the people behind accounts; given by the rooms that have them.</summary>
public sealed record ApprovalNames(
    Func<SafetyDb, IReadOnlyCollection<Guid>, CancellationToken, Task<IReadOnlyDictionary<Guid, string>>> Of
);

/// <summary>A line of the list.</summary>
/// <param name="State">As it is at this moment: what has lapsed is no longer open.</param>
/// <param name="MayApprove">Whether it waits for whoever looks.</param>
public sealed record ApprovalRow(
    Approval Approval,
    ApprovalState State,
    DeedField Title,
    string ProposedBy,
    string Agency,
    bool MayApprove
);

/// <summary>One act with the names of today.</summary>
public sealed record ApprovalActRow(ApprovalAct Act, string Name, string Agency);

/// <summary>A proposal as its page shows it.</summary>
/// <param name="Missing">Names of the agencies of whom nobody has approved.</param>
/// <param name="Against">Why whoever looks cannot approve it.</param>
public sealed record ApprovalFront(
    ApprovalRow Row,
    IReadOnlyList<ApprovalActRow> Acts,
    IReadOnlyList<string> Missing,
    bool Mine,
    bool ByAnyAgency,
    string? Against
);

/// <summary>Shows proposals to those concerned: of the agencies whose approval is needed, with a role in the deed.</summary>
public sealed class ApprovalRows(SafetyDb db, ApprovalDesk desk, ApprovalNames names, IEnumerable<DeedRule> rules, CountyClock clock)
{
    private const int MostRows = 200;

    /// <summary>Open ones first, then the newest.</summary>
    public async Task<IReadOnlyList<ApprovalRow>> All(SignedIn by, CancellationToken stop)
    {
        var found = await Concerning(by)
            .OrderByDescending(a => a.State == ApprovalState.Open)
            .ThenByDescending(a => a.ProposedAt)
            .First(MostRows, db, stop);
        var called = await names.Of(db, [.. found.SelectMany(a => new[] { a.ProposedBy, a.AgencyId })], stop);
        var rows = new List<ApprovalRow>();
        foreach (var approval in found)
            rows.Add(Row(approval, called, IsOpen(approval) && (await desk.Standing(approval, stop)).Against(by) is null));
        return rows;
    }

    /// <summary>How many wait for this person.</summary>
    public async Task<int> Waiting(SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(by);
        var (now, waiting) = (clock.Now, 0);
        var open = Concerning(by).Where(a => a.State == ApprovalState.Open && a.LapsesAt > now && a.ProposedBy != by.AccountId);
        foreach (var approval in await open.OrderBy(a => a.LapsesAt).Take(MostRows).ToListAsync(stop))
            waiting += (await desk.Standing(approval, stop)).Against(by) is null ? 1 : 0;
        return waiting;
    }

    /// <summary>All that was proposed about a thing and that this person may see, newest first.</summary>
    public async Task<IReadOnlyList<ApprovalFront>> About(Guid about, SignedIn by, CancellationToken stop)
    {
        var fronts = new List<ApprovalFront>();
        var ids = await Concerning(by)
            .Where(a => a.AboutId == about)
            .OrderByDescending(a => a.ProposedAt)
            .Select(a => a.Id)
            .First(MostRows, db, stop);
        foreach (var id in ids)
            fronts.Add((await One(id, by, stop))!);
        return fronts;
    }

    public async Task<ApprovalFront?> One(Guid id, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (await Concerning(by).SingleOrDefaultAsync(a => a.Id == id, stop) is not { } approval)
            return null;
        var standing = await desk.Standing(approval, stop);
        var called = await names.Of(
            db,
            [
                .. standing.Acts.SelectMany(a => new[] { a.AccountId, a.AgencyId }),
                approval.ProposedBy,
                approval.AgencyId,
                .. standing.Agencies,
            ],
            stop
        );
        var against = standing.Against(by)?.Message;
        return new(
            Row(approval, called, IsOpen(approval) && against is null),
            [.. standing.Acts.Select(a => new ApprovalActRow(a, Name(called, a.AccountId), Name(called, a.AgencyId)))],
            [.. standing.Missing.Select(a => Name(called, a))],
            approval.ProposedBy == by.AccountId,
            standing.Rule.By is Approvers.AnyAgency,
            against
        );
    }

    private IQueryable<Approval> Concerning(SignedIn by)
    {
        var mine = rules.Where(r => by.May(r.Proposes) || by.May(r.Approves)).ToList();
        var (deeds, open) = (mine.Select(r => r.Kind).ToList(), mine.Where(r => r.By is Approvers.AnyAgency).Select(r => r.Kind).ToList());
        var agency = by.AgencyId;
        return db.Set<Approval>()
            .AsNoTracking()
            .Where(a => deeds.Contains(a.Deed))
            .Where(a =>
                a.AgencyId == agency
                || open.Contains(a.Deed)
                || db.Set<ApprovalAgency>().Any(c => c.ApprovalId == a.Id && c.AgencyId == agency)
            );
    }

    private bool IsOpen(Approval approval) => approval.State is ApprovalState.Open && approval.LapsesAt > clock.Now;

    private ApprovalRow Row(Approval approval, IReadOnlyDictionary<Guid, string> called, bool mayApprove) =>
        new(
            approval,
            approval.State is ApprovalState.Open && !IsOpen(approval) ? ApprovalState.Lapsed : approval.State,
            approval.Fields.First(f => !f.Name.StartsWith('_')),
            Name(called, approval.ProposedBy),
            Name(called, approval.AgencyId),
            mayApprove
        );

    private static string Name(IReadOnlyDictionary<Guid, string> called, Guid id) => called.GetValueOrDefault(id, "");
}
