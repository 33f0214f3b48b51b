using System.Text.RegularExpressions;
using System.Xml.Linq;
using Fosse.Accounts;
using Fosse.Administration;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Places;
using Fosse.Tests.HouseRules;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Design;

/// <summary>The pages of the admin face hold no sentences of their own, and ask for none that is not there.</summary>
public sealed partial class StaffWordsTests
{
    private static readonly string Admin = Path.Combine(Repository.Root, "src", "Fosse.Web", "Admin");

    public static TheoryData<string> Folders => ["Agencies", "ApiKeys", "People", "Roles", "Running", "Home"];

    [Theory, MemberData(nameof(Folders))]
    public void Every_word_that_an_admin_page_asks_for_is_there_and_none_is_idle(string folder)
    {
        var files = Directory.GetFiles(Path.Combine(Admin, folder));
        var held = Keys(
            folder == "Home"
                ? Path.Combine(Admin, "AdminWords.resx")
                : files.Single(f => f.EndsWith("Words.resx", StringComparison.Ordinal))
        );
        var text = string.Concat(
            files
                .Concat(Directory.GetFiles(Path.Combine(Admin, "Shared")))
                .Concat(Directory.GetFiles(Admin, "*.cs"))
                .Where(f => !f.EndsWith(".resx", StringComparison.Ordinal))
                .Select(File.ReadAllText)
        );
        if (folder != "Home")
            Assert.Equal([], Asked().Matches(text).Select(m => m.Groups[1].Value).ToHashSet().Except(held));
        Assert.Equal([], held.Where(key => !Ways(key).Any(way => text.Contains(way, StringComparison.Ordinal))));
    }

    [Fact]
    public void Every_kind_and_state_has_its_words()
    {
        Assert.Equal([], Of<AgencyKind>("Kind").Concat(Of<Regime>("Regime")).Concat(Of<AreaKind>("Area")).Except(In("Agencies")));
        Assert.Equal([], Of<AccountState>("State").SelectMany(k => new[] { k, k + ".What" }).Except(In("People")));
        Assert.Equal(
            [],
            Of<AttentionKind>("Need").SelectMany(k => new[] { k, k + ".What" }).Except(Keys(Path.Combine(Admin, "AdminWords.resx")))
        );
    }

    [Fact]
    public async Task Every_job_of_the_timetable_has_its_words()
    {
        await using var county = TestCounty.Bare(TestCounty.Sqlite);
        await using var scope = county.Services.CreateAsyncScope();
        var jobs = scope.ServiceProvider.GetServices<ITimetabled>().Select(j => $"Job.{j.Name}").ToList();
        Assert.Contains("Job.retention.apply", jobs);
        Assert.Equal([], jobs.Except(In("Running")));
    }

    [Theory, MemberData(nameof(Folders))]
    public void No_sentence_stands_in_an_admin_page(string folder)
    {
        foreach (var page in Directory.GetFiles(Path.Combine(Admin, folder), "*.cshtml"))
        {
            Assert.Empty(Sentence().Matches(Code().Replace(File.ReadAllText(page), "")).Select(m => m.Value.Trim()));
        }
    }

    private static IEnumerable<string> Of<T>(string part)
        where T : struct, Enum => Enum.GetNames<T>().Select(n => $"{part}.{n}");

    private static HashSet<string> In(string folder) => Keys(Directory.GetFiles(Path.Combine(Admin, folder), "*Words.resx").Single());

    private static HashSet<string> Keys(string path) =>
        [.. XDocument.Load(path).Descendants("data").Select(d => (string)d.Attribute("name")!)];

    // As a whole, put together ("Kind.{kind}", "Way." + key), or said after a form ("said=added").
    private static IEnumerable<string> Ways(string key) =>
        Enumerable
            .Range(0, key.Length)
            .Where(i => key[i] == '.')
            .Select(i => $"\"{key[..(i + 1)]}")
            .Append($"\"{key}\"")
            .Append(key.StartsWith("Said.", StringComparison.Ordinal) ? $"{key[5..]}" : $"\"{key}\"")
            .Append(key.EndsWith(".One", StringComparison.Ordinal) ? $"\"{key[..^4]}\"" : $"\"{key}\"");

    [GeneratedRegex(@"\bS\[""([A-Za-z0-9.\-]+[A-Za-z0-9])""")]
    private static partial Regex Asked();

    // Two words or more between tags; a command is shown as it is typed.
    [GeneratedRegex(@"(?<=>)\s*[A-Z]?[a-z]+ [a-z]+[^<>@{}();=]*(?=<)")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"<code>.*?</code>|@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Code();
}
