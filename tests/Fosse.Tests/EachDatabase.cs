using System.Runtime.CompilerServices;

namespace Fosse.Tests;

/// <summary>
/// Runs a test on a database of each kind: put it beside <c>[InlineData("sqlite"), InlineData("postgres")]</c>,
/// or use <see cref="Kinds"/> as member data. A database that is not configured shows as skipped, never as absent.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EachDatabaseAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
    : TheoryAttribute(file, line);

public static class EachDatabase
{
    public static TheoryData<string> Kinds => [TestCounty.Sqlite, TestCounty.Postgres];

    /// <summary>Every case on every database.</summary>
    public static TheoryData<string, string> Times(IEnumerable<string> cases)
    {
        var data = new TheoryData<string, string>();
        foreach (var each in cases)
        {
            data.Add(TestCounty.Sqlite, each);
            data.Add(TestCounty.Postgres, each);
        }
        return data;
    }
}
