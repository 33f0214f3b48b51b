using Fosse.Foundation;
using Fosse.Reporting;
using Microsoft.AspNetCore.Mvc;

namespace Fosse.Web.Public.Report;

/// <summary>What happened: one of the categories that are offered.</summary>
public sealed class WhatModel(SafetyDb db) : QuestionPage
{
    public override Step? Question => Step.What;
    public IReadOnlyList<IGrouping<CategoryGroup, ReportCategory>> Groups { get; private set; } = [];

    public async Task OnGet(CancellationToken stop) => await Offer(stop);

    public async Task<IActionResult> OnPost([FromForm] string? category, CancellationToken stop)
    {
        var offered = await Offer(stop);
        if (offered.FirstOrDefault(c => c.Code == category) is { SignpostOnly: true } instead)
            return LocalRedirect(ReportLinks.Instead(instead.Code));
        // Answers to the questions of another category would be answers to nothing.
        return await Answer(
            category == Draft.Category
                ? Draft
                : Draft with
                {
                    Category = category ?? "",
                    Answers = new Dictionary<string, IReadOnlyList<string>>(),
                },
            stop
        );
    }

    private async Task<IReadOnlyList<ReportCategory>> Offer(CancellationToken stop)
    {
        IReadOnlyList<ReportCategory> offered = [.. (await db.Categories(stop)).Where(c => c.Offered)];
        Groups = [.. offered.GroupBy(c => c.Heading)];
        return offered;
    }
}
