using Fosse.Accountability;
using Fosse.Chronology;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Partnership.Disclosure;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Tests.People.Accountability;
using Microsoft.EntityFrameworkCore;
using static Fosse.Tests.People.Commands.Trial;

namespace Fosse.Tests.People.Commands;

/// <summary>Records, and what one agency asks of another.</summary>
internal static class RecordTrials
{
    private static readonly Permission[] Reads = [RecordsPermissions.ReadRecords],
        Writes = [RecordsPermissions.WriteRecords],
        Lists = [.. Reads, .. Writes],
        Answers = [PartnershipPermissions.AnswerDisclosures],
        SeesRequests = [.. Reads, .. Answers],
        // Whoever reads a record for any purpose knows of it.
        Handles =

        [
            .. Lists,
            .. Answers,
            RecordsPermissions.BreakGlass,
            AccountabilityPermissions.AnswerSubjectRequests,
            AccountabilityPermissions.ReviewAccess,
        ];
    private const string Words = "We work the noise there and need to know whether a move is planned.";

    public static IEnumerable<Trial> All =>
        [
            OwnAlone(
                "RecordWriting.Open",
                Writes,
                w => [new OpenRecord(RecordsDataClasses.AntiSocialBehaviour, "", new() { Name = w.Fresh("Asha") })]
            ),
            Of("WorkOnRecord.Assign", Writes, async (w, of) => [(await w.Record(of)).Id, w.Writer(w.Own).AccountId, "Deputy"]),
            Of(
                "WorkOnRecord.EndAssignment",
                Writes,
                async (w, of) =>
                {
                    var record = await w.Record(of);
                    return
                    [
                        record.Id,
                        await w.County.Do(db =>
                            db.Set<RecordAssignment>().Where(a => a.RecordId == record.Id).Select(a => a.Id).SingleAsync()
                        ),
                        "They are on leave from Monday",
                    ];
                }
            ),
            Of("WorkOnRecord.DeclareConflict", Handles, async (w, of) => [(await w.Record(of)).Id], reachesOthers: true),
            .. Chronology,
            Of("WorkOnRecord.Close", Writes, async (w, of) => [(await w.Record(of)).Id, "The work on it is done", false]),
            Of(
                "WorkOnRecord.Reopen",
                Writes,
                async (w, of) =>
                {
                    var record = await w.Record(of);
                    await w.County.Do(db =>
                        db.Set<SubjectRecord>()
                            .Where(r => r.Id == record.Id)
                            .ExecuteUpdateAsync(s => s.SetProperty(r => r.ClosedAt, w.County.Time.Now))
                    );
                    return [record.Id, "It began anew in the same street"];
                }
            ),
            Of(
                "PersonSearch.Find",
                [RecordsPermissions.SearchRecords],
                async (w, of) =>
                {
                    var name = w.Fresh("Asha");
                    await w.Record(of, name);
                    return [new FindPerson(name, "", null, "", RecordsPurposes.InvestigateCase, "The caller gave this name to us")];
                },
                reachesOthers: true // an agreement tells of them
            ),
            OwnAlone(
                "RecordQueries.RecordsOf",
                Lists,
                async w =>
                {
                    await w.Record(w.Own);
                    return [false, 1, null, null, null];
                }
            ),
            Of("RecordQueries.RecordCalled", Handles, async (w, of) => [(await w.Record(of)).Reference], reachesOthers: true),
            Of("RecordQueries.Front", Handles, async (w, of) => [(await w.Record(of)).Id], reachesOthers: true),
            OwnAlone("TeamQueueQueries.QueuesOf", Reads, w => []),
            Of(
                "Disclosures.Ask",
                Reads,
                async (w, of) =>
                    [new AskForDisclosure((await w.Record(of == w.Own ? w.Other : w.Stranger)).Id, RecordsPurposes.InvestigateCase, Words)]
            ),
            Of(
                "Disclosures.Answer",
                Answers,
                async (w, of) =>
                    [new AnswerDisclosure((await w.Disclosure(of == w.Own ? w.Other : w.Stranger, of)).Id, DisclosureState.Refused, Words)]
            ),
            Of("Disclosures.Withdraw", Reads, async (w, of) => [(await w.Disclosure(of, of == w.Own ? w.Other : w.Stranger)).Id]),
            OwnAlone(
                "DisclosureQueries.Requests",
                SeesRequests,
                async w =>
                {
                    await w.Disclosure(w.Other, w.Own);
                    return [true];
                }
            ),
            Of(
                "DisclosureQueries.Request",
                SeesRequests,
                async (w, of) => [(await w.Disclosure(of, of == w.Own ? w.Other : w.Stranger)).Id]
            ),
            Of(
                "DisclosureReading.Read",
                Answers,
                async (w, of) =>
                    [
                        new DisclosureFront(await w.Disclosure(of == w.Own ? w.Other : w.Stranger, of), "", "", "", "", true, false),
                        "answers what they have asked of us",
                        5,
                    ]
            ),
        ];

    private static IEnumerable<Trial> Chronology =>
        [
            Of("WriteEntry.Note", Writes, async (w, of) => [On(await w.Record(of)), Words]),
            Of("WriteEntry.Update", Writes, async (w, of) => [On(await w.Record(of)), Words, w.Today]),
            Of("SetTask.Handle", Writes, async (w, of) => [On(await w.Record(of)), Words, w.Writer(w.Own).AccountId, w.Today]),
            Of("FinishTask.Done", Writes, async (w, of) => await Task(w, of)),
            Of("FinishTask.OpenAgain", Writes, async (w, of) => await Task(w, of, done: true)),
            Of(
                "AttachFile.Handle",
                Writes,
                async (w, of) => [On(await w.Record(of)), new DraftFile(Hash(w.Fresh()), "key", "image/png", 12, "stairs.png")]
            ),
            Of("LinkRecords.Link", Writes, async (w, of) => [(await w.Record(of)).Id, (await w.Record(w.Own)).Reference]),
            Of("LinkRecords.Unlink", Writes, async (w, of) => await Linked(w, of)),
            Of("LinkedRecords.LinkedTo", Lists, async (w, of) => [(await Linked(w, of))[0]]),
            Of("Chronologies.Of", Lists, async (w, of) => [(await w.Record(of)).Id, null]),
            Of("Chronologies.Tasks", Lists, async (w, of) => [(await Task(w, of))[0], null]),
            Of(
                "LooksOnRecord.LooksOn",
                Lists,
                async (w, of) =>
                {
                    var record = await w.Record(of);
                    await w.County.Reads(w.Writer(of), record);
                    return [record.Id];
                }
            ),
        ];

    private static OnRecord On(SubjectRecord record) =>
        new(record.Id, RecordsPurposes.InvestigateCase, $"covers {record.Reference} for a colleague");

    private static async Task<object?[]> Task(CommandWorld w, Fosse.Partnership.Agency of, bool done = false)
    {
        var task = new RecordTask
        {
            Id = Guid.CreateVersion7(),
            RecordId = (await w.Record(of)).Id,
            DueOn = w.Today,
            SetBy = w.Writer(of).AccountId,
            SetAt = w.County.Time.Now,
        };
        if (done)
            task.Done(w.Writer(of).AccountId, w.County.Time.Now);
        await w.Add(task);
        return [task.RecordId, task.Id];
    }

    private static async Task<object?[]> Linked(CommandWorld w, Fosse.Partnership.Agency of)
    {
        var link = await w.Add(
            new RecordLink
            {
                RecordId = (await w.Record(of)).Id,
                OtherId = (await w.Record(w.Own)).Id,
                At = w.County.Time.Now,
                By = w.Writer(of).AccountId,
            }
        );
        return [link.RecordId, link.OtherId];
    }

    private static string Hash(string of) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(of)));
}
