using System.Text.RegularExpressions;
using Fosse.Accounts;

namespace Fosse.Tests.HouseRules;

/// <summary>What is a rule has one place; whoever would write it again is told where it is.</summary>
public sealed class OnePlaceTests
{
    [Theory]
    [InlineData(
        @"\bEndsOn (== null|>=)|\bStartsOn <= (today|day)\b",
        "IsInForceOn, InForceOn, NotOverOn (Foundation)",
        "src/Fosse.Core/Foundation/InForce.cs",
        "src/Fosse.Core/Partnership/SharingAgreement.cs"
    )]
    [InlineData(
        @"\bLeftOn (== null|!= null|>)|\bJoinedOn <=",
        "IsMemberOn, MembersOn, NotLeftBy (Partnership)",
        "src/Fosse.Core/Partnership/Membership.cs"
    )]
    [InlineData(@"\bEndedOn (== null|<=|>)", "ActiveOn, NotEndedOn, On (Partnership)", "src/Fosse.Core/Partnership/SharingAgreement.cs")]
    [InlineData(@"\bLastOn >=", "AccessGrants.OpenOn (Records)", "src/Fosse.Core/Records/SubjectRecord.cs")]
    [InlineData(
        @"FromHours\(72\)|\bAnsweredAt == null \|\|",
        "ReplyClock, IncidentReport.ReplyDueAt and, in a query, WithReply (Reporting)",
        "src/Fosse.Core/Reporting/ReplyClock.cs",
        "src/Fosse.Core/Reporting/OwedReply.cs"
    )]
    [InlineData(
        @"(A-Z|a-z)\]\{1,2\}",
        "PostcodeText (Privacy)",
        "src/Fosse.Privacy/PostcodeText.cs",
        // It knows the country's areas, and postcodes that are hidden from a reader.
        "src/Fosse.Core/Reporting/Spotter/PostcodePattern.cs"
    )]
    [InlineData(
        @"""0044""",
        "TelephoneText (Privacy)",
        "src/Fosse.Privacy/TelephoneText.cs",
        "src/Fosse.Core/Reporting/Spotter/TelephonePattern.cs" // which finds numbers that are spelt out
    )]
    [InlineData(
        @"\bToDateTime\(TimeOnly|Zone\.GetUtcOffset\(|ConvertTime\(|FindSystemTimeZoneById",
        "CountyClock.StartOf, At, Local (Foundation)",
        "src/Fosse.Core/Foundation/CountyClock.cs"
    )]
    [InlineData(
        @"Replace\(""\\"""", ""\\""\\""""|is '=' or",
        "CsvRow, CsvText.Field and CsvText.Unchanged (Foundation)",
        "src/Fosse.Core/Foundation/CsvText.cs",
        "src/Fosse.Storage/RowCounts.cs" // a name in SQL
    )]
    [InlineData(
        @"Set<ConflictOfInterest>",
        "HasConflict, ConflictsOf (Records), which ask of a person",
        "src/Fosse.Core/Records/Conflicts.cs"
    )]
    [InlineData(
        @"\b(Reader|ReaderId|ActorId)\b\s*[!=]=\s*\w+\.AccountId\b",
        "OwnAccounts, AccountsOfPerson: a person has several accounts"
    )]
    [InlineData(@"[=!]= '""'|\busing CsvHelper\b", "CsvTable (Exchange)", "src/Fosse.Exchange/")]
    public void A_rule_stands_in_its_one_place(string rule, string use, params string[] homes)
    {
        var files = Repository.Sources().Select(f => (Path: f, Name: Repository.Name(f))).ToList();
        Assert.All(homes, home => Assert.True(Stands(rule, files.Where(f => IsIn(f.Name, home))).Any(), $"{home} has no such line."));
        var again = Stands(rule, files.Where(f => !homes.Any(home => IsIn(f.Name, home)))).Select(at => $"{at}: use {use}.");
        Trespasses.None(again);
    }

    [Fact]
    public void Tests_take_an_account_from_one_place()
    {
        var files = Tracked
            .Files.Where(f => f.StartsWith("tests/", StringComparison.Ordinal) || f.StartsWith("bench/", StringComparison.Ordinal))
            .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) && f != "tests/Fosse.Tests/StaffRows.cs")
            .Select(f => (Path: Path.Combine(Repository.Root, f), Name: f));
        Trespasses.None(Stands($@"\bnew {nameof(Account)}\b", files).Select(at => $"{at}: use StaffRows.Of or StaffRows.AccountOf."));
    }

    private static bool IsIn(string name, string home) =>
        name == home || (home.EndsWith('/') && name.StartsWith(home, StringComparison.Ordinal));

    private static IEnumerable<string> Stands(string rule, IEnumerable<(string Path, string Name)> files) =>
        files.SelectMany(f =>
            File.ReadLines(f.Path)
                .Select((line, i) => (Line: line, At: $"{f.Name}:{i + 1}"))
                .Where(l => !l.Line.TrimStart().StartsWith("//", StringComparison.Ordinal) && Regex.IsMatch(l.Line, rule))
                .Select(l => l.At)
        );
}
