using Microsoft.AspNetCore.Mvc;

namespace Fosse.Web.Public.Report;

/// <summary>Photos and papers, or none.</summary>
public sealed class EvidenceModel : QuestionPage
{
    public override Step? Question => Step.Evidence;

    public async Task<IActionResult> OnPost(CancellationToken stop) => await Answer(Draft with { FilesSeen = true }, stop);
}
