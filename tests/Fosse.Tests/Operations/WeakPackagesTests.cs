using System.Diagnostics;

namespace Fosse.Tests.Operations;

/// <summary>
/// The step of ./test that asks for known weaknesses in packages, held to what a source of packages may say. The sources here cannot be
/// told to know of a weakness, so dotnet and npm are stood in for by scripts that say what the real ones say.
/// </summary>
public sealed class WeakPackagesTests
{
    private const string Weak =
        "error NU1903: Warning As Error: Package 'Weak.Package' 1.0.0 has a known high severity vulnerability, "
        + "https://example.org/advisory [/src/Fosse.slnx]";
    private const string NpmNone = """{ "auditReportVersion": 2, "vulnerabilities": {}, "metadata": {} }""";
    private const string NpmWeak =
        """{ "auditReportVersion": 2, "vulnerabilities": { "weak-package": """
        + """{ "name": "weak-package", "severity": "high", "range": "<2.0.0" } } }""";
    private const string NpmError = """{ "message": "405 Method Not Allowed", "error": { "summary": "" } }""";

    [Fact]
    public async Task Sources_that_know_of_weaknesses_and_of_none_in_ours_let_it_pass()
    {
        var (code, said) = await Audit(probe: Weak, ours: "Restored", npmProbe: NpmWeak, npmOurs: NpmNone);
        Assert.Equal(0, code);
        Assert.Equal(3, said.Split('\n').Count(l => l.EndsWith("no weakness is known", StringComparison.Ordinal)));
        Assert.DoesNotContain("SKIPPED", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_weakness_of_a_dotnet_package_fails_and_is_named()
    {
        var (code, said) = await Audit(probe: Weak, ours: Weak, npmProbe: NpmWeak, npmOurs: NpmNone);
        Assert.Equal(1, code);
        Assert.Contains(
            "NU1903: Warning As Error: Package 'Weak.Package' 1.0.0 has a known high severity vulnerability, "
                + "https://example.org/advisory\n",
            said,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_weakness_of_an_npm_package_fails_and_is_named()
    {
        var (code, said) = await Audit(probe: Weak, ours: "Restored", npmProbe: NpmWeak, npmOurs: NpmWeak);
        Assert.Equal(1, code);
        Assert.Contains("weak-package <2.0.0: high", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Restored", "Restored", NpmNone)] // a source without a list is silent
    [InlineData("error NU1301: Unable to load the service index", "error NU1301", NpmError)]
    [InlineData("warning NU1900: Error occurred while getting package vulnerability data", "warning NU1900", "")]
    public async Task A_source_that_cannot_be_asked_is_skipped_and_that_is_said(string probe, string ours, string npm)
    {
        var (code, said) = await Audit(probe, ours, npm, npm);
        Assert.Equal(0, code);
        Assert.Equal(
            3,
            said.Split('\n')
                .Count(l =>
                    l.Contains(
                        "SKIPPED. The source of its packages has no list of known weaknesses, or cannot be reached",
                        StringComparison.Ordinal
                    )
                )
        );
        Assert.DoesNotContain("no weakness is known", said, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Said)> Audit(string probe, string ours, string npmProbe, string npmOurs)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "./test is a shell script");
        using var folder = new TestFolder();
        Says(folder, "dotnet", $"case \"$2\" in *probe.csproj) cat <<'END'\n{probe}\nEND\n;; *) cat <<'END'\n{ours}\nEND\n;; esac");
        Says(folder, "npm", $"case \"$PWD\" in *fosse-audit.*) cat <<'END'\n{npmProbe}\nEND\n;; *) cat <<'END'\n{npmOurs}\nEND\n;; esac");
        var start = new ProcessStartInfo(
            "bash",
            [
                "-c",
                "root=$1; for made in src/Fosse.Web/Client tests/provider var/log; do mkdir -p \"$root/$made\"; done; cd "
                    + "\"$root\"; say() { printf '%s\\n' \"$*\"; }; no_servers=(); source \"$2\"; audit_packages",
                "audit",
                folder.Path,
                Path.Combine(HouseRules.Repository.Root, "ops", "audit.sh"),
            ]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{folder.Path}:{Environment.GetEnvironmentVariable("PATH")}";
        using var bash = Process.Start(start)!;
        var said = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        Assert.Empty(await bash.StandardError.ReadToEndAsync());
        return (bash.ExitCode, said);
    }

    private static void Says(TestFolder folder, string tool, string script)
    {
        var file = Path.Combine(folder.Path, tool);
        File.WriteAllText(file, $"#!/usr/bin/env bash\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
