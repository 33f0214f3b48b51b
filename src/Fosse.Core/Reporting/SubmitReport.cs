using System.Globalization;
using System.Text.Json;
using Fosse.Foundation;
using Fosse.People;
using Fosse.Places;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting;

/// <summary>A report to be taken.</summary>
/// <param name="Submission">Names what is sent: sent twice under the same name, it is taken once.</param>
/// <param name="Key">The secret and the box of the reporter follow from it, so that sending again gives the same.</param>
/// <param name="TakenBy">The officer who took it at the door or on the telephone.</param>
public sealed record SubmitReport(Guid Submission, BoxKey Key, ReportDraft Draft, ReportChannel Channel, SignedIn? TakenBy = null, IReadOnlyList<Risk>? Risks = null);

/// <summary>What the reporter gets, and can get again for as long as their browser has the draft.</summary>
public sealed record ReportReceipt(string Reference, string Secret);

/// <summary>Takes reports: from the pages, from staff and from other systems alike. One save stores everything that a report is.</summary>
public sealed class Reports(SafetyDb db, Sealer sealer, Drafts drafts, PointLookup points, RepeatVictims repeats, CountyClock clock)
{
    private const int MostTeams = 5000;

    public async Task<Outcome<ReportReceipt>> Submit(SubmitReport submit, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(submit);
        if (await Taken(submit, stop) is { } before) return before;
        var draft = submit.Draft;
        var category = await db.Set<ReportCategory>().AsNoTracking().SingleOrDefaultAsync(c => c.Code == draft.Category, stop);
        if (ReportRules.Wrong(draft, category, clock.Today) is { Count: > 0 } wrong) return wrong.ToList();
        var areas = draft.Point is { } point ? await points.At(point.Longitude, point.Latitude, stop) : AreasAt.Nowhere;
        if (ReportRouting.Choose(category!.AnsweredBy, areas.SmallestFirst, await Teams(stop)) is not { } team)
        {
            return new Refusal("", "No agency that could answer has joined this partnership yet. Ring 101 instead.");
        }
        try
        {
            return await Store(submit, category, areas, team, stop);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            if (await Taken(submit, stop) is { } meanwhile) return meanwhile; // somebody pressed twice, and the other one was first
            throw;
        }
    }

    private async Task<ReportReceipt> Store(SubmitReport submit, ReportCategory category, AreasAt areas, AnsweringTeam team, CancellationToken stop)
    {
        var (draft, now, reference) = (submit.Draft, clock.Now, ReportReference.Next());
        var record = new SubjectRecord { Reference = reference, AgencyId = team.AgencyId, TeamId = team.TeamId, Class = DataClass.Report, OpenedAt = now };
        var box = BoxKey.New();
        var receipt = new ReportReceipt(reference, submit.Key.Secret(reference));
        db.Add(record);
        db.Add(Report(submit, category, record, team.Agency, now));
        db.Add(new ReportPlace { RecordId = record.Id, LsoaId = areas.Lsoa, WardId = areas.Ward, NeighbourhoodId = areas.Neighbourhood, DistrictId = areas.District, HappenedOn = draft.Until ?? draft.On });
        db.Add(new ReportBox { RecordId = record.Id, Wrapped = box.WrapWith(receipt.Secret, reference) });
        db.Add(new ReportDetails
        {
            Subject = record.Id,
            Behaviour = await sealer.Seal(record.Id, draft.Behaviour.Trim(), stop),
            Looks = await Sealed(draft.Looks),
            Answers = draft.Answers.Count == 0 ? null : await sealer.Seal(record.Id, JsonSerializer.Serialize(draft.Answers), stop),
            Place = await Sealed(draft.Place),
            Point = draft.Point is { } point ? await sealer.Seal(record.Id, point.ForSealing, stop) : null,
            Happened = await Sealed(InWords(draft)),
            BoxKey = await sealer.Seal(record.Id, box.Text, stop),
        });
        db.Add(new PersonDetails
        {
            Subject = record.Id,
            Name = await sealer.Seal(record.Id, draft.Anonymous == true ? "Anonymous" : draft.Name.Trim(), stop),
            Address = await Sealed(Given(draft.Address)),
            Telephone = await Sealed(Given(draft.Telephone)),
            Email = await Sealed(Given(draft.Email)),
            SafeContact = await Sealed(Given(string.Join("\n", new[] { draft.Way is ContactWay.None ? "Wants no contact" : "", draft.SafeTimes, draft.SafeWords }.Where(t => t.Length > 0)))),
        });
        foreach (var file in draft.Files)
        {
            db.Add(new ReportFile { Subject = record.Id, About = await sealer.Seal(record.Id, JsonSerializer.Serialize(file), stop) });
            db.Add(new ReportUpload { File = file.File, RecordId = record.Id });
            if (file.Print.Length > 0) db.AddRange(sealer.Numbers(SearchField.SameFile, file.Print).Select(mark => new ReportFileMark { File = file.File, RecordId = record.Id, Mark = mark }));
        }
        await repeats.Prepare(record.Id, areas.District, box, draft, category, stop);
        if (submit.TakenBy is { } officer) db.Add(new RecordAssignment { RecordId = record.Id, AccountId = officer.AccountId, Task = "Took the report", StartsOn = clock.Today });
        db.Announce(new ReportSubmitted(record.Id));
        // The draft gives way to the receipt in the same save, so that no answer can show one that is not stored.
        if (submit.Channel is ReportChannel.Online) drafts.Put(await db.Set<StoredDraft>().SingleOrDefaultAsync(d => d.Id == submit.Submission, stop), new(submit.Submission, submit.Key), new() { Sent = reference });
        await db.SaveChangesAsync(stop);
        return receipt;

        async Task<SealedText?> Sealed(string text) => string.IsNullOrWhiteSpace(text) ? null : await sealer.Seal(record.Id, text.Trim(), stop);
        string Given(string text) => draft.Anonymous == true ? "" : text;
    }

    private static IncidentReport Report(SubmitReport submit, ReportCategory category, SubjectRecord record, string agency, DateTimeOffset now)
    {
        var report = new IncidentReport
        {
            RecordId = record.Id,
            Reference = record.Reference,
            Submission = submit.Submission,
            Category = category.Code,
            AnsweredByName = agency,
            Channel = submit.Channel,
            SubmittedAt = now,
            Risks = Risks(submit, category),
        };
        if (category.Hold is not CategoryHold.None) report.Move(ReportState.SafeguardingHold, now);
        return report;
    }

    private static IReadOnlyList<Risk> Risks(SubmitReport submit, ReportCategory category)
    {
        var flags = new SortedSet<Risk>(submit.Risks ?? []);
        if (category.Heading is CategoryGroup.Hate) flags.Add(Risk.Hate);
        if (category.Hold is CategoryHold.Safeguarding) flags.Add(Risk.Safeguarding);
        if (category.Hold is CategoryHold.CounterTerrorism) flags.Add(Risk.CounterTerrorism);
        if (submit.Draft.Vulnerable) flags.Add(Risk.Vulnerable);
        // Here, so that it holds for every way on which a report can come.
        foreach (var words in submit.Draft.Answers.Values.SelectMany(a => a).Append(submit.Draft.Behaviour).Append(submit.Draft.Looks)) flags.UnionWith(ReportSpotter.Risks(words));
        return [.. flags];
    }

    private async Task<ReportReceipt?> Taken(SubmitReport submit, CancellationToken stop) =>
        await db.Set<IncidentReport>().AsNoTracking().Where(r => r.Submission == submit.Submission).Select(r => r.Reference).SingleOrDefaultAsync(stop) is { } reference
            ? new(reference, submit.Key.Secret(reference)) : null;

    private async Task<IReadOnlyList<AnsweringTeam>> Teams(CancellationToken stop)
    {
        var today = clock.Today;
        var agencies = await db.Set<Agency>().AsNoTracking().Where(a => a.JoinedOn <= today && (a.LeftOn == null || a.LeftOn > today)).OrderBy(a => a.Name).Take(MostTeams)
            .Select(a => new { a.Id, a.Kind, a.Name }).ToListAsync(stop);
        var teams = await db.Set<Team>().AsNoTracking().OrderBy(t => t.Id).Take(MostTeams).Select(t => new { t.Id, t.AgencyId }).ToListAsync(stop);
        var areas = (await db.Set<TeamArea>().AsNoTracking().Take(200_000).ToListAsync(stop)).ToLookup(a => a.TeamId, a => a.AreaId);
        return [.. agencies.SelectMany(a => teams.Where(t => t.AgencyId == a.Id && areas[t.Id].Any()).Select(t => new AnsweringTeam(a.Id, a.Kind, a.Name, t.Id, areas[t.Id].ToHashSet()))
            .Append(new(a.Id, a.Kind, a.Name, null, new HashSet<int>())))];
    }

    /// <summary>When it happened, as it was told: days and times of the reporter's own clock.</summary>
    internal static string InWords(ReportDraft draft) => draft.Happened switch
    {
        HappenedKind.Exact => $"{Day(draft.On)} {draft.AtTime}".Trim(),
        HappenedKind.Between => $"Between {Day(draft.On)} {draft.AtTime}".TrimEnd() + $" and {Day(draft.Until)} {draft.UntilTime}".TrimEnd(),
        HappenedKind.Repeated => $"Again and again: {draft.HowOften}" + (draft.On is null ? "" : $", first on {Day(draft.On)}"),
        _ => "Not known",
    };

    private static string Day(DateOnly? day) => day?.ToString("d MMMM yyyy", CultureInfo.InvariantCulture) ?? "";
}
