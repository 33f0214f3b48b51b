using System.Text.Json;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Places;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting;

/// <summary>What nobody does alone in this room.</summary>
public static class ReportingDeeds
{
    public static JointDeed ChangeWhoAnswers { get; } = new(nameof(ChangeWhoAnswers));
}

/// <summary>Proposes a change of who answers to those from whom it takes reports.</summary>
public sealed class AskWhoAnswers(SafetyDb db, Displaced displaced, ApprovalDesk desk, CountyClock clock)
{
    internal async Task<Outcome<Answering>> Ask(AnswersChange change, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(change);
        var taken = await displaced.By(change, stop);
        if (taken.Count == 0)
            return new Answering(change.About);
        var asked = await displaced.WhoCanSayYes(taken, by, stop);
        if (asked.Count == 0)
        {
            var names = await db.Set<Agency>()
                .Where(a => taken.Contains(a.Id))
                .OrderBy(a => a.Name)
                .Select(a => a.Name)
                .Take(100)
                .ToListAsync(stop);
            if (await db.HaveToBeAsked(taken, clock.Today, stop))
                return new Refusal("", ReportingText.Of("WhoAnswers.NobodyToAsk", string.Join(", ", names)));
            db.Note(by, clock.Now, PartnershipAdminEvents.NobodyAsked, taken[0], string.Join(", ", names));
            return new Answering(change.About);
        }
        if (await db.OpenApproval(ReportingDeeds.ChangeWhoAnswers, change.About, clock.Now, stop) is not null)
            return new Refusal("", ReportingText.Of("WhoAnswers.WaitsAlready"));
        var fields = await AnswersDeed.Fields(db, change, stop);
        var proposed = await desk.Propose(ReportingDeeds.ChangeWhoAnswers, change.About, fields, asked, by, stop);
        return proposed.Accepted(out var approval) ? new Answering(change.About, approval.Id) : proposed.Refusals.ToList();
    }
}

/// <summary>Lets others answer reports, once somebody of each agency that answered them until now has agreed.</summary>
internal sealed class AnswersDeed(SafetyDb db, Displaced displaced, SetsMemberDays days, CountyClock clock) : IDeed
{
    private const string Asked = "_asked";

    public JointDeed Kind => ReportingDeeds.ChangeWhoAnswers;

    public static async Task<IReadOnlyList<DeedField>> Fields(SafetyDb db, AnswersChange change, CancellationToken stop)
    {
        var fields = new List<DeedField>();
        if (change.Agency is { } agency)
            fields.AddRange([new("agency", Saving.Tidy(agency.Name)), new("kind", $"{agency.Kind}")]);
        if (change.Area is { } area)
        {
            var team = await db.Set<Team>().AsNoTracking().SingleAsync(t => t.Id == change.About, stop);
            var of = await db.Set<Agency>().Where(a => a.Id == team.AgencyId).Select(a => a.Name).SingleAsync(stop);
            var name = await db.Set<Area>().Where(a => a.Id == area).Select(a => a.Name).SingleAsync(stop);
            fields.AddRange([new("agency", of), new("team", team.Name), new(change.Gives ? "areaGiven" : "areaTaken", name)]);
        }
        if (change.Category is { } code)
        {
            var name = await db.Set<ReportCategory>().Where(c => c.Code == code).Select(c => c.Name).SingleAsync(stop);
            fields.AddRange([new("category", name), new("kind", $"{change.AnsweredBy}")]);
            if (change.Retires || change.SignpostOnly)
                fields.Add(new("ends", change.Retires ? "retired" : "signpost"));
        }
        if (change.Member is { } member)
        {
            if (change.Agency is null)
                fields.Add(new("agency", await db.Set<Agency>().Where(a => a.Id == change.About).Select(a => a.Name).SingleAsync(stop)));
            fields.Add(new("memberFrom", Day(member.JoinedOn)));
            if (member.LeftOn is { } left)
                fields.Add(new("memberTo", Day(left.AddDays(-1))));
        }
        return [.. fields, new(Asked, JsonSerializer.Serialize(change))];
    }

    public async Task<Refusal?> Hinder(Approval approval, SignedIn by, CancellationToken stop)
    {
        var change = Change(approval);
        if (change.Agency is { } agency)
        {
            var there = await db.Set<Agency>().AnyAsync(a => a.Id == change.About, stop);
            if ((await agency.Refused(db, there ? change.About : null, stop)).FirstOrDefault() is { } refused)
                return refused;
        }
        if (change.Member is { } member && await days.Against(change.About, member, stop) is { } against)
            return against;
        // Whoever has come to answer since was not asked. Nobody is before it is proposed.
        var asked = await db.Set<ApprovalAgency>()
            .Where(a => a.ApprovalId == approval.Id)
            .Select(a => a.AgencyId)
            .Take(1000)
            .ToListAsync(stop);
        var now = asked.Count == 0 ? [] : await displaced.WhoCanSayYes(await displaced.By(change, stop), by, stop);
        return now.Except(asked).Any(a => a != by.AgencyId) ? new("", ReportingText.Of("WhoAnswers.Overtaken")) : null;
    }

    public async Task<Refusal?> Do(Approval approval, SignedIn by, CancellationToken stop)
    {
        var (change, now) = (Change(approval), clock.Now);
        if (change.Agency is { } asked)
        {
            if (await db.Set<Agency>().SingleOrDefaultAsync(a => a.Id == change.About, stop) is { } agency)
            {
                (agency.Name, agency.Kind) = (Saving.Tidy(asked.Name), asked.Kind!.Value);
                agency.Version++;
                db.Note(by, now, PartnershipAdminEvents.AnsweringChanged, agency.Id, changed: agency);
            }
            else
                db.Add(asked, change.About, by, now);
        }
        if (change.Area is { } area)
        {
            var held = await db.Set<TeamArea>().SingleOrDefaultAsync(a => a.TeamId == change.About && a.AreaId == area, stop);
            if (change.Gives && held is null)
                db.Give(change.About, area, by, now);
            else if (!change.Gives && held is not null)
                db.Take(held, by, now);
        }
        if (change.Category is { } code)
        {
            var category = await db.Set<ReportCategory>().SingleAsync(c => c.Code == code, stop);
            (category.AnsweredBy, category.Offered, category.SignpostOnly) = (
                change.AnsweredBy!.Value,
                category.Offered && !change.Retires,
                category.SignpostOnly || change.SignpostOnly
            );
            category.Version++;
            db.Note(by, now, ReportingAdminEvents.CategoryChanged, null, category.Name, category);
        }
        return change.Member is { } member ? await days.Set(change.About, member, by, stop) : null;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static AnswersChange Change(Approval approval) => JsonSerializer.Deserialize<AnswersChange>(approval[Asked]!)!;
}
