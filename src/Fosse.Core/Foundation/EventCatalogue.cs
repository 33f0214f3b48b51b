using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Foundation;

/// <summary>Reacts to an event. It may be told of the same event more than once, so it must not mind.</summary>
public interface IReactTo<in TEvent>
    where TEvent : IEvent
{
    /// <summary>The name under which what is due to it is stored, with a version, such as "reporting.count-repeats.1"; renaming the type
    /// must not lose it.</summary>
    static abstract string Name { get; }

    Task React(TEvent happened, CancellationToken stop);
}

/// <summary>One reaction, by the stored names of its event and of itself.</summary>
internal sealed record Reaction(string EventName, string Name, Func<IServiceProvider, string, CancellationToken, Task> Run)
{
    public static Reaction Of<TEvent, TReaction>()
        where TEvent : IEvent
        where TReaction : IReactTo<TEvent> =>
        new(
            TEvent.Name,
            TReaction.Name,
            (services, body, stop) =>
                services
                    .GetRequiredService<TReaction>()
                    .React(JsonSerializer.Deserialize<TEvent>(body) ?? throw new FormatException($"{TEvent.Name} has an empty body."), stop)
        );
}

/// <summary>The name of an event this build knows.</summary>
internal sealed record KnownEvent(string Name);

/// <summary>The events this build knows and who reacts to them.</summary>
public sealed class EventCatalogue
{
    private readonly HashSet<string> names;
    private readonly Dictionary<(string Event, string Reaction), Reaction> reactions;
    private readonly Dictionary<string, IReadOnlyList<string>> reactionsTo;

    internal EventCatalogue(IEnumerable<KnownEvent> known, IEnumerable<Reaction> reactions)
    {
        names = [.. known.Select(k => k.Name)];
        this.reactions = reactions.ToDictionary(r => (r.EventName, r.Name)); // which throws where two have one name
        if (this.reactions.Keys.Any(k => k.Reaction.Length == 0))
            throw new ArgumentException("A reaction has a name.", nameof(reactions));
        reactionsTo = this
            .reactions.Keys.GroupBy(k => k.Event)
            .ToDictionary(g => g.Key, IReadOnlyList<string> (g) => [.. g.Select(k => k.Reaction).Order(StringComparer.Ordinal)]);
    }

    public IReadOnlyCollection<string> Names => names;

    /// <summary>The stored names of those who react to an event; none for one that nobody here reacts to.</summary>
    public IReadOnlyList<string> ReactionsTo(string eventName) => reactionsTo.GetValueOrDefault(eventName, []);

    /// <summary>The reaction that a stored row is for; none where the row names none.</summary>
    /// <exception cref="UnknownEvent">An event stored by a newer build: it waits until that build runs again.</exception>
    /// <exception cref="UnknownReaction">The same of a reaction.</exception>
    internal Reaction? For(string eventName, string reaction) =>
        !names.Contains(eventName) ? throw new UnknownEvent(eventName)
        : reaction.Length == 0 ? null
        : reactions.TryGetValue((eventName, reaction), out var known) ? known
        : throw new UnknownReaction(reaction);
}

[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Naming",
    "CA1710",
    Justification = "It says what happened, as the rest of the house does."
)]
internal sealed class UnknownEvent(string name) : Exception($"This build does not know the event {name}.");

[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Naming",
    "CA1710",
    Justification = "It says what happened, as the rest of the house does."
)]
internal sealed class UnknownReaction(string name) : Exception($"This build does not know the reaction {name}.");
