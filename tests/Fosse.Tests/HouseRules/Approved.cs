namespace Fosse.Tests.HouseRules;

/// <summary>Lists that are made from the code and kept in the repository, so that a review sees what changed. <c>./test --approve</c>
/// writes
/// them anew.</summary>
internal static class Approved
{
    private static bool Writes => Environment.GetEnvironmentVariable("FOSSE_APPROVE") == "1";

    /// <summary>A whole file.</summary>
    public static void Is(string made, params string[] path)
    {
        var file = Path.Combine([Repository.Root, .. path]);
        if (Writes)
            File.WriteAllText(file, made);
        var held = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        Same(made, held, string.Join('/', path));
    }

    /// <summary>The part of a document between two lines that say where it begins and ends.</summary>
    public static void IsPart(string made, string part, params string[] path)
    {
        var file = Path.Combine([Repository.Root, .. path]);
        var (text, begin, end) = (
            File.ReadAllText(file).ReplaceLineEndings("\n"),
            $"<!-- {part}: made from the code -->\n",
            $"<!-- end of {part} -->"
        );
        var (from, to) = (text.IndexOf(begin, StringComparison.Ordinal), text.IndexOf(end, StringComparison.Ordinal));
        Assert.True(from >= 0 && to > from, $"{string.Join('/', path)} has no part between '{begin.Trim()}' and '{end}'.");
        from += begin.Length;
        if (Writes)
            File.WriteAllText(file, text = text[..from] + made + text[to..]);
        to = text.IndexOf(end, StringComparison.Ordinal);
        Same(made, text[from..to], $"{string.Join('/', path)} ({part})");
    }

    private static void Same(string made, string held, string name)
    {
        var (now, then) = (made.Split('\n'), held.Split('\n'));
        var difference = now.Except(then).Select(l => $"+ {l}").Concat(then.Except(now).Select(l => $"- {l}")).ToList();
        if (made != held && difference.Count == 0)
            difference.Add("the same lines in another order");
        Assert.True(
            difference.Count == 0,
            $"{name} is not what the code says. Read what differs; if it is meant, run ./test --approve and commit the list with the "
                + $"change:\n{string.Join('\n', difference)}"
        );
    }
}
