using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Subjects;

/// <summary>One time that somebody looked, as the person is told: the agency and the role, never the name.</summary>
/// <param name="Roles">What the reader's roles were called on that day.</param>
/// <param name="Reason">In words; none where it was typed and is not released.</param>
public sealed record Look(
    long Line,
    DateTimeOffset At,
    string Agency,
    IReadOnlyList<string> Roles,
    LedgerKind Kind,
    Purpose? Purpose,
    string Ground,
    ReasonFrom From,
    string? Reason,
    bool LawEnforcement
);

/// <summary>What the person is to be told of who looked.</summary>
/// <param name="Release">Lines whose typed reason the person may read.</param>
/// <param name="Withhold">Keep back what was read for law enforcement (DPA 2018 section 45(4)).</param>
/// <param name="WithholdBecause">Why, for the Information Commissioner (section 45(6) and (7)); the person does not see it.</param>
public sealed record TellWhoLooked(Guid RequestId, IReadOnlyCollection<long> Release, bool Withhold, string WithholdBecause);

/// <summary>The page for the person, or the officer's draft of it.</summary>
public sealed record LooksPage(SubjectRecord Record, IReadOnlyList<Look> Looks, DateTimeOffset MadeAt);

public sealed class WhoLookedPages(SafetyDb db, AccessDesk desk, Sealer sealer, Ledger ledger, CountyClock clock)
{
    private const int Most = 5000;
    private static readonly LedgerKind[] Shown =
    [
        LedgerKind.Opened,
        LedgerKind.BrokeGlass,
        LedgerKind.Shown,
        LedgerKind.Pointed,
        LedgerKind.Exported,
        LedgerKind.Disclosed,
    ];

    /// <summary>All looks with every typed reason, for the officer who decides what is released.</summary>
    public async Task<Outcome<LooksPage>> Draft(Guid requestId, SignedIn who, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(who);
        var workable = await db.Workable(requestId, SubjectRequestKind.WhoLooked, who, stop);
        if (!workable.Accepted(out var request))
            return workable.Refusals.ToList();
        return await Page(request, who, _ => true, _ => true, stop);
    }

    /// <summary>What the person gets. It says that some looks may be withheld, and never whether and how many.</summary>
    public async Task<Outcome<LooksPage>> Tell(TellWhoLooked tell, SignedIn who, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(tell);
        ArgumentNullException.ThrowIfNull(who);
        var workable = await db.Workable(tell.RequestId, SubjectRequestKind.WhoLooked, who, stop);
        if (!workable.Accepted(out var request))
            return workable.Refusals.ToList();
        if (tell.Withhold && tell.WithholdBecause.Trim().Length < SubjectRequests.ShortestWords)
            return new Refusal("withholdBecause", AccountabilityText.Of("WhoLooked.SayWhyWithheld"));
        if (tell.WithholdBecause.Length > SubjectRequests.LongestWords)
            return new Refusal("withholdBecause", AccountabilityText.Of("WhoLooked.WhyWithheldTooLong"));
        return await Page(
            request,
            who,
            l => tell.Release.Contains(l.Sequence),
            look => !(tell.Withhold && look.LawEnforcement),
            stop,
            tell
        );
    }

    private async Task<Outcome<LooksPage>> Page(
        SubjectRequest request,
        SignedIn who,
        Func<LedgerLine, bool> release,
        Func<Look, bool> told,
        CancellationToken stop,
        TellWhoLooked? tell = null
    )
    {
        try
        {
            using var access = await desk.Open(request, request.RecordId, who, stop);
            var lines = await db.Set<LedgerLine>()
                .AsNoTracking()
                .Where(l => l.Subject == request.RecordId && Shown.Contains(l.Kind) && l.ActorId != Actor.TheHouse)
                .OrderByDescending(l => l.Sequence)
                .Take(Most)
                .ToListAsync(stop);
            var regimes = await db.Set<Agency>().AsNoTracking().Take(Most).ToDictionaryAsync(a => a.Id, a => a.Regime, stop);
            var roles = await db.RolesOf([.. lines.Select(l => l.ActorId).Distinct()], stop);
            var looks = lines.Select(l => new Look(
                l.Sequence,
                l.At,
                l.Organisation,
                [
                    .. roles[l.ActorId]
                        .Where(r => r.Grant.IsInForceOn(CountyClock.DayOf(l.At)))
                        .Select(r => r.Role)
                        .Distinct()
                        .Order(StringComparer.CurrentCulture),
                ],
                l.Kind,
                l.Purpose,
                SearchTrace.Without(l.Ground),
                l.ReasonFrom,
                l.Typed is null ? l.Reason
                    : release(l) ? access.ReasonOf(l)
                    : null,
                regimes.GetValueOrDefault(l.AgencyId) is Regime.LawEnforcement
            ));
            var page = new LooksPage(
                await db.Set<SubjectRecord>().AsNoTracking().SingleAsync(r => r.Id == request.RecordId, stop),
                [.. looks.Where(told)],
                clock.Now
            );
            if (tell is { Withhold: true })
                await Keep(request, access, tell.WithholdBecause.Trim(), stop);
            if (tell is not null)
                await ledger.SaveWith(db, request.Exported(who, "Who looked at the record, for the person."), stop);
            return page;
        }
        catch (PersonalDataRefused refused)
        {
            return new Refusal("", refused.Message);
        }
    }

    // Kept with the request, saved with the line; a second page of the same request replaces it.
    private async Task Keep(SubjectRequest request, Access access, string because, CancellationToken stop)
    {
        var words = await sealer.Seal(access.Subject, because, stop);
        if (
            await db.Set<SubjectRequestText>()
                .SingleOrDefaultAsync(t => t.RequestId == request.Id && t.Kind == SubjectRequestTextKind.Withholding, stop) is
            { } held
        )
            held.Words = words;
        else
            db.Add(
                new SubjectRequestText
                {
                    RequestId = request.Id,
                    Kind = SubjectRequestTextKind.Withholding,
                    Subject = access.Subject,
                    Words = words,
                }
            );
    }
}

internal static class RoleNameQueries
{
    private const int Most = 20_000;

    public static async Task<ILookup<Guid, (RoleGrant Grant, string Role)>> RolesOf(
        this SafetyDb db,
        IReadOnlyList<Guid> accounts,
        CancellationToken stop
    )
    {
        var found = await db.Set<RoleGrant>()
            .AsNoTracking()
            .Where(g => accounts.Contains(g.AccountId))
            .Join(db.Set<Role>(), g => g.RoleId, r => r.Id, (g, r) => new { Grant = g, r.Name })
            .Take(Most)
            .ToListAsync(stop);
        return found.ToLookup(f => f.Grant.AccountId, f => (f.Grant, f.Name));
    }
}
