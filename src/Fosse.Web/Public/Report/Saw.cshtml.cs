using Fosse.Reporting;
using Microsoft.AspNetCore.Mvc;

namespace Fosse.Web.Public.Report;

/// <summary>What was done and seen; what somebody looked like only after it, and never alone.</summary>
public sealed class SawModel : QuestionPage
{
    public override Step? Question => Step.Saw;

    /// <summary>What looks like details of people, to be looked at before going on.</summary>
    public IReadOnlyList<(string Kind, string Words)> Spotted { get; private set; } = [];

    public async Task<IActionResult> OnPost([FromForm] string? behaviour, [FromForm] string? looks, CancellationToken stop) =>
        await Answer(Draft with { Behaviour = (behaviour ?? "").ReplaceLineEndings("\n").Trim(), Looks = (looks ?? "").ReplaceLineEndings("\n").Trim() }, stop);
}
