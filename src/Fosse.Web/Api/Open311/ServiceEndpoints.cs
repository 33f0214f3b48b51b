using Fosse.Exchange.Open311;
using Fosse.Foundation;
using Fosse.Publishing;
using Fosse.Reporting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Fosse.Web.Api.Open311;

/// <summary>Names the words of Open311; they are in Open311Words.resx.</summary>
public sealed class Open311Words;

/// <summary>Where this server is and what can be reported to it.</summary>
internal static class ServiceEndpoints
{
    /// <summary>What a sender calls its request: sent again under the same, it is the same.</summary>
    public const string OwnId = "fixmystreet_id";

    /// <summary>When it happened. No question of a category can have this code: theirs have hyphens.</summary>
    public const string HappenedAt = "happened_at";

    // When what this server speaks last changed.
    private static readonly DateTimeOffset Changed = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    public static Task<IResult> Discovery(
        string format,
        HttpContext context,
        CountyFigures figures,
        IOptions<Open311Options> options,
        IStringLocalizer<Open311Words> words
    ) =>
        Open311Call.In(
            format,
            context,
            call =>
            {
                var (set, request) = (options.Value, context.Request);
                var at = set.Address is { Length: > 0 } address
                    ? address.TrimEnd('/')
                    : $"{request.Scheme}://{request.Host}{request.PathBase}";
                var document = Open311Offer.Discovery(
                    new(
                        Changed,
                        Or(set.Contact, words["Contact", figures.CountyName]),
                        Or(set.KeyService, words["KeyService"]),
                        at + Open311Endpoints.Root + Open311Endpoints.Version,
                        !figures.MadeUp
                    )
                );
                // An address that is only what the asker called this server is kept for nobody else.
                return Task.FromResult(set.Address is { Length: > 0 } ? call.Says(document) : call.SaysPrivately(document));
            }
        );

    public static Task<IResult> List(
        string format,
        HttpContext context,
        SafetyDb db,
        IStringLocalizer<Open311Words> words,
        CancellationToken stop
    ) =>
        Open311Call.In(
            format,
            context,
            async call =>
                call.Says(
                    Open311Offer.Services(
                        (await db.Categories(stop))
                            .Where(IsTaken)
                            .Select(c => new Open311Listing(c.Code, c.Name, c.Hint, true, words[$"Heading.{c.Heading}"], "private"))
                    )
                )
        );

    public static Task<IResult> Definition(
        string code,
        string format,
        HttpContext context,
        SafetyDb db,
        IStringLocalizer<Open311Words> words,
        CancellationToken stop
    ) =>
        Open311Call.In(
            format,
            context,
            async call =>
                (await db.Categories(stop)).FirstOrDefault(c => IsTaken(c) && c.Code == code) is { } category
                    ? call.Says(Open311Offer.Definition(code, Questions(category, words)))
                    : call.NotFound(words["NoService"])
        );

    // Where the signpost is the answer, nothing is taken.
    private static bool IsTaken(ReportCategory category) => category is { Offered: true, SignpostOnly: false };

    private static IEnumerable<Open311Question> Questions(ReportCategory category, IStringLocalizer words) =>
        [
            .. category.Questions.Select(q => new Open311Question(
                q.Code,
                Datatype(q.Kind),
                q.Required,
                q.Asks,
                q.Hint,
                q.Kind is QuestionKind.One or QuestionKind.Many
                    ? [.. (q.Choices ?? []).Select(c => new Open311Choice(c.Key, c.Name))]
                    : null
            )),
            new(HappenedAt, Open311Datatype.DateTime, false, words["HappenedAt"], words["HappenedAt.Hint"]),
            new(OwnId, Open311Datatype.Line, false, words["OwnId"], words["OwnId.Hint"], SetBySystem: true),
        ];

    private static Open311Datatype Datatype(QuestionKind kind) =>
        kind switch
        {
            QuestionKind.Line => Open311Datatype.Line,
            QuestionKind.Number => Open311Datatype.Number,
            QuestionKind.Moment => Open311Datatype.DateTime,
            QuestionKind.One => Open311Datatype.SingleValueList,
            QuestionKind.Many => Open311Datatype.MultiValueList,
            _ => Open311Datatype.Text,
        };

    private static string Or(string? set, string otherwise) => string.IsNullOrWhiteSpace(set) ? otherwise : set;
}
