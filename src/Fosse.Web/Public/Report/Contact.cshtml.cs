using Fosse.Foundation;
using Fosse.Reporting;
using Fosse.Web.Design.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Public.Report;

/// <summary>Who reports, how they may be reached, and when and with what words that is safe.</summary>
public sealed class ContactModel(Post post, IStringLocalizer<ReportWords> words) : QuestionPage
{
    public override Step? Question => Step.Contact;
    public IReadOnlyList<Choice> Ways => Choice.Of<ContactWay>(w => words["Way." + w]);

    /// <summary>Offered only where there is a server that takes it.</summary>
    public bool MayMail => post.IsThere;

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Draft.Anonymous is not false)
            context.Result = LocalRedirect(ReportLinks.Question(Step.About));
    }

    public async Task<IActionResult> OnPost(
        [FromForm] string? name,
        [FromForm] string? way,
        [FromForm] string? email,
        [FromForm] string? telephone,
        [FromForm] string? address,
        [FromForm] string? safeTimes,
        [FromForm] string? safeWords,
        [FromForm] bool vulnerable,
        [FromForm] bool mail,
        [FromForm] string? mailFrom,
        [FromForm] string? mailUntil,
        CancellationToken stop
    ) =>
        await Answer(
            Draft with
            {
                Name = (name ?? "").Trim(),
                Way = Enum.TryParse<ContactWay>(way, out var said) && Enum.IsDefined(said) ? said : null,
                Email = (email ?? "").Trim(),
                Telephone = (telephone ?? "").Trim(),
                Address = (address ?? "").Trim(),
                SafeTimes = (safeTimes ?? "").Trim(),
                SafeWords = (safeWords ?? "").Trim(),
                Vulnerable = vulnerable,
                Mail = mail && MayMail,
                MailFrom = mail ? (mailFrom ?? "").Trim() : "",
                MailUntil = mail ? (mailUntil ?? "").Trim() : "",
            },
            stop
        );
}
