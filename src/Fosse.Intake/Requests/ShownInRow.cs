using System.Collections.Concurrent;

namespace Fosse.Intake.Requests;

/// <summary>How far an import has come, for whoever writes it down now and then: the import itself waits for nobody.</summary>
internal sealed class ShownInRow : IShowProgress
{
    private readonly ConcurrentQueue<string> told = new();
    private volatile string what = "",
        file = "",
        unit = "rows";
    private long done,
        expected;

    public string Step => file.Length == 0 || file == what ? what : $"{what}: {file}";
    public string Unit => unit;
    public long Done => Interlocked.Read(ref done);
    public long Expected => Interlocked.Read(ref expected);

    /// <summary>What was told so far, one thing a line.</summary>
    public string? Note => told.IsEmpty ? null : string.Join('\n', told);

    public Task<T> During<T>(string what, long total, Func<Action<string, long>, Task<T>> work, string unit = "rows")
    {
        Interlocked.Exchange(ref done, 0);
        Interlocked.Exchange(ref expected, total);
        (this.what, file, this.unit) = (what, "", unit);
        return work(
            (step, more) =>
            {
                if (step.Length > 0)
                    file = step;
                Interlocked.Add(ref done, more);
            }
        );
    }

    public void Tell(string words) => told.Enqueue(words);
}
