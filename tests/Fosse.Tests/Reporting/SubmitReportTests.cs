using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Reporting;

/// <summary>A report arrives once, whole, sealed, and its reporter alone can follow it.</summary>
public sealed class SubmitReportTests
{
    private const string Canary = "Wagtail";

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_report_is_stored_sealed_and_its_reporter_reads_and_writes_with_the_code(string database)
    {
        await using var county = await Open(database);
        var receipt = await Sends(county, Guid.NewGuid(), BoxKey.New(), Draft());
        Assert.Matches("^R-[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$", receipt.Reference);
        Assert.Matches("^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){3}$", receipt.Secret);

        var report = await county.Do(db => db.Set<IncidentReport>().AsNoTracking().SingleAsync());
        Assert.Equal((ReportState.Submitted, "Test Council", "noise"), (report.State, report.AnsweredByName, report.Category));
        await Assert.ThrowsAsync<PersonalDataRefused>(() => county.Do(db => db.Set<ReportDetails>().AsNoTracking().ToListAsync()));

        // Small mistakes of typing open it, another code does not.
        var typed = (
            receipt.Reference.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant(),
            receipt.Secret.ToUpperInvariant().Replace('-', ' ')
        );
        Assert.NotNull(await At(county, desk => desk.Open(typed.Item1, typed.Item2, default)));
        Assert.Null(await At(county, desk => desk.Open(receipt.Reference, BoxKey.New().Secret(receipt.Reference), default)));
        Assert.Null(await At(county, desk => desk.Open("R-2222-2222", receipt.Secret, default)));

        Assert.True(
            (await At(county, desk => desk.Write(receipt.Reference, receipt.Secret, "It was louder last night", default))).Accepted(
                out var own
            )
        );
        Assert.Equal([(MessageKind.FromReporter, "It was louder last night")], own.Letters.Select(l => (l.Kind, l.Words)));
        Assert.DoesNotContain(
            county.Log.Lines,
            line =>
                line.Contains(Canary, StringComparison.Ordinal)
                || line.Contains("louder", StringComparison.Ordinal)
                || line.Contains(receipt.Secret, StringComparison.Ordinal)
        );
        Assert.All(
            await county.Do(db => db.Set<OutboxMessage>().AsNoTracking().Select(m => m.Body).ToListAsync()),
            body => Assert.DoesNotContain(Canary, body, StringComparison.Ordinal)
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_same_sent_many_times_at_once_is_one_report_with_one_receipt(string database)
    {
        await using var county = await Open(database);
        var (submission, key) = (Guid.NewGuid(), BoxKey.New());
        var receipts = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => Sends(county, submission, key, Draft()))));
        Assert.Single(receipts.Distinct());
        Assert.Equal(
            (1, 1, 1),
            await county.Do(async db =>
                (
                    await db.Set<IncidentReport>().CountAsync(),
                    await db.Set<SubjectRecord>().CountAsync(),
                    await db.Set<OutboxMessage>().CountAsync()
                )
            )
        );
    }

    [Theory]
    [InlineData("behaviour", "Say what happened or what somebody did. What they looked like is not enough for a report.")]
    [InlineData("category", "Choose what happened")]
    [InlineData("place", "Enter a postcode or a place, or say that you do not know")]
    [InlineData("on", "The day must be today or earlier")]
    [InlineData("name", "Enter your name")]
    [InlineData("answer-noise", "Answer the question: What kind of noise is it?")]
    public async Task What_is_missing_is_said_and_nothing_is_stored(string field, string words)
    {
        await using var county = await Open(TestCounty.Sqlite);
        var whole = Draft();
        var draft = field switch
        {
            "behaviour" => whole with { Behaviour = " ", Looks = "Tall, in a red coat" },
            "category" => whole with { Category = "fraud" }, // a signpost: nothing is taken
            "place" => whole with { Place = "" },
            "on" => whole with { On = new DateOnly(2999, 1, 1) },
            "name" => whole with { Name = "" },
            _ => whole with { Answers = new Dictionary<string, IReadOnlyList<string>>() },
        };
        await using var scope = county.Services.CreateAsyncScope();
        var outcome = await scope
            .ServiceProvider.GetRequiredService<Reports>()
            .Submit(new(Guid.NewGuid(), BoxKey.New(), draft, ReportChannel.Online), default);
        Assert.Contains(new Refusal(field, words), outcome.Refusals);
        Assert.Equal(0, await county.Do(db => db.Set<SubjectRecord>().CountAsync()));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_closed_report_is_reopened_once_within_28_days_and_a_withdrawn_one_never(string database)
    {
        await using var county = await Open(database);
        var receipt = await Sends(county, Guid.NewGuid(), BoxKey.New(), Draft());
        await Closes(county);
        county.Time.Move(TimeSpan.FromDays(27));
        Assert.True(
            (await At(county, desk => desk.Reopen(receipt.Reference, receipt.Secret, "It goes on every night", default))).Accepted(
                out var own
            )
        );
        Assert.Equal(ReportState.Submitted, own.State);
        await Closes(county);
        Assert.False((await At(county, desk => desk.Reopen(receipt.Reference, receipt.Secret, "And again", default))).Accepted(out _));

        var late = await Sends(county, Guid.NewGuid(), BoxKey.New(), Draft());
        await Closes(county);
        county.Time.Move(TimeSpan.FromDays(29));
        Assert.False((await At(county, desk => desk.Open(late.Reference, late.Secret, default)))!.MayReopen);

        var gone = await Sends(county, Guid.NewGuid(), BoxKey.New(), Draft());
        Assert.True((await At(county, desk => desk.Withdraw(gone.Reference, gone.Secret, default))).Accepted(out var withdrawn));
        Assert.Equal((ReportState.Withdrawn, false, false), (withdrawn.State, withdrawn.MayReopen, withdrawn.MayWithdraw));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_draft_opens_with_its_own_key_for_a_day_and_leaves_nothing_when_cleared(string database)
    {
        await using var county = await Open(database);
        var ticket = DraftTicket.New();
        await county.With<Drafts>(drafts => drafts.Begin(ticket, Draft(), default));
        await county.With<Drafts>(async drafts =>
        {
            Assert.Equal(Draft().Behaviour, (await drafts.Open(DraftTicket.From(ticket.Text)!, default))!.Behaviour);
            Assert.Null(await drafts.Open(new(ticket.Id, BoxKey.New()), default));
            await drafts.Clear(new(ticket.Id, BoxKey.New()), default); // somebody who guessed the id
            Assert.NotNull(await drafts.Open(ticket, default));
        });
        var stored = await county.Do(db => db.Set<StoredDraft>().AsNoTracking().Select(d => d.Locked).SingleAsync());
        Assert.False(System.Text.Encoding.UTF8.GetString(stored).Contains(Canary, StringComparison.Ordinal));
        county.Time.Move(TimeSpan.FromHours(25));
        await county.With<Drafts>(async drafts => Assert.Null(await drafts.Open(ticket, default)));
        await county.With<Drafts>(async drafts => Assert.Equal(1, await drafts.ClearOld(default)));
        Assert.Equal(0, await county.Do(db => db.Set<StoredDraft>().CountAsync()));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_report_that_is_forgotten_leaves_no_letter_and_no_box_and_its_code_opens_nothing(string database)
    {
        await using var county = await Open(database);
        var receipt = await Sends(county, Guid.NewGuid(), BoxKey.New(), Draft());
        Assert.True(
            (await At(county, desk => desk.Write(receipt.Reference, receipt.Secret, "It was louder last night", default))).Accepted(out _)
        );
        var record = await county.Do(db => db.Set<IncidentReport>().Select(r => r.RecordId).SingleAsync());
        var certificate = await county
            .Services.GetRequiredService<ForgetSubject>()
            .Run(record, new(Guid.NewGuid(), Guid.NewGuid(), "the operator"), "Retention period over", default);
        Assert.Contains("report_boxes 1, report_letters 1", certificate.Removed, StringComparison.Ordinal);
        Assert.Equal(
            (0, 0),
            await county.Do(async db => (await db.Set<ReportBox>().CountAsync(), await db.Set<ReportLetter>().CountAsync()))
        );
        Assert.Null(await At(county, desk => desk.Open(receipt.Reference, receipt.Secret, default)));
    }

    private static ReportDraft Draft() =>
        new()
        {
            Category = "noise",
            Answers = new Dictionary<string, IReadOnlyList<string>> { ["noise"] = ["music"] },
            Place = "12 Brook Lane",
            Happened = HappenedKind.Exact,
            On = new DateOnly(2025, 3, 1),
            Behaviour = $"{Canary} plays music until four in the morning",
            Anonymous = false,
            Name = $"Asha {Canary}",
            Way = ContactWay.None,
        };

    private static async Task<TestCounty> Open(string database)
    {
        var county = await TestCounty.Open(database);
        await Officer.Joins(county, "Test Council", AccountsPermissions.Work);
        await county.Do(async db =>
        {
            (await db.Set<Agency>().SingleAsync()).Kind = AgencyKind.Council;
            await db.SaveChangesAsync();
        });
        return county;
    }

    private static async Task<ReportReceipt> Sends(TestCounty county, Guid submission, BoxKey key, ReportDraft draft)
    {
        await using var scope = county.Services.CreateAsyncScope();
        var outcome = await scope
            .ServiceProvider.GetRequiredService<Reports>()
            .Submit(new(submission, key, draft, ReportChannel.Online), default);
        Assert.True(outcome.Accepted(out var receipt), string.Join("; ", outcome.Refusals));
        return receipt;
    }

    private static async Task<T> At<T>(TestCounty county, Func<ReporterDesk, Task<T>> work)
    {
        await using var scope = county.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<ReporterDesk>());
    }

    private static Task Closes(TestCounty county) =>
        county.Do(async db =>
        {
            var report = await db.Set<IncidentReport>().OrderByDescending(r => r.RecordId).FirstAsync();
            report.Answered(county.Time.GetUtcNow());
            report.Close(ClosingReason.AdviceGiven, county.Time.GetUtcNow());
            await db.SaveChangesAsync();
        });
}
