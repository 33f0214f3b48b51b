using System.Text.Json;
using Fosse.Foundation;
using Fosse.Places;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Fosse.Reporting;

/// <summary>A report on its way into the database.</summary>
internal sealed record PutReport(SubjectRecord Record, IncidentReport Report, BoxKey Box, ReportReceipt Receipt);

/// <summary>The rows that a report is: what happened, where, who told it, and the box that their code opens.</summary>
public sealed class ReportRows(SafetyDb db, Sealer sealer, RepeatVictims repeats, IOptions<UrgentOptions> urgent)
{
    /// <summary>All that a report is, to be saved by the caller.</summary>
    internal async Task<PutReport> Put(
        SubmitReport submit,
        ReportCategory category,
        AreasAt areas,
        ChosenDesk desk,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        var team = desk.Team;
        var (draft, reference) = (submit.Draft, ReportReference.Next());
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
        var report = Report(submit, category, record, desk, now, urgent.Value);
        db.Add(report);
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
                Email = await Sealed(Given(Mailbox.Tidy(draft.Email))),
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
            db.Add(new ReportMail { Subject = record.Id, Address = await sealer.Seal(record.Id, Mailbox.Tidy(draft.Email), stop) });
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
            Join(record.Id, box, before, now);
        await repeats.Prepare(record.Id, areas.District, box, draft, category, stop);
        if (submit.TakenBy is { } officer)
            db.Add(
                new RecordAssignment
                {
                    RecordId = record.Id,
                    AccountId = officer.AccountId,
                    Task = HouseTasks.Took,
                    AssignedBy = officer.AccountId,
                    StartsOn = CountyClock.DayOf(now),
                }
            );
        return new(record, report, box, receipt);

        async Task<SealedText?> Sealed(string text) =>
            string.IsNullOrWhiteSpace(text) ? null : await sealer.Seal(record.Id, text.Trim(), stop);
        string Given(string text) => draft.Anonymous == true ? "" : text;
    }

    // Both boxes are told. What the earlier one is told was locked while it was open.
    private void Join(Guid record, BoxKey box, ProvedReport before, DateTimeOffset now)
    {
        var pair = before.Join?.Pair ?? Guid.NewGuid();
        db.AddRange(ProvedSame.Of(record, before.RecordId, now, pair));
        db.Add(ReportLetters.Of(record, box, MessageKind.Joined, JoinReports.Said(pair), now));
        if (before.Join is { } join)
            db.Add(
                new ReportLetter
                {
                    Id = join.Letter,
                    RecordId = before.RecordId,
                    At = now,
                    Kind = MessageKind.Joined,
                    Locked = join.Locked,
                }
            );
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
}
