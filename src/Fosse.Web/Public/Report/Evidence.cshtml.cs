using Fosse.Foundation;
using Fosse.Reporting;
using Fosse.Web.Design;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Public.Report;

/// <summary>Photos and papers, or none. What cannot be taken is said for each file, and the others stay.</summary>
[RequestSizeLimit(Largest), RequestFormLimits(MultipartBodyLengthLimit = Largest)]
public sealed class EvidenceModel(Evidence evidence, FileStore files, IStringLocalizer<ReportWords> words) : QuestionPage
{
    private const long Largest = (long)ReportRules.MostFiles * Evidence.LargestBytes + 1024 * 1024;

    public override Step? Question => Step.Evidence;

    public async Task<IActionResult> OnPost(CancellationToken stop) => await Answer(Draft with { FilesSeen = true }, stop);

    public async Task<IActionResult> OnPostAdd([FromForm(Name = "files")] IReadOnlyList<IFormFile>? sent, CancellationToken stop)
    {
        IReadOnlyList<IFormFile> chosen = [.. (sent ?? []).Where(f => f.FileName.Length > 0)];
        var room = ReportRules.MostFiles - Draft.Files.Count;
        if (chosen.Count == 0)
            ModelState.AddModelError("files", words["Evidence.Missing"]);
        if (chosen.Count > room)
            ModelState.AddModelError("files", words["Evidence.TooMany", room]);
        var taken = new List<DraftFile>();
        foreach (var file in chosen.Take(room))
        {
            await using var content = file.OpenReadStream();
            var outcome = await evidence.Take(content, file.FileName, stop);
            if (outcome.Accepted(out var clean))
                taken.Add(clean);
            else
                ModelState.Refuse(
                    outcome.Refusals.Select(r => r with { Message = words["Evidence.Refused", Short(file.FileName), r.Message] })
                );
        }
        if (taken.Count > 0)
        {
            Draft = Draft with { Files = [.. Draft.Files, .. taken] };
            await Journey.Keep(Draft, stop);
        }
        return ModelState.IsValid ? Again() : Page();
    }

    public async Task<IActionResult> OnPostRemove([FromForm] string? file, CancellationToken stop)
    {
        if (Draft.Files.FirstOrDefault(f => f.File == file) is { } gone)
        {
            await Journey.Keep(Draft with { Files = [.. Draft.Files.Where(f => f != gone)] }, stop);
            files.Remove(gone.File);
        }
        return Again();
    }

    private IActionResult Again() => LocalRedirect(ReportLinks.Question(Step.Evidence) + (Change ? "?change=true" : ""));

    private static string Short(string name) => name.Length <= 60 ? name : name[..57] + "…";
}
