using Fosse.Foundation;
using Fosse.Reporting;
using Fosse.Web.Design;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Public.Report;

/// <summary>Photos and papers, or none. What cannot be taken is said for each file, and the others stay.</summary>
[RequestSizeLimit(Largest)]
public sealed class EvidenceModel(Evidence evidence, EvidenceQuota quota, SafetyDb db, FileStore files, IStringLocalizer<ReportWords> words)
    : QuestionPage
{
    private const long Largest = (long)ReportRules.MostFiles * Evidence.LargestBytes + 1024 * 1024;

    public override Step? Question => Step.Evidence;

    /// <summary>Takes what is chosen and goes on; with nothing chosen it goes on.</summary>
    public async Task<IActionResult> OnPost([FromForm(Name = "files")] IReadOnlyList<IFormFile>? sent, CancellationToken stop)
    {
        await Take(Chosen(sent), stop);
        return ModelState.IsValid ? await Answer(Draft with { FilesSeen = true }, stop) : Page();
    }

    public async Task<IActionResult> OnPostAdd([FromForm(Name = "files")] IReadOnlyList<IFormFile>? sent, CancellationToken stop)
    {
        var chosen = Chosen(sent);
        if (chosen.Count == 0)
            ModelState.AddModelError("files", words["Evidence.Missing"]);
        await Take(chosen, stop);
        return ModelState.IsValid ? Again() : Page();
    }

    /// <summary>Takes one out, and what is chosen in.</summary>
    public async Task<IActionResult> OnPostRemove(
        [FromForm] string? file,
        [FromForm(Name = "files")] IReadOnlyList<IFormFile>? sent,
        CancellationToken stop
    )
    {
        if (file is not null)
        {
            await Journey.TakeOut(file, stop);
            Draft = Draft with { Files = [.. Draft.Files.Where(f => f.File != file)] };
        }
        await Take(Chosen(sent), stop);
        return ModelState.IsValid ? Again() : Page();
    }

    private static List<IFormFile> Chosen(IReadOnlyList<IFormFile>? sent) => [.. (sent ?? []).Where(f => f.FileName.Length > 0)];

    private async Task Take(List<IFormFile> chosen, CancellationToken stop)
    {
        var room = ReportRules.MostFiles - Draft.Files.Count;
        if (chosen.Count > room)
            ModelState.AddModelError("files", words["Evidence.TooMany", room]);
        await Store(chosen.Take(room), stop);
    }

    // A file is in the store only while a report names it: whoever goes away half way leaves none.
    private async Task Store(IEnumerable<IFormFile> chosen, CancellationToken stop)
    {
        var (taken, rooms) = (new List<DraftFile>(), new List<EvidenceRoom>());
        try
        {
            foreach (var file in chosen)
            {
                var asked = await quota.Ask(db, VisitorLimits.Name(HttpContext.Connection.RemoteIpAddress), file.Length, stop);
                if (!asked.Accepted(out var room))
                {
                    ModelState.Refuse(asked.Refusals);
                    break;
                }
                rooms.Add(room);
                await using var content = file.OpenReadStream();
                var outcome = await evidence.Take(content, file.FileName, stop);
                if (outcome.Accepted(out var clean))
                {
                    room.Fill(clean.Bytes);
                    taken.Add(clean);
                }
                else
                    ModelState.Refuse(
                        outcome.Refusals.Select(r => r with { Message = words["Evidence.Refused", Short(file.FileName), r.Message] })
                    );
            }
            if (taken.Count > 0 && await Journey.Add(taken, stop) is { } kept)
            {
                Draft = kept;
                taken.RemoveAll(kept.Files.Contains);
            }
        }
        finally
        {
            foreach (var file in taken)
                files.Remove(file.File);
            foreach (var room in rooms)
                room.Dispose();
        }
    }

    private IActionResult Again() => LocalRedirect(ReportLinks.Question(Step.Evidence) + (Change ? "?change=true" : ""));

    private static string Short(string name) => name.Length <= 60 ? name : name[..57] + "…";
}
