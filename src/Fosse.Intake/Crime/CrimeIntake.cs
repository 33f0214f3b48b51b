using Fosse.Exchange;
using Fosse.Exchange.PoliceUk;
using Fosse.Intake.County;

namespace Fosse.Intake.Crime;

/// <summary>An import of recorded crime from beginning to end, whoever asks for it.</summary>
internal sealed class CrimeIntake : IAsyncDisposable
{
    private const int BytesInARow = 215; // for the length of the bar only

    private readonly PoliceUkFiles found;
    private readonly List<PoliceUkFile> streets;
    private readonly StreetReading reading;

    private CrimeIntake(PoliceUkFiles found, ReadLimits limits, CancellationToken stop)
    {
        this.found = found;
        streets = [.. found.Files.Where(f => f.Kind == PoliceUkKind.Street)];
        reading = StreetReading.Begin(streets, limits, stop);
    }

    /// <summary>None of what was given is named as data.police.uk names its files.</summary>
    public bool FoundNothing => found.Files.Count + found.Refused.Count == 0;

    public IReadOnlyList<LeftFile> Left => found.Left;

    /// <summary>Looks through the paths and begins to read, while the database is still being opened.</summary>
    /// <exception cref="ExchangeFormatException">A path is not there, or a folder holds more files than the limits allow.</exception>
    public static CrimeIntake Begin(IEnumerable<string> paths, ReadLimits limits, CancellationToken stop) =>
        new(PoliceUkFiles.Find(paths, limits), limits, stop);

    public async Task<IReadOnlyList<FileResult>> Store(IntakeInto into, IShowProgress progress, CancellationToken stop)
    {
        var import = streets.Count + found.Refused.Count == 0 ? null : ImportCrime.Begin(into, stop);
        var placedBy = await AreaEdition.Held(into.Db, stop);
        if (placedBy.Length == 0)
            progress.Tell(
                "This database holds no areas yet, so every row is kept as outside the county. Import the county's files "
                    + "('fosse import county') and then this again: it places them."
            );
        var taken = import is null
            ? []
            : await progress.During(
                "Recorded crime",
                streets.Sum(f => f.Length) / BytesInARow,
                done => import.Run(reading, found.Refused, placedBy, (step, rows) => done(step, rows), stop)
            );
        return [.. taken, .. await OutcomesAndStops.Take(into, placedBy, found.Files, progress, stop)];
    }

    public ValueTask DisposeAsync() => reading.DisposeAsync();
}
