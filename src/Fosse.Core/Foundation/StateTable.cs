namespace Fosse.Foundation;

/// <summary>What can happen to something that is asked and answered: from which state, by which step, into which. What is not in the table
/// cannot happen.</summary>
internal sealed class StateTable<TState, TStep>(IReadOnlyList<(TState[] From, TStep Step, TState To)> lines)
    where TState : struct, Enum
    where TStep : struct, Enum
{
    private readonly Dictionary<(TState, TStep), TState> table = lines
        .SelectMany(l => l.From.Select(from => (from, l.Step, l.To)))
        .ToDictionary(l => (l.from, l.Step), l => l.To);

    /// <returns>None where the step is not taken from there.</returns>
    public TState? After(TState state, TStep step) => table.TryGetValue((state, step), out var after) ? after : null;

    public TState Take(TState state, TStep step) =>
        After(state, step) ?? throw new InvalidOperationException($"What is {state} takes no {step}.");

    /// <summary>Whether anything can still happen.</summary>
    public bool IsOpen(TState state) => table.Keys.Any(key => key.Item1.Equals(state));
}
