using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Foundation;

/// <summary>Reacts to an event. It may be told of the same event more than once, so it must not mind.</summary>
public interface IReactTo<in TEvent>
    where TEvent : IEvent
{
    Task React(TEvent happened, CancellationToken stop);
}

/// <summary>One reaction, by the stored name of its event.</summary>
internal sealed record Reaction(string EventName, Func<IServiceProvider, string, CancellationToken, Task> Run)
{
    public static Reaction Of<TEvent, TReaction>()
        where TEvent : IEvent
        where TReaction : IReactTo<TEvent> =>
        new(
            TEvent.Name,
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
    private readonly ILookup<string, Reaction> reactions;

    internal EventCatalogue(IEnumerable<KnownEvent> known, IEnumerable<Reaction> reactions)
    {
        names = [.. known.Select(k => k.Name)];
        this.reactions = reactions.ToLookup(r => r.EventName);
    }

    public IReadOnlyCollection<string> Names => names;

    /// <exception cref="UnknownEvent">An event stored by a newer build: it waits until that build runs again.</exception>
    internal IEnumerable<Reaction> ReactionsTo(string name) => names.Contains(name) ? reactions[name] : throw new UnknownEvent(name);
}

[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Naming",
    "CA1710",
    Justification = "It says what happened, as the rest of the house does."
)]
internal sealed class UnknownEvent(string name) : Exception($"This build does not know the event {name}.");
