using Fosse.Accountability.Subjects;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Privacy;

public sealed class LedgerTests
{
    private const int Lines = 8;

    // What is done to eight lines behind the ledger's back, and the line that is found.
    private static readonly Dictionary<string, (string Sql, long Found, string Words)> Tampering = new()
    {
        ["a ground rewritten"] = ("UPDATE ledger SET ground = 'harmless' WHERE sequence = 3", 3, "Line 3 has been changed"),
        ["another actor"] = ("UPDATE ledger SET actor_id = agency_id WHERE sequence = 3", 3, "Line 3 has been changed"),
        ["an empty text made none"] = ("UPDATE ledger SET typed = NULL WHERE sequence = 3", 3, "Line 3 has been changed"),
        ["a refusal made of it"] = ("UPDATE ledger SET kind = 'Refused' WHERE sequence = 1", 1, "Line 1 has been changed"),
        ["a kind nobody knows"] = ("UPDATE ledger SET kind = 'Nothing' WHERE sequence = 3", 3, "Line 3 has been changed"),
        ["a hash of its own"] = ("UPDATE ledger SET hash = previous WHERE sequence = 8", 8, "Line 8 has been changed"),
        ["a line removed"] = ("DELETE FROM ledger WHERE sequence = 3", 3, "Line 3 has been removed"),
        ["the first removed"] = ("DELETE FROM ledger WHERE sequence = 1", 1, "Line 1 has been removed"),
        ["removed, the rest numbered anew"] = (
            "DELETE FROM ledger WHERE sequence = 3; UPDATE ledger SET sequence = -sequence WHERE sequence > 3; UPDATE ledger SET "
                + "sequence = -sequence - 1 WHERE sequence < 0",
            3,
            "Line 3 is not the one that stood there"
        ),
        ["two exchanged"] = (
            "UPDATE ledger SET sequence = -4 WHERE sequence = 3; UPDATE ledger SET sequence = -3 WHERE sequence = 4; UPDATE "
                + "ledger SET sequence = -sequence WHERE sequence < 0",
            3,
            "Line 3 is not the one that stood there"
        ),
        ["the tail cut off"] = ("DELETE FROM ledger WHERE sequence > 5", 6, "Lines 6 to 8 have been cut off"),
        ["the tail cut off and the number set back"] = (
            "DELETE FROM ledger WHERE sequence > 5; UPDATE ledger_head SET sequence = 5",
            5,
            "Line 5 is not the one that was written last"
        ),
        ["all of it removed"] = ("DELETE FROM ledger", 1, "Lines 1 to 8 have been cut off"),
        ["a line added past it"] = (
            "UPDATE ledger_head SET sequence = 7; UPDATE ledger_head SET hash = (SELECT previous FROM ledger WHERE sequence = 8)",
            8,
            "Line 8 was added past the ledger"
        ),
        ["the head removed"] = ("DELETE FROM ledger_head", 1, "The ledger has lost its head"),
    };

    public static TheoryData<string, string> Ways => EachDatabase.Times(Tampering.Keys);

    [Theory, MemberData(nameof(Ways))]
    public async Task What_is_done_to_a_line_behind_its_back_is_found_and_named(string database, string way)
    {
        await using var county = await Written(database);
        var whole = await Check(county);
        Assert.Equal((Lines, true), (whole.Lines, whole.Whole));

        var (sql, found, words) = Tampering[way];
        await Wall.Behind(county, sql);

        var finding = await Check(county);
        Assert.Equal(found, finding.FirstBad);
        Assert.StartsWith(words, finding.Words, StringComparison.Ordinal);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_line_replaced_together_with_its_hash_is_found_by_the_one_after_it(string database)
    {
        foreach (var at in (long[])[3, Lines])
        {
            await using var county = await Written(database);
            await county.With<WallDb>(async db =>
            {
                var line = await db.Set<LedgerLine>().SingleAsync(l => l.Sequence == at);
                db.Entry(line).Property(l => l.Ground).CurrentValue = "harmless";
                line.Hash = LedgerHash.Of(line);
                await db.SaveChangesAsync();
            });
            Assert.Equal(at, (await Check(county)).FirstBad);
        }
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Eight_writers_at_once_leave_no_gap_and_no_fork(string database)
    {
        await using var county = await Wall.Open(database);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 8),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (_, stop) =>
            {
                for (var i = 0; i < 20; i++)
                    await Wall.NameOf(county, Guid.CreateVersion7());
            }
        );
        var found = await Check(county);
        Assert.Equal((160, true), (found.Lines, found.Whole));
        await county.With<WallDb>(async db =>
            Assert.Equal(
                Enumerable.Range(1, 160).Select(n => (long)n),
                await db.Set<LedgerLine>().OrderBy(l => l.Sequence).Select(l => l.Sequence).ToListAsync()
            )
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_line_outlives_the_work_that_it_was_written_for(string database)
    {
        await using var county = await Wall.Open(database);
        await using var scope = county.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WallDb>();
        using (
            await scope
                .ServiceProvider.GetRequiredService<AccessDesk>()
                .Open(new(Wall.Officer, ReportingPurposes.TriageReport, Guid.CreateVersion7(), "triage"), default)
        )
        {
            await using var work = await db.Database.BeginTransactionAsync();
            // committed before anything is read
            await county.With<WallDb>(async beside => Assert.Equal(1, await beside.Set<LedgerLine>().CountAsync()));
            await work.RollbackAsync();
        }
        Assert.Equal(1, (await Check(county)).Lines);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_doctor_walks_the_ledger_and_says_which_line(string database)
    {
        await using var county = await TestCounty.Open(database);
        await county.With<AccessDesk>(async desk =>
        {
            for (var i = 0; i < 3; i++)
                await Assert.ThrowsAsync<PersonalDataRefused>(() =>
                    desk.Open(new(Wall.Officer, ReportingPurposes.TriageReport, Guid.CreateVersion7(), "curious"), default)
                );
        });
        await county.With<Doctor>(async doctor =>
            Assert.StartsWith("3 lines", Ledger(await doctor.Examine(default), well: true), StringComparison.Ordinal)
        );
        await Wall.Behind(county, "UPDATE ledger SET organisation = 'council' WHERE sequence = 2");
        await county.With<Doctor>(async doctor =>
            Assert.StartsWith("Line 2 has been changed.", Ledger(await doctor.Examine(default), well: false), StringComparison.Ordinal)
        );

        static string Ledger(IReadOnlyList<Finding> findings, bool well)
        {
            var ledger = findings.Single(f => f.Check == "ledger");
            Assert.Equal(well, ledger.Well);
            return ledger.Words;
        }
    }

    [Fact]
    public void The_hash_of_a_line_is_the_one_that_is_written_down()
    {
        var line = new LedgerLine
        {
            Sequence = 2,
            At = new(2025, 3, 14, 9, 30, 0, TimeSpan.Zero),
            Kind = LedgerKind.Opened,
            ActorId = Guid.Parse("0195a000-0000-7000-8000-0000000000aa"),
            AgencyId = Guid.Parse("0195a000-0000-7000-8000-0000000000bb"),
            Organisation = "Police",
            Ground = "Their own agency's record.",
            ReasonFrom = ReasonFrom.Assignment,
            Reason = "Assigned: Lead officer",
            Previous = new byte[32],
            Subject = Guid.Parse("0195a000-0000-7000-8000-000000000001"),
            Purpose = RecordsPurposes.ReviewCase,
        };
        Assert.Equal(KnownHash, Convert.ToHexStringLower(LedgerHash.Of(line)));
    }

    // By a program of its own, from the description of the encoding: see docs/decisions/0010.
    private const string KnownHash = "48a6bbd0aef036496271469cab87c0c23e800763716f455e7a1d878d2eb87ddd";

    private static async Task<TestCounty> Written(string database)
    {
        var county = await Wall.Open(database);
        for (var i = 0; i < Lines; i++)
            await Wall.NameOf(county, Guid.CreateVersion7());
        return county;
    }

    private static async Task<LedgerFinding> Check(TestCounty county)
    {
        await using var scope = county.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<LedgerCheck>().Run(default);
    }
}
