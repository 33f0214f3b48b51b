using Fosse.CrimeData;
using Fosse.Exchange;
using Fosse.Intake.County;
using Fosse.Intake.Crime;

namespace Fosse.Intake.Requests;

/// <summary>What an import did in all.</summary>
internal sealed record IntakeDone(int Files, long Added, long Changed, long Removed, long Unchanged, long Refused);

/// <summary>The files of a request, taken by the importers that the commands call.</summary>
/// <param name="folder">Where they lie.</param>
/// <param name="unpacked">A folder of this request alone, for what a zip holds.</param>
/// <param name="store">Opens the database for what stores in it, once there is something to store.</param>
internal sealed class RequestedFiles(
    string folder,
    string unpacked,
    ReadLimits limits,
    IShowProgress progress,
    Func<Func<IntakeInto, Task<IntakeDone>>, Task<IntakeDone>> store
)
{
    private const int MostLeft = 20;

    public Task<IntakeDone> Take(ImportKind kind, CancellationToken stop) => kind is ImportKind.Crime ? TakeCrime(stop) : TakeCounty(stop);

    private async Task<IntakeDone> TakeCrime(CancellationToken stop)
    {
        await using var intake = CrimeIntake.Begin([folder], limits, stop);
        TellLeft(intake.Left.Select(l => (Path.GetRelativePath(folder, Path.GetFullPath(l.Name, folder)), l.Reason)));
        if (intake.FoundNothing)
            throw new FormatException(
                "No file there is named as data.police.uk names them (2022-10-leicestershire-street.csv). Download one there and import it "
                    + "as it is"
            );
        return await store(async into => Sum(await intake.Store(into, progress, stop)));
    }

    private IntakeDone Sum(IReadOnlyList<FileResult> files)
    {
        foreach (var refused in files.Where(f => f.Result == "refused").Take(MostLeft))
            progress.Tell($"{refused.Name} was refused: {refused.Note}");
        return new(
            files.Count,
            files.Sum(f => (long)f.Added),
            files.Sum(f => (long)f.Changed),
            files.Sum(f => (long)f.Removed),
            files.Sum(f => (long)f.Unchanged),
            files.Sum(f => (long)f.Refused)
        );
    }

    private async Task<IntakeDone> TakeCounty(CancellationToken stop)
    {
        var found = await CountyIntake.Read(Unpack(stop), limits, progress, stop);
        TellLeft(found.Left.Select(l => (l.Name, l.Why)));
        if (found.Took.Count == 0)
            throw new FormatException(
                "Nothing there was recognised as a county's boundaries, lookups, population, postcodes or places. Files are told by their "
                    + "columns: see whether they are as they were published"
            );
        return await store(async into => Sum(found, await CountyIntake.Store(found, CountyLoad.Whole, into, progress, stop)));
    }

    private IntakeDone Sum(CountyFolder found, CountyLoaded loaded)
    {
        if (loaded.FilesToPlace > 0)
            progress.Tell(
                $"{loaded.FilesToPlace:N0} files of recorded crime that are held were placed by the areas as they were before: import them "
                    + "again"
            );
        foreach (var leftOut in loaded.LeftOut)
            progress.Tell(leftOut);
        foreach (var file in found.Took.Where(t => t.Refused.Count > 0).Take(MostLeft))
            progress.Tell(
                $"{file.Name}: {file.Refused.Count:N0} refused; the first, line {file.Refused[0].Line:N0}: {file.Refused[0].Reason}"
            );
        return new(found.Took.Count, loaded.Added, loaded.Changed, loaded.Removed, 0, found.Took.Sum(t => (long)t.Refused.Count));
    }

    // What was unpacked for a worker that was killed is unpacked anew.
    private List<(string Path, string Name)> Unpack(CancellationToken stop)
    {
        List<(string Path, string Name)> files =
        [
            .. CountyFolder.FilesIn([folder], links: false).Where(f => !f.Path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)),
        ];
        if (Directory.Exists(unpacked))
            Directory.Delete(unpacked, recursive: true);
        foreach (var zip in Directory.EnumerateFiles(folder, "*.zip", Shallow).Order(StringComparer.Ordinal))
        {
            var into = Path.Combine(unpacked, Path.GetFileNameWithoutExtension(zip));
            var left = UnpackedZip.Into(
                Directory.CreateDirectory(into).FullName,
                Path.GetFileName(zip),
                () => File.OpenRead(zip),
                [".csv", ".geojson", ".json", ".kml"],
                Uploads.Safe,
                limits,
                stop
            );
            TellLeft(left.Select(l => (l.Name, l.Reason)));
            files.AddRange(CountyFolder.FilesIn([into], links: false));
        }
        return files;
    }

    private static readonly EnumerationOptions Shallow = new()
    {
        AttributesToSkip = FileAttributes.ReparsePoint,
        MatchCasing = MatchCasing.CaseInsensitive,
    };

    private void TellLeft(IEnumerable<(string Name, string Why)> left)
    {
        foreach (var (name, why) in left.Take(MostLeft))
            progress.Tell($"{name} was left: {why}");
    }
}
