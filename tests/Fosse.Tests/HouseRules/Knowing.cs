using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace Fosse.Tests.HouseRules;

/// <summary>Who knows whom, read from what the compiler made: one room names another where a type of it mentions one of the
/// other's.</summary>
internal static class Knowing
{
    /// <summary>One mention: from a type, of a type, and the rooms of both.</summary>
    public sealed record Mention(string FromRoom, string ToRoom, string From, string To);

    /// <param name="room">The room of a type by its namespace without "Fosse."; none where it is not looked at.</param>
    /// <param name="composes">Types whose work it is to know everybody, such as the file in which a room declares itself.</param>
    public static IReadOnlyList<Mention> Of(IEnumerable<Type> assemblies, Func<string, string?> room, Func<TypeDefinition, bool> composes)
    {
        var mentions = new HashSet<Mention>();
        foreach (var assembly in assemblies)
        {
            using var module = ModuleDefinition.ReadModule(assembly.Assembly.Location);
            foreach (var type in module.GetTypes().Where(t => !composes(Outermost(t))))
            {
                if (Room(type, room) is not { } from)
                    continue;
                foreach (var other in Mentioned(type))
                {
                    if (Room(other, room) is { } to && to != from)
                        mentions.Add(new(from, to, Name(type), Name(other)));
                }
            }
        }
        return [.. mentions];
    }

    /// <summary>The rooms that know each other, directly or by way of others; each set once.</summary>
    public static IReadOnlyList<string> Circles(IEnumerable<Mention> mentions)
    {
        var knows = mentions.GroupBy(m => m.FromRoom).ToDictionary(g => g.Key, g => g.Select(m => m.ToRoom).ToHashSet());
        var reaches = knows.Keys.ToDictionary(r => r, r => Reached(r, knows));
        return
        [
            .. reaches
                .Where(r => r.Value.Contains(r.Key))
                .Select(r => string.Join(" <-> ", r.Value.Where(o => reaches.TryGetValue(o, out var back) && back.Contains(r.Key)).Order()))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    private static HashSet<string> Reached(string room, Dictionary<string, HashSet<string>> knows)
    {
        var (reached, next) = (new HashSet<string>(), new Stack<string>(knows[room]));
        while (next.TryPop(out var at))
        {
            if (reached.Add(at) && knows.TryGetValue(at, out var further))
                foreach (var one in further)
                    next.Push(one);
        }
        return reached;
    }

    private static string? Room(TypeReference type, Func<string, string?> room)
    {
        var space = type.GetElementType() is { } element ? NamespaceOf(element) : null;
        return space?.StartsWith("Fosse.", StringComparison.Ordinal) == true ? room(space["Fosse.".Length..]) : null;
    }

    private static string NamespaceOf(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return type.Namespace;
    }

    private static TypeDefinition Outermost(TypeDefinition type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return type;
    }

    private static string Name(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return type.Name;
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
