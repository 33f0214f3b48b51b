using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace Fosse.Tests.HouseRules;

public sealed class NamesTests
{
    [
        Theory,
        InlineData("Fosse.Analysis"),
        InlineData("Fosse.Exchange"),
        InlineData("Fosse.Privacy"),
        InlineData("Fosse.Core"),
        InlineData("Fosse.Storage"),
        InlineData("Fosse.Intake"),
        InlineData("Fosse.Web"),
        InlineData("fosse")
    ]
    public void Types_are_named_for_what_they_are(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));
        var ours = module.GetTypes().Where(t => t.Namespace.StartsWith("Fosse", StringComparison.Ordinal));
        Assert.All(
            ours.Select(t => t.Name.Split('`')[0]),
            name => Assert.DoesNotMatch("(Manager|Helpers?|Service|Impl|Dto|DTO|Base|Utils?)$", name)
        );
    }

    [Fact]
    public void Source_files_take_the_time_from_the_clock_and_hide_no_warning_about_it()
    {
        var trespasses = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => Regex.IsMatch(File.ReadAllText(file), @"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b|\bThread\.Sleep\b|RS0030"));
        Trespasses.None(
            trespasses.Select(f => $"{Repository.Name(f)}: take the time from CountyClock or a TimeProvider, and never sleep.")
        );
    }

    [Fact]
    public void The_compiler_knows_what_is_banned()
    {
        Assert.Contains("BannedSymbols.txt", Repository.Read("Directory.Build.props"), StringComparison.Ordinal);
        foreach (
            var banned in (string[])
                [
                    "P:System.DateTime.Now",
                    "P:System.DateTime.UtcNow",
                    "P:System.DateTimeOffset.Now",
                    "P:System.DateTimeOffset.UtcNow",
                    "M:System.Threading.Thread.Sleep(System.Int32)",
                    "P:System.Threading.Tasks.Task`1.Result",
                ]
        )
        {
            Assert.Contains(banned + ";", Repository.Read("BannedSymbols.txt"), StringComparison.Ordinal);
        }
    }
}
