using Fosse.Reporting;
using Fosse.Web.Design.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Fosse.Web.Public.Report;

/// <summary>What is asked about this kind of thing alone, and who else to tell.</summary>
public sealed class QuestionsModel : QuestionPage
{
    private const int MostAnswers = 30;

    public override Step? Question => Step.Questions;

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        var answers = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var question in Category!.Questions)
        {
            var (field, sent) = (Field(question), Request.Form[Field(question)]);
            ModelState.SetModelValue(field, new ValueProviderResult(sent));
            ModelState.MarkFieldSkipped(field);
            IReadOnlyList<string> given =
            [
                .. sent.OfType<string>().Where(a => !string.IsNullOrWhiteSpace(a)).Take(MostAnswers).Select(a => a.Trim()),
            ];
            if (given.Count > 0)
                answers[question.Code] = given;
        }
        return await Answer(Draft with { Answers = answers }, stop);
    }

    internal static string Field(CategoryQuestion question) => $"answer-{question.Code}";

    internal static IReadOnlyList<Choice> Choices(CategoryQuestion question) =>
        [.. (question.Choices ?? []).Select(c => new Choice(c.Key, c.Name))];
}
