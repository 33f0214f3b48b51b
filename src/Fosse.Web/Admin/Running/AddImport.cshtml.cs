using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Intake.Requests;
using Fosse.Web.Design;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Admin.Running;

/// <summary>Asks for an import of files that are sent, or of a folder of the server. A worker runs it.</summary>
[TakesFiles]
public sealed class AddImportModel(
    SignedIn by,
    AskForImport ask,
    FolderChoice folders,
    Uploads uploads,
    IStringLocalizer<RunningWords> words
) : PageModel
{
    [BindProperty]
    public ImportKind? Kind { get; set; }

    [BindProperty]
    public string? Folder { get; set; }

    public IReadOnlyList<string> Folders { get; private set; } = [];
    public string Largest => Uploads.Megabytes(uploads.Largest);

    public void OnGet() => Folders = folders.All;

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        var sent = HttpContext.Features.Get<SentFiles>();
        if (Kind is null)
            ModelState.AddModelError(nameof(Kind), words["Add.KindMissing"]);
        if (await ask.TooMany(stop) is { } tooMany)
            ModelState.Refuse([tooMany]);
        var id = Guid.CreateVersion7();
        var asked = false;
        try
        {
            if (ModelState.IsValid)
            {
                var names = sent is null ? [] : await Receive(id, Kind!.Value, sent, stop);
                if (ModelState.IsValid && names.Count > 0 && !string.IsNullOrEmpty(Folder))
                    ModelState.AddModelError(Uploads.Field, words["Add.Both"]);
                if (ModelState.IsValid)
                {
                    var outcome = string.IsNullOrEmpty(Folder)
                        ? await ask.Uploaded(by, Kind!.Value, id, names, stop)
                        : await ask.InFolder(by, Kind!.Value, Folder, stop);
                    if (asked = ModelState.Accepts(outcome, out var request))
                        return Redirect(AdminLinks.AskedImport(request) + "?said=asked");
                }
            }
            if (sent is not null)
                await sent.Pass(uploads.Largest, stop);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            ModelState.AddModelError(Uploads.Field, words["Add.BrokenOff"]);
        }
        finally
        {
            if (!asked)
                uploads.Remove(id);
        }
        Folders = folders.All;
        return Page();
    }

    private async Task<List<string>> Receive(Guid id, ImportKind kind, SentFiles sent, CancellationToken stop)
    {
        var (names, room) = (new List<string>(), uploads.Largest);
        await foreach (var (name, content) in sent.All(stop))
        {
            if (names.Count == Uploads.MostFiles)
            {
                ModelState.AddModelError(Uploads.Field, words["Add.TooManyFiles", Uploads.MostFiles]);
                break;
            }
            if (!ModelState.Accepts(await uploads.Put(id, kind, name, content, room, stop), out var put))
                break;
            names.Add(put.Name);
            room -= put.Bytes;
        }
        return names;
    }
}
