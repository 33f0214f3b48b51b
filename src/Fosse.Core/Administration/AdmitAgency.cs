using System.Globalization;
using Fosse.Accounts;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Administration;

/// <summary>What nobody does alone in this room.</summary>
public static class AdministrationDeeds
{
    public static JointDeed AdmitAgency { get; } = new(nameof(AdmitAgency));
}

/// <summary>Lets the people of an agency in on days on which they would be out, where some of them oversee others; and shuts them out from
/// the day on which it leaves.</summary>
internal sealed class AdmitDeed(SafetyDb db, CountyClock clock) : IDeed
{
    private const string Until = "_until";

    public JointDeed Kind => AdministrationDeeds.AdmitAgency;

    public Task<Refusal?> Hinder(Approval approval, SignedIn by, CancellationToken stop) =>
        new AgencyDays(db, clock).Against(approval.AboutId, approval.AskedFor<MemberDays>(), stop);

    public async Task<IReadOnlyList<DeedField>?> AsItStands(Approval approval, CancellationToken stop) =>
        Fields(await db.Set<Agency>().AsNoTracking().SingleAsync(a => a.Id == approval.AboutId, stop), approval.AskedFor<MemberDays>());

    public async Task<Refusal?> Do(Approval approval, SignedIn by, CancellationToken stop)
    {
        var agency = await db.Set<Agency>().SingleAsync(a => a.Id == approval.AboutId, stop);
        new AgencyDays(db, clock).Set(agency, approval.AskedFor<MemberDays>(), by);
        return null;
    }

    internal static IReadOnlyList<DeedField> Fields(Agency agency, MemberDays asked) =>
        [
            new("agency", agency.Name),
            .. Administering.Day("from", asked.JoinedOn),
            .. Administering.Day("to", asked.LeftOn?.AddDays(-1)),
            Administering.Said(asked),
            // As it was when it was proposed: whoever has changed it since is heard.
            new(Until, $"{Day(agency.JoinedOn)} {Day(agency.LeftOn)}"),
        ];

    internal static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

internal static class AdmittedAgencies
{
    private const int Most = 500;

    /// <summary>Whether it takes two: people are let in who would be out, and some of them oversee others.</summary>
    public static async Task<bool> TakesTwo(this SafetyDb db, Agency agency, MemberDays asked, DateOnly today, CancellationToken stop)
    {
        var earlier = asked.JoinedOn < agency.JoinedOn && agency.JoinedOn > today;
        var longer = agency.LeftOn is { } left && (asked.LeftOn ?? DateOnly.MaxValue) > left;
        if (!earlier && !longer)
            return false;
        var held = db.Set<RoleGrant>()
            .NotOverOn(today)
            .Join(db.Set<Account>().Where(a => a.AgencyId == agency.Id), g => g.AccountId, a => a.Id, (g, a) => g.RoleId);
        return (await db.RolesOf(await held.Distinct().Take(Most).ToListAsync(stop), stop)).Oversees();
    }
}
