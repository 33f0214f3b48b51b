using System.Text.RegularExpressions;
using System.Xml.Linq;
using Fosse.Foundation;
using Fosse.Web.Hosting;

namespace Fosse.Tests.HouseRules;

public sealed class RoomsTests
{
    // Every room may know these. A new line in a table is a decision, and shows in review.
    private static readonly string[] KnownByAll = ["Foundation", "Privacy"];

    // From the ground up: a room, or a part of one, and those beneath that it may know beside its own root.
    private static readonly Dictionary<string, string[]> RoomMayKnow = new()
    {
        ["Foundation"] = [],
        ["Approvals"] = [],
        ["Places"] = [],
        ["Partnership"] = ["Approvals", "Places"],
        ["Accounts"] = ["Approvals", "Partnership"],
        ["Records"] = ["Accounts", "Approvals", "Partnership"],
        ["Partnership.Disclosure"] = ["Accounts", "Partnership", "Records"],
        ["Accountability"] = [],
        ["Accountability.Audit"] = ["Accountability", "Approvals", "Accounts", "Partnership", "Publishing", "Records"],
        ["Accountability.Retention"] = ["Accountability", "Approvals", "Accounts", "Partnership", "Records"],
        ["Accountability.Subjects"] = ["Accountability", "Accountability.Retention", "Approvals", "Accounts", "Partnership", "Records"],
        ["Administration"] = ["Accountability", "Accounts", "Approvals", "Partnership", "Partnership.Disclosure", "Places", "Records"],
        ["Reporting"] = ["Analysis", "Approvals", "Partnership", "Places", "Records"],
        ["Reporting.Open311"] = ["Partnership", "Places", "Reporting"],
        ["Chronology"] = ["Accounts", "Partnership", "Records", "Reporting"],
        ["Triage"] = ["Accounts", "Chronology", "Partnership", "Places", "Records", "Reporting"],
        ["Intake"] = ["CrimeData", "Places", "Storage"],
        ["Intake.Basemap"] = ["Exchange", "Intake", "Places", "Storage"],
        ["Intake.County"] = ["Analysis", "CrimeData", "Exchange", "Intake", "Places", "Storage"],
        ["Intake.Crime"] = ["CrimeData", "Exchange", "Intake", "Intake.County", "Places", "Storage"],
        ["Intake.Requests"] = ["Accounts", "CrimeData", "Exchange", "Intake", "Intake.County", "Intake.Crime", "Storage"],
        ["CrimeData"] = [],
        ["Publishing"] = ["Analysis", "CrimeData", "Places"],
    };

    // A face, and the rooms that it may know beside Foundation. What strangers can reach never sees those who work on cases.
    private static readonly Dictionary<string, string[]> FaceMayKnow = new()
    {
        ["Web.Public"] = ["Analysis", "Exchange", "Places", "Privacy", "Publishing", "Reporting"],
        ["Web.Api"] = ["Exchange", "Publishing", "Reporting"],
        ["Web.Partner"] =
        [
            "Accountability",
            "Accounts",
            "Approvals",
            "Chronology",
            "Exchange",
            "Partnership",
            "Places",
            "Privacy",
            "Publishing",
            "Records",
            "Reporting",
            "Triage",
        ],
        ["Web.Admin"] =
        [
            "Accountability",
            "Accounts",
            "Administration",
            "Approvals",
            "CrimeData",
            "Intake",
            "Partnership",
            "Places",
            "Privacy",
            "Reporting",
            "Storage",
            "Web.Partner",
        ],
        ["Web.Account"] = ["Accounts", "Partnership", "Privacy"],
        ["Web.Hosting"] = ["Accounts", "Exchange", "Publishing", "Reporting", "Storage", "Privacy"],
        ["Web.Design"] = ["Publishing"],
    };

    private static readonly string[] UnderEveryFace = ["Foundation", "Web.Hosting", "Web.Design"];

    // Whose work it is to put the faces together.
    private static readonly string[] Composers = [nameof(FosseSite), "Serving"];

    // What each project may reference.
    private static readonly Dictionary<string, string[]> Projects = new()
    {
        ["Fosse.Analysis"] = [],
        ["Fosse.Exchange"] = [],
        ["Fosse.Privacy"] = [],
        ["Fosse.Core"] = ["Fosse.Analysis", "Fosse.Privacy"],
        ["Fosse.Storage"] = ["Fosse.Core"],
        ["Fosse.Intake"] = ["Fosse.Core", "Fosse.Exchange", "Fosse.Storage"],
        ["Fosse.Web"] = ["Fosse.Core", "Fosse.Exchange", "Fosse.Storage", "Fosse.Intake"],
        ["Fosse.Cli"] = ["Fosse.Web", "Fosse.Intake", "Fosse.Core", "Fosse.Exchange", "Fosse.Storage", "Fosse.Privacy", "Fosse.Analysis"],
    };

    private static IReadOnlyList<Knowing.Mention> Rooms { get; } =
        Knowing.Of(
            [typeof(SafetyDb), typeof(Fosse.Intake.Requests.IntakeRoom)],
            space => space.Split('.')[0] is "Exchange" or "Storage" ? space.Split('.')[0] : space,
            type => type.Namespace == "Fosse" || type.Interfaces.Any(i => i.InterfaceType.Name == nameof(IRoom))
        );

    private static IReadOnlyList<Knowing.Mention> Faces { get; } =
        Knowing.Of(
            [typeof(FosseSite)],
            space => space.StartsWith("Web.", StringComparison.Ordinal) ? string.Join('.', space.Split('.').Take(2)) : space.Split('.')[0],
            type => Composers.Contains(type.Name)
        );

    [Fact]
    public void Rooms_and_their_parts_know_only_whom_they_may_know()
    {
        Assert.True(Rooms.Select(m => m.FromRoom).Distinct().Count() > 10);
        Trespasses.None(Forbidden(Rooms, RoomMayKnow, (_, to) => KnownByAll.Contains(to)));
    }

    [Fact]
    public void Faces_know_only_the_rooms_they_may_know() =>
        Trespasses.None(Forbidden(Faces, FaceMayKnow, (_, to) => UnderEveryFace.Contains(to)));

    [Fact]
    public void No_two_rooms_or_faces_know_each_other() =>
        Trespasses.None(
            Knowing
                .Circles(Rooms)
                .Concat(Knowing.Circles(Faces))
                .Select(circle => $"{circle} know each other, and one alone may: move what both need beneath them, or send an event.")
        );

    [Fact]
    public void No_line_of_the_tables_is_left_over()
    {
        var known = Rooms.Concat(Faces).Select(m => (m.FromRoom, m.ToRoom)).ToHashSet();
        var left = RoomMayKnow
            .Concat(FaceMayKnow)
            .SelectMany(line => line.Value.Select(to => (line.Key, to)))
            .Where(pair => !known.Contains(pair))
            .Select(pair => $"{pair.Key} does not know {pair.to}: take it out of the table");
        Trespasses.None(left);
    }

    // The walls go by namespaces: what lies in none, or in that of another, would pass through them.
    [Fact]
    public void What_lies_in_the_folder_of_a_room_or_face_is_in_its_namespace()
    {
        Trespasses.None(
            Repository
                .Sources()
                .Select(f => (Name: Repository.Name(f), Wanted: NamespaceOf(Repository.Name(f)), Said: Said(f)))
                .Where(f => f.Said != f.Wanted && !f.Said.StartsWith(f.Wanted + ".", StringComparison.Ordinal))
                .Where(f => f.Name.EndsWith(".cs", StringComparison.Ordinal) || f.Said.Length > 0) // a page has that of its folder
                .Where(f => f.Name != "src/Fosse.Cli/Program.cs") // where the process begins
                .Select(f =>
                    $"{f.Name} is in {(f.Said.Length == 0 ? "no namespace" : f.Said)}: write {f.Wanted} or one beneath, or move the file."
                )
        );

        static string Said(string file) =>
            File.ReadLines(file).Select(l => Regex.Match(l, @"^@?namespace ([\w.]+)")).FirstOrDefault(m => m.Success)?.Groups[1].Value
            ?? "";

        static string NamespaceOf(string name)
        {
            var (project, folders) = (name.Split('/')[1], name.Split('/')[2..^1]);
            var root = project == "Fosse.Core" ? "Fosse" : project;
            return project is "Fosse.Core" or "Fosse.Web" && folders.Length > 0 ? $"{root}.{folders[0]}" : root;
        }
    }

    [Fact]
    public void Projects_reference_only_what_they_may()
    {
        foreach (var (project, allowed) in Projects)
        {
            var file = XDocument.Load(Path.Combine(Repository.Root, "src", project, $"{project}.csproj"));
            var references = file.Descendants("ProjectReference")
                .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));
            Assert.All(references, reference => Assert.Contains(reference, allowed));
        }
        Assert.Equal(
            Projects.Keys.Order(StringComparer.Ordinal),
            Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(Path.GetFileName).Order(StringComparer.Ordinal)!
        );
    }

    [Fact]
    public void Only_the_desk_can_make_an_access() => Assert.Empty(typeof(Fosse.Privacy.Access).GetConstructors());

    private static SortedSet<string> Forbidden(
        IEnumerable<Knowing.Mention> mentions,
        Dictionary<string, string[]> may,
        Func<string, string, bool> always
    )
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var m in mentions.Where(m => !always(m.FromRoom, m.ToRoom)))
        {
            if (!may.TryGetValue(m.FromRoom, out var allowed))
                found.Add($"{m.FromRoom} has no line in the table of RoomsTests: say there whom it may know.");
            else if (!allowed.Contains(m.ToRoom))
            {
                found.Add(
                    $"{m.FromRoom} -> {m.ToRoom}: {m.From} mentions {m.To}. Move what is needed to a room beneath both, send an event, "
                        + "or allow it in the table of RoomsTests with the reason in a decision."
                );
            }
        }
        return found;
    }
}
