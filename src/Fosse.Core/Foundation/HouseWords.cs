using Fosse.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Foundation;

/// <summary>A way in the head of the pages of staff, for whoever holds any of its permissions.</summary>
/// <param name="Key">Of its words.</param>
public sealed record NavigationEntry(string Path, string Key, IReadOnlyList<Permission> Any);

/// <summary>Something that a room said, and where in the list of all rooms it stands; what stands at the same place keeps the order of
/// saying.</summary>
internal sealed record Placed<T>(int At, T What);

/// <summary>All that rooms have declared of permissions, purposes, classes of data, what administrators do, and ways; each in the order in
/// which pages show them.</summary>
public sealed class HouseWords
{
    private readonly Dictionary<Purpose, PurposeRule> rules;

    private HouseWords(IServiceProvider services)
    {
        Permissions = Once(InOrder<Permission>(services), p => p);
        PurposeRules = Once(InOrder<PurposeRule>(services), r => r.Purpose);
        Keeping = Once(InOrder<StandardKeeping>(services), k => k.Class);
        AdminEvents = Once(InOrder<AdminEventKind>(services), k => k);
        Navigation = InOrder<NavigationEntry>(services);
        Purposes = [.. PurposeRules.Select(r => r.Purpose)];
        DataClasses = [.. Keeping.Select(k => k.Class)];
        rules = PurposeRules.ToDictionary(r => r.Purpose);
    }

    public IReadOnlyList<Permission> Permissions { get; }
    public IReadOnlyList<Purpose> Purposes { get; }
    public IReadOnlyList<PurposeRule> PurposeRules { get; }
    public IReadOnlyList<DataClass> DataClasses { get; }

    /// <summary>The rule that each class of data begins with.</summary>
    public IReadOnlyList<StandardKeeping> Keeping { get; }
    public IReadOnlyList<AdminEventKind> AdminEvents { get; }
    public IReadOnlyList<NavigationEntry> Navigation { get; }

    /// <summary>A purpose that no room has declared has a rule that opens nothing.</summary>
    public PurposeRule RuleOf(Purpose purpose)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        return rules.GetValueOrDefault(purpose) ?? new(purpose, null);
    }

    public IReadOnlyList<Purpose> PurposesThat(Func<PurposeRule, bool> may) => [.. PurposeRules.Where(may).Select(r => r.Purpose)];

    internal static HouseWords Of(IServiceProvider services) => new(services);

    private static List<T> InOrder<T>(IServiceProvider services) =>
        [.. services.GetServices<Placed<T>>().OrderBy(s => s.At).Select(s => s.What)];

    // Two rooms with one code would answer for each other.
    private static List<T> Once<T>(List<T> said, Func<T, CodedWord> word)
    {
        var twice = said.GroupBy(s => word(s).Code, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1);
        return twice is null
            ? said
            : throw new InvalidOperationException($"{word(twice.First()).GetType().Name} {twice.Key} is declared more than once.");
    }
}
