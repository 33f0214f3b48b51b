using Fosse.CrimeData;

namespace Fosse.Intake.County;

/// <summary>What a run of a county import tells of its files. What is stored was put together from several of them, so what the run changed
/// is told once for all.</summary>
internal static class ToldFiles
{
    public static IEnumerable<ImportedFile> Of(ImportRun run, CountyFolder folder, CountyLoaded loaded) =>
        [
            .. folder.Took.Select(
                (file, i) =>
                    new ImportedFile
                    {
                        RunId = run.Id,
                        Position = i,
                        Name = file.Name,
                        Result = ImportedFile.Taken,
                        Added = 0,
                        Changed = 0,
                        Removed = 0,
                        Unchanged = 0,
                        Refused = file.Refused.Count,
                        Note = string.Join("; ", file.Notes.Prepend($"{file.Count:N0} taken: {file.What}")),
                    }
            ),
            new ImportedFile
            {
                RunId = run.Id,
                Position = folder.Took.Count,
                Name = "All files together",
                Result = ImportedFile.Together,
                Added = loaded.Added,
                Changed = loaded.Changed,
                Removed = loaded.Removed,
                Unchanged = 0,
                Refused = 0,
                Note = loaded.LeftOut.Count == 0 ? null : string.Join("; ", loaded.LeftOut),
            },
        ];
}
