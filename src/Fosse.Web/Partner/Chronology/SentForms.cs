using System.Collections.Concurrent;

namespace Fosse.Web.Partner.Chronology;

/// <summary>
/// Which forms of pages that stay open have been sent and done: whoever loads such a page anew sends its form once more, and must neither
/// do it twice nor be told that somebody else was there first. It holds numbers made by chance, and the newest only; what it has
/// forgotten is refused by its version or done again, as it was before.
/// </summary>
public sealed class SentForms
{
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<(Guid Account, Guid Record, Guid Form), bool> done = new();
    private readonly ConcurrentQueue<(Guid Account, Guid Record, Guid Form)> order = new();

    public bool Has(Guid account, Guid record, Guid form) => done.ContainsKey((account, record, form));

    public void Add(Guid account, Guid record, Guid form)
    {
        if (!done.TryAdd((account, record, form), true))
            return;
        order.Enqueue((account, record, form));
        while (order.Count > Most && order.TryDequeue(out var oldest))
            done.TryRemove(oldest, out _);
    }
}
