using Fosse.CrimeData;
using Fosse.Exchange;
using Fosse.Exchange.PoliceUk;

namespace Fosse.Intake.Crime;

/// <summary>Takes the files of a download that are not street-level crime, each kind as a run of its own.</summary>
internal static class OutcomesAndStops
{
    private const int BytesInARow = 215; // for the length of the bar only

    public static async Task<IReadOnlyList<FileResult>> Take(
        IntakeInto into,
        string placedBy,
        IReadOnlyList<PoliceUkFile> files,
        IShowProgress progress,
        CancellationToken stop
    )
    {
        var outcomes = files.Where(f => f.Kind == PoliceUkKind.Outcomes).ToList();
        var stops = files.Where(f => f.Kind == PoliceUkKind.StopAndSearch).ToList();
        if (outcomes.Count + stops.Count == 0)
            return [];

        var db = into.Db;
        db.ChangeTracker.Clear();
        var words = await CrimeWords.Load(db, stop);
        var results = new List<FileResult>();
        if (outcomes.Count > 0)
            results.AddRange(await Run(new OutcomesFile(words, await CrimeAreas.Load(db, stop)), "Outcomes", outcomes));
        if (stops.Count > 0)
            results.AddRange(await Run(new StopSearchFile(words, await PointAreas.Load(db, stop)), "Stop and search", stops));
        return results;

        Task<IReadOnlyList<FileResult>> Run<TEntity>(MonthlyKind<TEntity> kind, string what, List<PoliceUkFile> of)
            where TEntity : class =>
            progress.During(
                what,
                of.Sum(f => f.Length) / BytesInARow,
                done =>
                    new ImportMonthly<TEntity>(into, words, kind, placedBy).Run(
                        of,
                        ReadLimits.Default,
                        (step, rows) => done(step, rows),
                        stop
                    )
            );
    }
}
