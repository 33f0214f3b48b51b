using System.Text.Json;
using Fosse.Foundation;
using Fosse.Places;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Fosse.Reporting;

/// <summary>A report to be taken.</summary>
/// <param name="Submission">Names what is sent: sent twice under the same name, it is taken once.</param>
/// <param name="Key">The secret and the box of the reporter follow from it, so that sending again gives the same. Where somebody else may
/// know the key of the draft it is another.</param>
/// <param name="TakenBy">The officer who took it at the door or on the telephone.</param>
/// <param name="Note">What another system sent beside it and no question asks for; staff read it as a message.</param>
/// <param name="Again">The sender knows that it was sent before, so that is looked for first. Who does not know finds out when it is
/// stored.</param>
/// <param name="ReceiptAt">The ticket's id under which the receipt lies for the browser; the draft's own place otherwise.</param>
public sealed record SubmitReport(
    Guid Submission,
    BoxKey Key,
    ReportDraft Draft,
    ReportChannel Channel,
    SignedIn? TakenBy = null,
    IReadOnlyList<Risk>? Risks = null,
    string Note = "",
    bool Again = false,
    Guid? ReceiptAt = null
);

/// <summary>What the reporter gets, and can get again for as long as their browser has the draft.</summary>
public sealed record ReportReceipt(string Reference, string Secret);

/// <summary>Takes reports: from the pages, from staff and from other systems alike. One save stores everything that a report is.</summary>
public sealed class Reports(
    SafetyDb db,
    Sealer sealer,
    Drafts drafts,
    PointLookup points,
    StandingRules standing,
    RepeatVictims repeats,
    IOptions<UrgentOptions> urgent,
    CountyClock clock
)
{
    public async Task<Outcome<ReportReceipt>> Submit(SubmitReport submit, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(submit);
        if (submit.TakenBy?.Lacks(RecordsPermissions.WriteRecords) is { } lacking)
            return lacking;
        await db.Database.OpenConnectionAsync(stop); // one for all that follows
        if (submit.Again && await Taken(submit, stop) is { } before)
            return before;
        var (draft, editions) = (submit.Draft, await db.Editions(stop));
        var rules = await standing.Of(db, editions, stop);
        var category = rules.Categories.GetValueOrDefault(draft.Category);
        if (ReportRules.Wrong(draft, category, clock.Today) is { Count: > 0 } wrong)
            return await Taken(submit, stop) is { } known ? known : wrong.ToList();
        var areas = await db.AreasOf(draft, points, editions.Areas, stop);
        if (rules.Answers(category!.Code, areas.SmallestFirst) is not { } desk)
        {
            return new Refusal("", ReportingText.Of("SubmitReport.NobodyAnswers"));
        }
        try
        {
            return await Store(submit, category, areas, desk, stop);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            if (await Taken(submit, stop) is { } meanwhile)
                return meanwhile; // somebody pressed twice, and the other one was first
            throw;
        }
    }

    private async Task<ReportReceipt> Store(
        SubmitReport submit,
        ReportCategory category,
        AreasAt areas,
        ChosenDesk desk,
        CancellationToken stop
    )
    {
        var team = desk.Team;
        var (draft, now, reference) = (submit.Draft, clock.Now, ReportReference.Next());
        var record = new SubjectRecord
        {
            Reference = reference,
            AgencyId = team.AgencyId,
            TeamId = team.TeamId,
            InQueue = true,
            Class = ReportingDataClasses.Report,
            OpenedAt = now,
        };
        var box = BoxKey.New();
        sealer.Begin(record.Id);
        var receipt = new ReportReceipt(reference, submit.Key.Secret(reference));
        db.Add(record);
        db.Add(Report(submit, category, record, desk, now, urgent.Value));
        db.Add(
            new ReportPlace
            {
                RecordId = record.Id,
                Areas = areas,
                HappenedOn = draft.Until ?? draft.On,
            }
        );
        db.Add(new ReportBox { RecordId = record.Id, Wrapped = box.WrapWith(receipt.Secret, reference) });
        db.Add(
            new ReportDetails
            {
                Subject = record.Id,
                Behaviour = await sealer.Seal(record.Id, draft.Behaviour.Trim(), stop),
                Looks = await Sealed(draft.Looks),
                Answers = draft.Answers.Count == 0 ? null : await sealer.Seal(record.Id, JsonSerializer.Serialize(draft.Answers), stop),
                Place = await Sealed(draft.Place),
                Point = draft is { Rough: false, Point: { } point } ? await sealer.Seal(record.Id, point.ForSealing, stop) : null,
                Happened = await Sealed(ReportTimes.InWords(draft)),
                BoxKey = await sealer.Seal(record.Id, box.Text, stop),
            }
        );
        db.Add(
            new PersonDetails
            {
                Subject = record.Id,
                Name = await sealer.Seal(record.Id, draft.Anonymous == true ? "Anonymous" : draft.Name.Trim(), stop),
                Address = await Sealed(Given(draft.Address)),
                Telephone = await Sealed(Given(draft.Telephone)),
                Email = await Sealed(Given(draft.Email)),
                SafeContact = await Sealed(
                    Given(
                        string.Join(
                            "\n",
                            new[]
                            {
                                draft.Way is ContactWay.None ? "Wants no contact" : "",
                                draft.SafeTimes,
                                draft.SafeWords,
                                draft is { Mail: true, MailFrom.Length: > 0 }
                                    ? $"Email only between {draft.MailFrom} and {draft.MailUntil}"
                                    : "",
                            }.Where(t => t.Length > 0)
                        )
                    )
                ),
            }
        );
        if (draft is { Anonymous: not true, Mail: true } && MailWindow.Of(draft.MailFrom, draft.MailUntil) is { } window)
        {
            db.Add(new ReportMail { Subject = record.Id, Address = await sealer.Seal(record.Id, draft.Email.Trim(), stop) });
            db.Add(
                new ReportMailing
                {
                    RecordId = record.Id,
                    FromMinute = window.From,
                    UntilMinute = window.Until,
                }
            );
        }
        foreach (var file in draft.Files)
        {
            db.Add(new ReportFile { Subject = record.Id, About = await sealer.Seal(record.Id, JsonSerializer.Serialize(file), stop) });
            db.Add(new ReportUpload { File = file.File, RecordId = record.Id });
            if (file.Print.Length > 0)
                db.AddRange(
                    sealer
                        .Numbers(SearchField.SameFile, file.Print)
                        .Select(mark => new ReportFileMark
                        {
                            File = file.File,
                            RecordId = record.Id,
                            Mark = mark,
                        })
                );
        }
        if (submit.Note.Length > 0)
            db.Add(
                new ReportMessage
                {
                    Subject = record.Id,
                    At = now,
                    Kind = MessageKind.FromReporter,
                    Words = await sealer.Seal(record.Id, submit.Note, stop),
                }
            );
        if (draft.After is { } before && await db.Set<ReportBox>().AnyAsync(b => b.RecordId == before.RecordId, stop)) // else forgotten
            db.AddRange(ProvedSame.Of(record.Id, before.RecordId, now));
        await repeats.Prepare(record.Id, areas.District, box, draft, category, stop);
        if (submit.TakenBy is { } officer)
            db.Add(
                new RecordAssignment
                {
                    RecordId = record.Id,
                    AccountId = officer.AccountId,
                    Task = "Took the report",
                    AssignedBy = officer.AccountId,
                    StartsOn = clock.Today,
                }
            );
        db.Announce(new ReportSubmitted(record.Id));
        // The draft gives way to the receipt in the same save, so that no answer can show one that is not stored.
        IReadOnlyList<string> late = [];
        if (submit.Channel is ReportChannel.Online)
        {
            var held = await db.Set<StoredDraft>().SingleOrDefaultAsync(d => d.Id == submit.Submission, stop);
            var at = submit.ReceiptAt ?? submit.Submission;
            if (held is not null && held.Id != at)
                db.Remove(held);
            late = [.. (held?.Files ?? []).Except(draft.Files.Select(f => f.File))];
            drafts.Put(held?.Id == at ? held : null, new(at, submit.Key), new() { Sent = reference });
        }
        await db.SaveChangesAsync(stop);
        drafts.Drop(late);
        return receipt;

        async Task<SealedText?> Sealed(string text) =>
            string.IsNullOrWhiteSpace(text) ? null : await sealer.Seal(record.Id, text.Trim(), stop);
        string Given(string text) => draft.Anonymous == true ? "" : text;
    }

    private static IncidentReport Report(
        SubmitReport submit,
        ReportCategory category,
        SubjectRecord record,
        ChosenDesk desk,
        DateTimeOffset now,
        UrgentOptions urgent
    )
    {
        var report = new IncidentReport
        {
            RecordId = record.Id,
            Reference = record.Reference,
            Submission = submit.Submission,
            Category = category.Code,
            AnsweredByName = desk.Team.Agency,
            Reached = desk.Reached,
            Desk = desk.Reached,
            Channel = submit.Channel,
            SubmittedAt = now,
            Risks = Risks(submit, category),
        };
        if (category.Hold is not CategoryHold.None)
            report.Move(ReportState.SafeguardingHold, now);
        if (report.Risks.AreUrgent())
            report.MustNotWait(now + urgent.LookWithin, now + urgent.ReplyWithin);
        return report;
    }

    private static IReadOnlyList<Risk> Risks(SubmitReport submit, ReportCategory category)
    {
        var flags = new SortedSet<Risk>(submit.Risks ?? []);
        flags.UnionWith(category.Brings());
        if (submit.Draft.Vulnerable)
            flags.Add(Risk.Vulnerable);
        // Here, so that it holds for every way on which a report can come.
        foreach (var words in submit.Draft.Answers.Values.SelectMany(a => a).Append(submit.Draft.Behaviour).Append(submit.Draft.Looks))
            flags.UnionWith(ReportSpotter.Risks(words));
        return [.. flags];
    }

    /// <returns>None where nothing was sent under that name, or by somebody with another key: the code is theirs.</returns>
    private async Task<ReportReceipt?> Taken(SubmitReport submit, CancellationToken stop)
    {
        var taken = await db.Set<IncidentReport>()
            .AsNoTracking()
            .Where(r => r.Submission == submit.Submission)
            .Select(r => new
            {
                r.Reference,
                Box = db.Set<ReportBox>().Where(b => b.RecordId == r.RecordId).Select(b => b.Wrapped).FirstOrDefault(),
            })
            .SingleOrDefaultAsync(stop);
        if (taken is null)
            return null;
        var receipt = new ReportReceipt(taken.Reference, submit.Key.Secret(taken.Reference));
        // A box that was forgotten opens for nobody, and most other systems hand no code on; that it was sent is still true.
        return submit.ReceiptAt is not null && taken.Box is { } box && BoxKey.Unwrap(box, receipt.Secret, taken.Reference) is null
            ? null
            : receipt;
    }
}
