using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Fosse.Tests.HouseRules;

/// <summary>What others wrote comes in one exact version each, known by its hash, under a licence that we may use.</summary>
public sealed class PackagesTests
{
    private static readonly string[] Licences =
    [
        "MIT",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "ISC",
        "0BSD",
        "PostgreSQL",
        "MS-PL",
        "OFL-1.1",
    ];

    // A package stands here only with a reason.
    private static readonly Dictionary<string, string> OtherLicence = new()
    {
        ["sqlite"] = "SQLite itself: public domain, said in a file of its own",
        ["otp.net"] = "MIT, said in a file of its own",
        ["xmpcore"] =
            "Adobe’s XMP Toolkit for Java, BSD-3-Clause, said on a page of its own: comes with the judge of photos in tests and "
            + "is not handed on",
        ["deque.axecore.commons"] = "axe-core, MPL-2.0: runs in tests and is not handed on",
        ["only"] = "MIT, said in its readme; part of the provider of the tests",
    };

    private static readonly Regex Exact = new(@"^\d+(\.\d+){1,3}(-[0-9A-Za-z.-]+)?$");

    private static IEnumerable<string> Named(string ending) => Tracked.Files.Where(f => f.EndsWith(ending, StringComparison.Ordinal));

    private static IReadOnlyList<(string Name, string Version)> Central { get; } =
    [
        .. XDocument
            .Parse(Repository.Read("Directory.Packages.props"))
            .Descendants("PackageVersion")
            .Select(p => (p.Attribute("Include")!.Value, p.Attribute("Version")!.Value)),
    ];

    [Fact]
    public void Each_version_of_a_dotnet_package_is_exact_and_stands_in_one_place()
    {
        Assert.True(Central.Count > 20);
        Assert.All(Central, p => Assert.True(Exact.IsMatch(p.Version), $"{p.Name} {p.Version}"));
        Assert.Distinct(Central.Select(p => p.Name));
        foreach (var project in Named(".csproj"))
        {
            var references = XDocument.Parse(Repository.Read(project)).Descendants("PackageReference").ToList();
            Assert.All(
                references,
                r =>
                    Assert.True(
                        r.Attribute("Version") is null && r.Attribute("VersionOverride") is null && !r.HasElements,
                        $"{project}: {r}"
                    )
            );
        }
        var build = XDocument.Parse(Repository.Read("Directory.Build.props"));
        foreach (
            var on in (string[])
                [
                    "RestorePackagesWithLockFile",
                    "RestoreLockedMode",
                    "ManagePackageVersionsCentrally",
                    "CentralPackageTransitivePinningEnabled",
                ]
        )
        {
            Assert.Equal("true", Assert.Single(build.Descendants(on)).Value);
        }
    }

    [Fact]
    public void Every_dotnet_package_is_locked_with_its_hash()
    {
        foreach (var project in Named(".csproj"))
        {
            var name = $"{Path.GetDirectoryName(project)!.Replace('\\', '/')}/packages.lock.json";
            Assert.Contains(name, Tracked.Files);
            Assert.All(
                Locked(name),
                p =>
                    Assert.True(
                        Exact.IsMatch(p.Version) && Convert.FromBase64String(p.Hash ?? "").Length == 64,
                        $"{name}: {p.Name} {p.Version}"
                    )
            );
        }
    }

    [Fact]
    public void Every_npm_package_is_exact_locked_with_its_hash_and_from_the_registry()
    {
        var folders = Named("package.json").Select(f => f[..^"package.json".Length]).ToList();
        Assert.Equal(2, folders.Count);
        foreach (var folder in folders)
        {
            using var asked = JsonDocument.Parse(Repository.Read(folder + "package.json"));
            foreach (var (name, version) in Asked(asked.RootElement))
                Assert.True(Exact.IsMatch(version), $"{folder}: {name} {version}");
            using var locked = JsonDocument.Parse(Repository.Read(folder + "package-lock.json"));
            Assert.Equal(3, locked.RootElement.GetProperty("lockfileVersion").GetInt32());
            foreach (var (path, package) in NpmPackages(locked.RootElement))
            {
                Assert.True(
                    Exact.IsMatch(Text(package, "version")) && Regex.IsMatch(Text(package, "integrity"), "^sha512-[0-9A-Za-z+/]{86}==$"),
                    $"{folder}: {path}"
                );
                Assert.False(
                    package.TryGetProperty("link", out _) || package.TryGetProperty("inBundle", out _),
                    $"{folder}: {path} is not from the registry"
                );
                Assert.True(
                    Text(package, "resolved") is "" || Regex.IsMatch(Text(package, "resolved"), @"^https://[^/]+/.+\.tgz$"),
                    $"{folder}: {path} is not from the registry"
                );
            }
            var root = locked.RootElement.GetProperty("packages").GetProperty("");
            Assert.Equal(Asked(asked.RootElement).Order(), Asked(root).Order());
        }
        // Nothing but what is locked is installed, by a build or a test; a measurement may fetch its own tool.
        Assert.All(
            Tracked
                .Files.Where(f => !f.StartsWith("bench/", StringComparison.Ordinal))
                .Where(f => f.EndsWith(".targets", StringComparison.Ordinal) || f.EndsWith(".sh", StringComparison.Ordinal)),
            f => Assert.DoesNotMatch(@"\bnpm (install|i|update|add)\b|\bnpx\b", Repository.Read(f))
        );
    }

    [Fact]
    public void Every_licence_is_one_that_we_may_use()
    {
        var (seen, wrong) = (new HashSet<string>(), new List<string>());
        foreach (var (name, version, _) in Named("packages.lock.json").SelectMany(Locked).Distinct())
        {
            var file = Path.Combine(PackagesFolder, name, version, $"{name}.nuspec");
            if (!File.Exists(file))
                continue; // another platform's
            var licence = XDocument.Load(file).Descendants().FirstOrDefault(e => e.Name.LocalName == "license");
            Judge(name, licence?.Attribute("type")?.Value == "expression" ? licence.Value : "");
        }
        Assert.True(seen.Count > 60, $"Only {seen.Count} packages are in {PackagesFolder}");
        foreach (var file in Named("package-lock.json"))
        {
            using var locked = JsonDocument.Parse(Repository.Read(file));
            foreach (var (path, package) in NpmPackages(locked.RootElement))
                Judge(path[(path.LastIndexOf("node_modules/", StringComparison.Ordinal) + 13)..], Text(package, "license"));
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.All(OtherLicence.Keys, name => Assert.Contains(name, seen));

        void Judge(string name, string licence)
        {
            seen.Add(name);
            if (!OtherLicence.ContainsKey(name) && !MayBeUsed(licence))
                wrong.Add($"{name}: {(licence.Length == 0 ? "no licence is said" : licence)}");
        }
    }

    [
        Theory,
        InlineData("MIT", true),
        InlineData("(MIT OR GPL-3.0)", true),
        InlineData("MIT AND GPL-3.0", false),
        InlineData("GPL-3.0-only", false),
        InlineData("", false),
        InlineData("SEE LICENSE IN LICENSE.md", false)
    ]
    public void A_licence_may_be_used_when_one_of_its_choices_may(string licence, bool may) => Assert.Equal(may, MayBeUsed(licence));

    [Fact]
    public void Every_package_that_we_name_has_its_line_and_every_line_a_package()
    {
        var lines = Repository
            .Read("docs", "decisions", "packages.md")
            .Split('\n')
            .Where(l =>
                l.StartsWith("| ", StringComparison.Ordinal)
                && !l.StartsWith("| package", StringComparison.Ordinal)
                && !l.StartsWith("| ---", StringComparison.Ordinal)
            );
        var told = lines.SelectMany(l => l.Split('|')[1].Split('(')[0].Split(',')).Select(n => n.Trim()).ToList();
        var used = Named("package.json")
            .SelectMany(f =>
            {
                using var asked = JsonDocument.Parse(Repository.Read(f));
                return Asked(asked.RootElement).Select(p => p.Name).ToList();
            })
            .Concat(Central.Select(p => p.Name));
        Assert.Equal(used.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    private static bool MayBeUsed(string licence) =>
        licence.Trim('(', ')').Split(" OR ").Any(choice => choice.Split(" AND ").All(part => Licences.Contains(part.Trim('(', ')', ' '))));

    private static string PackagesFolder =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static IEnumerable<(string Name, string Version, string? Hash)> Locked(string file)
    {
        using var locked = JsonDocument.Parse(Repository.Read(file));
        return
        [
            .. locked
                .RootElement.GetProperty("dependencies")
                .EnumerateObject()
                .SelectMany(target => target.Value.EnumerateObject())
                .Where(p => Text(p.Value, "type") != "Project")
                .Select(p =>
                    (p.Name.ToLowerInvariant(), Text(p.Value, "resolved").ToLowerInvariant(), (string?)Text(p.Value, "contentHash"))
                ),
        ];
    }

    private static IEnumerable<(string Path, JsonElement Package)> NpmPackages(JsonElement locked) =>
        locked.GetProperty("packages").EnumerateObject().Where(p => p.Name.Length > 0).Select(p => (p.Name, p.Value));

    private static List<(string Name, string Version)> Asked(JsonElement package) =>
        [
            .. ((string[])["dependencies", "devDependencies", "optionalDependencies"]).SelectMany(kind =>
                package.TryGetProperty(kind, out var of) ? of.EnumerateObject().Select(p => (p.Name, p.Value.GetString()!)) : []
            ),
        ];

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
