using Fosse.Exchange.Open311;
using Fosse.Foundation;
using Fosse.Reporting.Open311;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Api.Open311;

/// <summary>Updates both ways, for the system that sent the request and nobody else.</summary>
internal static class UpdateEndpoints
{
    public static Task<IResult> List(
        string format,
        HttpContext context,
        SafetyDb db,
        CountyClock clock,
        IStringLocalizer<Open311Words> words,
        CancellationToken stop
    ) =>
        Open311Call.In(
            format,
            context,
            call =>
                call.As(
                    async sender =>
                    {
                        var search = UpdateSearch.Read(call.Query, clock.Now);
                        if (call.Query.Errors.Count > 0)
                            return call.Refused(call.Query.Errors);
                        var own = await db.OwnRequestsWithNews(sender.KeyId, search.From, search.To, stop);
                        return call.SaysPrivately(
                            Open311Results.Updates(
                                own.SelectMany(o =>
                                        o.News.Where(n => n.At >= search.From && n.At <= search.To)
                                            .Select(n => (o.Report.Reference, News: n))
                                    )
                                    .OrderBy(n => n.News.At)
                                    .Select(n => new Open311Update(
                                        n.News.Id,
                                        n.Reference,
                                        Status(n.News.Kind),
                                        words[$"News.{n.News.Kind}"],
                                        n.News.At
                                    ))
                            )
                        );
                    },
                    stop
                )
        );

    public static Task<IResult> Post(
        string format,
        HttpContext context,
        TakeUpdate take,
        IStringLocalizer<Open311Words> words,
        CancellationToken stop
    ) =>
        Open311Call.In(
            format,
            context,
            call =>
                call.Posted(
                    async (sender, form) =>
                    {
                        var posted = PostedUpdate.Read(form);
                        if (form.Errors.Count > 0)
                            return call.Refused(form.Errors);
                        var said = words[
                            "Update",
                            sender.System,
                            posted.Name.Length > 0 ? posted.Name : words["Update.Nobody"],
                            posted.Status
                        ];
                        var id = await take.Handle(
                            sender,
                            new(
                                posted.RequestId,
                                posted.UpdateId,
                                string.Join('\n', [.. Words(posted), said, .. posted.Media, .. Open311Call.NoFiles(form)]),
                                posted.Status == "REOPEN"
                            ),
                            stop
                        );
                        return id is { } taken
                            ? call.SaysPrivately(Open311Results.UpdateTaken(taken.ToString("n")))
                            : call.NotFound(words["NoRequest"]);
                    },
                    stop
                )
        );

    private static string[] Words(PostedUpdate posted) => posted.Description.Length > 0 ? [posted.Description, ""] : [];

    private static string Status(NewsKind kind) =>
        kind switch
        {
            NewsKind.Closed => "CLOSED",
            NewsKind.Reopened => "OPEN",
            _ => "IN_PROGRESS",
        };
}
