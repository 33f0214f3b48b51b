using Fosse.Accountability.Audit;
using Fosse.Accountability.Subjects;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Triage;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Reporting.Triage;

/// <summary>To whom a report may be handed, and what follows.</summary>
public sealed class RedirectTests
{
    private const string Note = "The council looks after this playground";

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Without_an_agreement_in_force_that_covers_reports_nothing_is_handed_over(string database)
    {
        await using var county = await TriageCounty.Open(database);
        var (sent, council, today) = (await county.Reports(), county.Partnership.Council, county.Partnership.Today);
        Task<Outcome<IncidentReport>> Hands() =>
            county.Does<RedirectReport, IncidentReport>(sent, (redirect, on) => redirect.Handle(on, council.Id, Note, default));
        static AgreementScope Scope(DataClass @class, SharingLevel level) =>
            new()
            {
                AgreementId = default,
                Class = @class,
                Purpose = ReportingPurposes.TriageReport,
                Level = level,
            };
        await county.Partnership.Agree(today, Scope(RecordsDataClasses.AntiSocialBehaviour, SharingLevel.Read)); // another class
        await county.Partnership.Agree(today, Scope(ReportingDataClasses.Report, SharingLevel.Pointer)); // that it is held, and no more
        await county.Partnership.Agree(today.AddDays(-1), Scope(ReportingDataClasses.Report, SharingLevel.Read)); // past its review
        Assert.StartsWith("No agreement in force", Assert.Single((await Hands()).Refusals).Message, StringComparison.Ordinal);
        Assert.Equal(ReportState.Submitted, (await county.Now(sent)).State);

        var agreement = await county.Partnership.Agree(today, Scope(ReportingDataClasses.Report, SharingLevel.Read));
        Assert.True((await Hands()).Accepted(out var handed));
        Assert.Equal((ReportState.Redirected, "Council"), (handed.State, handed.AnsweredByName));

        // Who had it until now reads it no more; whoever has it now needs to type nothing.
        Task<Outcome<ReportRead>> Reads(SignedIn who, string reason) =>
            county.Partnership.Asks<ReportReading, Outcome<ReportRead>>(reading =>
                reading.Read(new(who.Actor, ReportingPurposes.TriageReport, sent.Id, reason), default)
            );
        var theirs = await county.Joins(council, null);
        Assert.Empty(await county.Queue());
        Assert.True((await Reads(theirs, "")).Accepted(out var read));
        Assert.Contains(Note, read.Messages.Where(m => m.Kind is MessageKind.Note).Select(m => m.Words));
        Assert.Null(await county.County.Do(db => db.ReportFront(sent.Id, county.Officer, today, default)));
        Assert.Equal(handed.SubmittedAt.AddHours(72), Assert.Single(await county.Queue(theirs)).DueAt); // the clock runs on
        Assert.Equal(
            (agreement.Id, $"Handed to Council: under {agreement.Name}."),
            (await county.Ledger()).Where(l => l.Kind is LedgerKind.Disclosed).Select(l => (l.Agreement!.Value, l.Ground)).Single()
        );
        Assert.StartsWith(
            "Your report is now with Council",
            Assert.Single((await county.Follows(sent)).Letters).Words,
            StringComparison.Ordinal
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_agency_that_answers_such_reports_here_needs_no_agreement(string database)
    {
        await using var county = await TriageCounty.Open(database);
        var sent = await county.Reports("other"); // for a council to answer
        var theirs = await county.Joins(county.Partnership.Council, null);
        // A council that answers it has nobody to hand it to: the police answer other kinds.
        Assert.Empty(
            await county.Partnership.Asks<RedirectReport, IReadOnlyList<RedirectTarget>>(redirect =>
                redirect.Targets(sent.Id, theirs, default)
            )
        );
        await county.County.Do(async db =>
        {
            // it came to the wrong desk
            (await db.Set<SubjectRecord>().SingleAsync(r => r.Id == sent.Id)).AgencyId = county.Partnership.Police.Id;
            await db.SaveChangesAsync();
        });
        var target = Assert.Single(
            await county.Partnership.Asks<RedirectReport, IReadOnlyList<RedirectTarget>>(redirect =>
                redirect.Targets(sent.Id, county.Officer, default)
            )
        );
        Assert.Equal(("Council", "it answers reports of this kind here", null), (target.Agency, target.Right, target.Agreement));
        await county.Did<RedirectReport, IncidentReport>(sent, (redirect, on) => redirect.Handle(on, target.AgencyId, Note, default));
        Assert.Equal(ReportState.Redirected, Assert.Single(await county.Queue(theirs)).State);
    }
}
