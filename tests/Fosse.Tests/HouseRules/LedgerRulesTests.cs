using System.Reflection;
using System.Text.RegularExpressions;
using Fosse.Privacy;

namespace Fosse.Tests.HouseRules;

/// <summary>What leaves the house and its line in the ledger are saved together.</summary>
public sealed class LedgerRulesTests
{
    [Fact]
    public void Outside_the_wall_there_is_one_way_to_write_a_line()
    {
        var ways = typeof(Ledger).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(m => m.Name);
        Assert.Equal([nameof(Ledger.SaveWith)], ways);
    }

    // Whoever tells it something is saved with the next change, whatever that is: for the deeds of administrators alone.
    [Fact]
    public void Only_the_deeds_of_administrators_are_told_with_the_next_change() =>
        Assert.Equal(
            ["src/Fosse.Core/Foundation/AdminEvent.cs"],
            Repository
                .Sources()
                .Where(f => f.EndsWith(".cs", StringComparison.Ordinal))
                .Where(f => Regex.IsMatch(File.ReadAllText(f), @"\bdb\.Tell\("))
                .Select(Repository.Name)
        );

    // And the other way round: no event of an administrator without its line.
    [Fact]
    public void Deeds_of_administrators_are_noted_in_one_place() =>
        Assert.Equal(
            ["src/Fosse.Core/Foundation/AdminEvent.cs"],
            Repository
                .Sources()
                .Where(f => f.EndsWith(".cs", StringComparison.Ordinal))
                .Where(f => Regex.IsMatch(File.ReadAllText(f), @"new AdminEvent\b"))
                .Select(Repository.Name)
        );

    [Fact]
    public void Whoever_saves_with_a_line_saves_nothing_beside_it()
    {
        var writers = Repository
            .Sources()
            .Where(f => f.EndsWith(".cs", StringComparison.Ordinal))
            .Where(f => !Repository.Name(f).StartsWith("src/Fosse.Privacy/", StringComparison.Ordinal))
            .SelectMany(f => Members(File.ReadAllText(f)).Select(m => (File: Repository.Name(f), Text: m)))
            .Where(m => m.Text.Contains(".SaveWith(", StringComparison.Ordinal))
            .ToList();
        Assert.True(writers.Count > 3);
        // In one branch either, in another the other: that shows as `else`.
        Assert.DoesNotContain(
            writers,
            m => Regex.IsMatch(m.Text, @"\bSaveChangesAsync\(") && !Regex.IsMatch(m.Text, @"SaveChangesAsync\(.*\);\s+else\s+.*SaveWith\(")
        );
    }

    // A member begins at four spaces, as the format has it.
    private static IEnumerable<string> Members(string source) =>
        Regex.Split(source, @"^(?=    (?:public|internal|private|protected)\b)", RegexOptions.Multiline);
}
