using Fosse.Privacy;

namespace Fosse.Foundation;

/// <summary>The files stayed in use the whole time; the timetable tries again.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Naming",
    "CA1710",
    Justification = "It says what happened, as the rest of the house does."
)]
public sealed class FilesInUse() : Exception("The database's files were in use; they are compacted the next time.");

/// <summary>Every night after people were forgotten, rewrites the database's files, so that no page keeps a copy of what was
/// theirs.</summary>
public sealed class CompactForgotten(CompactFiles compact) : ITimetabled
{
    public string Name => "forgotten.compact";

    public string When => "03:15";

    public string Does =>
        "where somebody was forgotten, rewrites the database's files and the copies that updates made, so that no page keeps a trace";

    /// <summary>After retention has forgotten whom it forgets.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset instant) => Daily.After(instant, new(3, 15));

    public async Task Run(CancellationToken stop)
    {
        if (!await compact(stop))
            throw new FilesInUse();
    }
}
