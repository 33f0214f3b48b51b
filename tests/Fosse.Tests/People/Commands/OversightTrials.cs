using Fosse.Accountability;
using Fosse.Accountability.Audit;
using Fosse.Accountability.Retention;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Records;
using Fosse.Tests.People.Accountability;
using Microsoft.EntityFrameworkCore;
using static Fosse.Tests.People.Commands.Trial;

namespace Fosse.Tests.People.Commands;

/// <summary>What people ask about their data, who watches over reads, and how long records are kept.</summary>
internal static class OversightTrials
{
    private static readonly Permission[] Answers = [AccountabilityPermissions.AnswerSubjectRequests],
        Reviews = [AccountabilityPermissions.ReviewAccess],
        Ledger = [AccountabilityPermissions.ReadLedger],
        Retains = [AccountabilityPermissions.ManageRetention],
        Anybody = [AccountsPermissions.Work, AccountsPermissions.Administer];

    public static IEnumerable<Trial> All =>
        [
            Of(
                "SubjectRequests.Register",
                Answers,
                async (w, of) => [new RegisterSubjectRequest((await w.Record(of)).Reference, SubjectRequestKind.Copy, w.Today, "")]
            ),
            Of(
                "SubjectRequests.Take",
                Answers,
                async (w, of) =>
                    [
                        new TakeSubjectStep(
                            (await w.Asked(of, SubjectRequestKind.Copy, known: false)).Id,
                            SubjectRequestStep.ConfirmIdentity,
                            "Showed a passport at the desk"
                        ),
                    ]
            ),
            Of("SubjectTexts.Read", Answers, async (w, of) => [(await w.Asked(of, SubjectRequestKind.Copy)).Id]),
            Of("SubjectCopies.Make", Answers, async (w, of) => [(await w.Asked(of, SubjectRequestKind.Copy)).Id]),
            Of("Corrections.Open", Answers, async (w, of) => [(await w.Asked(of, SubjectRequestKind.Rectification)).Id]),
            Of(
                "Corrections.Save",
                Answers,
                async (w, of) => [(await w.Asked(of, SubjectRequestKind.Rectification)).Id, new PersonWords { Name = w.Fresh("Asha") }]
            ),
            Of("WhoLookedPages.Draft", Answers, async (w, of) => [(await w.Asked(of, SubjectRequestKind.WhoLooked)).Id]),
            Of(
                "WhoLookedPages.Tell",
                Answers,
                async (w, of) => [new TellWhoLooked((await w.Asked(of, SubjectRequestKind.WhoLooked)).Id, [], false, "")]
            ),
            OwnAlone(
                "SubjectRequestQueries.SubjectRequests",
                Answers,
                async w =>
                {
                    await w.Asked(w.Own, SubjectRequestKind.Copy);
                    return [];
                }
            ),
            Of("SubjectRequestQueries.SubjectRequestOf", Answers, async (w, of) => [(await w.Asked(of, SubjectRequestKind.Copy)).Id]),
            Of(
                "AccessReviews.Conclude",
                Reviews,
                async (w, of) => [new ConcludeReview(await Waiting(w, of), AccessReviewKind.Sample, ReviewOutcome.Justified, "")]
            ),
            Of(
                "TellApart.Handle",
                Reviews,
                async (w, of) =>
                {
                    var pair = await Alike(w, of);
                    return [pair.FirstId, pair.SecondId];
                }
            ),
            OwnAlone(
                "LikePairsQuery.LikePairs",
                Reviews,
                async w =>
                {
                    await Alike(w, w.Own);
                    return [];
                }
            ),
            OwnAlone(
                "AdministratorDeeds.DeedsOn",
                Ledger,
                async w =>
                {
                    await w.County.Do(db =>
                    {
                        db.Note(w.Writer(w.Own), w.County.Time.Now, AccountsAdminEvents.AccountDisabled, w.Writer(w.Own).AccountId);
                        return db.SaveChangesAsync();
                    });
                    return [1];
                }
            ),
            OwnAlone(
                "ReviewQueries.WaitingReviews",
                Reviews,
                async w =>
                {
                    await Waiting(w, w.Own);
                    return [];
                }
            ),
            OwnAlone(
                "ReviewQueries.ReviewsWaiting",
                Reviews,
                async w =>
                {
                    await Waiting(w, w.Own);
                    return [];
                }
            ),
            Of("ReviewQueries.ReviewLine", Reviews, async (w, of) => [await Waiting(w, of), AccessReviewKind.Sample]),
            Of("WhoCouldRead.Of", [.. Answers, .. Reviews], async (w, of) => [(await w.Record(of)).Reference]),
            Of("TypedReasons.Read", Reviews, async (w, of) => [(await w.Line(of)).Sequence, "looks at what they typed", 5]),
            Of(
                "UnusualAnswers.Answer",
                Reviews,
                async (w, of) =>
                {
                    var line = await w.Line(of);
                    return [new AnswerFinding(UnusualRule.WithoutCase, line.ActorId, null, line.Sequence, "They told me why they did")];
                }
            ),
            OwnAlone(
                "UnusualQueries.UnusualAccess",
                Reviews,
                async w =>
                {
                    await w.Line(w.Own);
                    return [];
                }
            ),
            OwnAlone(
                "UnusualQueries.UnusualPage",
                Reviews,
                async w =>
                {
                    await w.Line(w.Own);
                    return [1];
                }
            ),
            Of("UnusualQueries.UnusualFinding", Reviews, async (w, of) => [UnusualRule.WithoutCase, (await w.Line(of)).ActorId, null]),
            OwnAlone(
                "FrictionQueries.Friction",
                Reviews,
                async w =>
                {
                    var record = await w.Record(w.Own);
                    for (var i = 0; i < FrictionQueries.Fewest; i++)
                        await w.County.Reads(w.Writer(w.Own), record, "");
                    return [];
                }
            ),
            OwnAlone(
                "LedgerQueries.Ledger",
                Ledger,
                async w =>
                {
                    await w.Line(w.Own);
                    return [new LedgerFilter()];
                }
            ),
            Of("LedgerQueries.LedgerLine", [.. Ledger, .. Reviews], async (w, of) => [(await w.Line(of)).Sequence]),
            OwnAlone("LedgerQueries.Readers", Ledger, w => []),
            OwnAlone("LedgerExports.Ask", Ledger, w => [new AskForExport("Annual audit", w.Today, w.Today)]),
            // By the officer who asked: nobody else may take it.
            Of(
                "LedgerExports.Make",
                Ledger,
                async (w, of) =>
                {
                    var export = await Export(w, of, w.As(StandardRoles.DataProtectionOfficer).AccountId);
                    await w.County.Do(db =>
                        db.Set<LedgerExport>()
                            .Where(e => e.Id == export.Id)
                            .ExecuteUpdateAsync(s =>
                                s.SetProperty(e => e.State, LedgerExportState.Approved)
                                    .SetProperty(e => e.DecidedAt, (DateTimeOffset?)w.County.Time.Now)
                            )
                    );
                    return [export.Id];
                }
            ),
            Of("OwnStreets.Give", Anybody, (w, of) => ["7 Mill Lane"], reachesOthers: true),
            Of("OwnStreets.TakeBack", Anybody, (w, of) => [], reachesOthers: true),
            Of("OwnStreets.IsGiven", Anybody, (w, of) => [], reachesOthers: true),
            OwnAlone(
                "RetentionDesk.Change",
                Retains,
                async w =>
                {
                    var rule = await w.County.Do(async db => (await db.RetentionRules(default))[0]);
                    return [new ChangeRetentionRule(rule.Class, rule.Version, rule.Purpose, rule.Basis, rule.Months + 1, rule.Action)];
                }
            ),
            Of("RetentionDesk.Place", Retains, async (w, of) => [new PlaceHold((await w.Record(of)).Reference, "Inquest 2025/114")]),
            Of("RetentionDesk.Lift", Retains, async (w, of) => [(await Hold(w, of)).Id]),
            Of(
                "RetentionDesk.Decide",
                Retains,
                async (w, of) => [new DecideRetention((await Due(w, of)).Id, w.Today.AddMonths(3), "A complaint is open")]
            ),
            OwnAlone(
                "RetentionQueries.DueRecords",
                Retains,
                async w =>
                {
                    await Due(w, w.Own);
                    return [];
                }
            ),
            OwnAlone(
                "RetentionQueries.Holds",
                Retains,
                async w =>
                {
                    await Hold(w, w.Own);
                    return [];
                }
            ),
            OwnAlone(
                "RetentionQueries.RetentionRuns",
                Retains,
                async w =>
                {
                    await w.County.Works<ApplyRetention>();
                    return [];
                }
            ),
            OwnAlone(
                "RetentionQueries.RetentionRun",
                Retains,
                async w =>
                {
                    await w.County.Works<ApplyRetention>();
                    return [(await w.County.Do(db => db.RetentionRuns(default)))[0].Id];
                }
            ),
        ];

    private static async Task<AccountLink> Alike(CommandWorld w, Agency of)
    {
        var one = await w.Add(Partnership.Person(of, w.Fresh("Sam"), w.Today));
        var other = await w.Add(Partnership.Person(of, w.Fresh("Sam"), w.Today));
        return await w.Add(AccountLink.Of(one.Id, other.Id, LinkReason.Name, w.County.Time.Now));
    }

    private static async Task<long> Waiting(CommandWorld w, Agency of)
    {
        var line = await w.Line(of);
        await w.Add(
            new AccessReview
            {
                Line = line.Sequence,
                AgencyId = of.Id,
                Kind = AccessReviewKind.Sample,
                WaitsSince = w.County.Time.Now,
            }
        );
        return line.Sequence;
    }

    private static async Task<SubjectRecord> Due(CommandWorld w, Agency of)
    {
        var record = await w.County.Holds(w.Writer(of), RecordsDataClasses.Safeguarding);
        await w.County.Closed(record, w.County.Time.Now.AddYears(-26));
        return record;
    }

    private static async Task<RecordHold> Hold(CommandWorld w, Agency of) =>
        await w.Add(
            new RecordHold
            {
                RecordId = (await w.Record(of)).Id,
                Proceedings = "Inquest 2025/114",
                PlacedBy = w.Writer(of).AccountId,
                PlacedAt = w.County.Time.Now,
            }
        );

    private static Task<LedgerExport> Export(CommandWorld w, Agency of, Guid asked) =>
        w.Add(
            new LedgerExport
            {
                AgencyId = of.Id,
                Review = "Annual audit",
                FirstOn = w.Today,
                LastOn = w.Today,
                AskedBy = asked,
                AskedAt = w.County.Time.Now,
            }
        );
}
