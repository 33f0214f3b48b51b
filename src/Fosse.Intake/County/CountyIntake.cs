using Fosse.Exchange;

namespace Fosse.Intake.County;

/// <summary>An import of a county's own files from beginning to end, whoever asks for it.</summary>
internal static class CountyIntake
{
    public static async Task<CountyFolder> Read(
        IReadOnlyList<(string Path, string Name)> files,
        ReadLimits limits,
        IShowProgress progress,
        CancellationToken stop
    )
    {
        var found = new CountyFolder(limits);
        return await progress.During(
            "Reading",
            files.Sum(f => new FileInfo(f.Path).Length),
            done =>
                Task.Run(
                    () =>
                    {
                        found.Read(files, done, stop);
                        return found;
                    },
                    stop
                ),
            "bytes"
        );
    }

    /// <param name="kind">The kind of run: the whole county, or one kind of its files.</param>
    public static Task<CountyLoaded> Store(
        CountyFolder found,
        string kind,
        IntakeInto into,
        IShowProgress progress,
        CancellationToken stop
    ) =>
        progress.During(
            "Storing",
            found.Areas.Count + found.Links.Count + found.Measures.Count + found.Postcodes.Count + found.Places.Count,
            done => new CountyLoad(into, done).Store(found, kind, stop)
        );
}
