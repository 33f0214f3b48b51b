using Fosse.CrimeData;
using Fosse.Foundation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Admin.Running;

/// <summary>One run of an import: its files, and the rows that were kept aside with the reason.</summary>
public sealed class ImportModel(SafetyDb db) : PageModel
{
    public ImportRun Run { get; private set; } = null!;
    public IReadOnlyList<ImportedFile> Files { get; private set; } = [];

    /// <summary>What the run stored of all its files together, where it is told once.</summary>
    public ImportedFile? Together { get; private set; }
    public IReadOnlyList<RefusedImportRow> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGet(Guid id, CancellationToken stop)
    {
        if (await db.ImportRunOf(id, stop) is not { } found)
            return NotFound();
        (Run, Rows) = (found.Run, found.Rows);
        Files = [.. found.Files.Where(f => f.Result != ImportedFile.Together)];
        Together = found.Files.FirstOrDefault(f => f.Result == ImportedFile.Together);
        return Page();
    }

    public string FileOf(RefusedImportRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Files.FirstOrDefault(f => f.Position == row.Position)?.Name ?? "";
    }
}
