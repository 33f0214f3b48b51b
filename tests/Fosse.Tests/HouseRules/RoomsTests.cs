using System.Xml.Linq;
using Fosse.Foundation;
using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace Fosse.Tests.HouseRules;

public sealed class RoomsTests
{
    // Every room knows these three. A new line in the table is a decision, and shows in review.
    private static readonly string[] KnownByAll = ["Foundation", "Privacy", "Places"];

    private static readonly Dictionary<string, string[]> MayKnow = new()
    {
        ["Foundation"] = [],
        ["Places"] = [],
        ["People"] = ["Places"],
        ["CrimeData"] = ["Places"],
        ["Reporting"] = ["People", "Places"],
        ["Publishing"] = ["CrimeData", "Places"],
    };

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

    [Fact]
    public void Rooms_know_only_the_rooms_they_may_know()
    {
        using var core = ModuleDefinition.ReadModule(typeof(SafetyDb).Assembly.Location);
        var seen = 0;
        var trespasses = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in core.GetTypes())
        {
            if (Room(type) is not { } room)
                continue;
            seen++;
            Assert.True(MayKnow.ContainsKey(room), $"The room {room} has no line in the table.");
            foreach (var other in Mentioned(type).Select(Room).OfType<string>())
            {
                var allowed =
                    other == room
                    || MayKnow[room].Contains(other)
                    || (KnownByAll.Contains(other) && !(KnownByAll.Contains(room) && other == "Places"));
                if (!allowed && other != "Analysis")
                    trespasses.Add($"{type.FullName} -> {other}");
            }
        }
        Assert.True(seen > 20);
        Assert.Empty(trespasses);
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

    private static string? Room(TypeReference type)
    {
        var root = type;
        while (root.DeclaringType is not null)
            root = root.DeclaringType;
        return root.Namespace is { } space && space.StartsWith("Fosse.", StringComparison.Ordinal) ? space.Split('.')[1] : null;
    }

    private static IEnumerable<TypeReference> Mentioned(TypeDefinition type)
    {
        var direct = type
            .Interfaces.Select(i => i.InterfaceType)
            .Concat(type.Fields.Select(f => f.FieldType))
            .Concat(type.BaseType is null ? [] : [type.BaseType])
            .Concat(type.Methods.SelectMany(m => m.Parameters.Select(p => p.ParameterType).Append(m.ReturnType)));
        var inCode = type
            .Methods.Where(m => m.HasBody)
            .SelectMany(m => m.Body.Variables.Select(v => v.VariableType).Concat(m.Body.Instructions.SelectMany(i => Operand(i.Operand))));
        return direct.Concat(inCode).SelectMany(Parts);
    }

    private static IEnumerable<TypeReference> Operand(object? operand) =>
        operand switch
        {
            TypeReference t => [t],
            GenericInstanceMethod g => [.. g.GenericArguments, g.DeclaringType],
            MethodReference m => [m.DeclaringType],
            FieldReference f => [f.DeclaringType],
            _ => [],
        };

    private static IEnumerable<TypeReference> Parts(TypeReference type) =>
        type is GenericInstanceType g ? g.GenericArguments.SelectMany(Parts).Prepend(g.ElementType) : [type.GetElementType()];
}
