namespace Fosse.Foundation;

/// <summary>Why a request was turned down, in words the person who asked can act on.</summary>
public sealed record Refusal(string Field, string Message);

/// <summary>The answer of every command: the value, or the refusals. Bugs still throw.</summary>
public sealed class Outcome<T>
    where T : notnull
{
    private readonly T? value;

    private Outcome(T? value, IReadOnlyList<Refusal> refusals) => (this.value, Refusals) = (value, refusals);

    public IReadOnlyList<Refusal> Refusals { get; }

    public bool Accepted(out T result)
    {
        result = value!;
        return Refusals.Count == 0;
    }

    public static implicit operator Outcome<T>(T value) => new(value, []);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, [refusal]);

    public static implicit operator Outcome<T>(List<Refusal> refusals) =>
        refusals is { Count: > 0 } ? new(default, refusals) : throw new ArgumentException("A refusal says why.", nameof(refusals));
}
