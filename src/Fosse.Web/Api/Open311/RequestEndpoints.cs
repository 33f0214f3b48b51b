using Fosse.Accountability.Subjects;
using Fosse.Exchange.Open311;
using Fosse.Foundation;
using Fosse.Reporting;
using Fosse.Reporting.Open311;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Api.Open311;

/// <summary>Requests: everybody reads what staff have published, and a system what became of those that it sent itself.</summary>
internal static class RequestEndpoints
{
    // FixMyStreet's way to say that its reporter put no pin on the map.
    private const string NotPinpointed = "#NOTPINPOINTED#";

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
            async call =>
            {
                var search = RequestSearch.Read(call.Query, clock.Now);
                if (call.Query.Errors.Count > 0)
                    return call.Refused(call.Query.Errors);
                var matters = (await db.PublishedMatters(Asked(search), stop)).Select(m => Told(m)).ToList();
                if (!call.ShowsKey)
                    return call.Says(Open311Results.Requests(matters));
                // Its own are told only by name: a list that anybody may ask for must not grow by what is private.
                return await call.As(
                    async sender =>
                        call.SaysPrivately(
                            Open311Results.Requests([
                                .. matters,
                                .. (await db.OwnRequests(sender.KeyId, search.Ids, stop)).Select(r => Told(r, words)),
                            ])
                        ),
                    stop
                );
            }
        );

    public static Task<IResult> One(
        string id,
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
            {
                var asked = new MattersAsked([id], [], null, default, default, 1, 1);
                if (!call.ShowsKey)
                    return await db.PublishedMatters(asked, stop) is [var matter]
                        ? call.Says(Open311Results.Requests([Told(matter)]))
                        : call.NotFound(words["NoRequest"]);
                return await call.As(
                    async sender =>
                        await db.OwnRequests(sender.KeyId, [id], stop) is [var own]
                            ? call.SaysPrivately(Open311Results.Requests([Told(own, words)]))
                        : await db.PublishedMatters(asked, stop) is [var matter]
                            ? call.SaysPrivately(Open311Results.Requests([Told(matter)]))
                        : call.NotFound(words["NoRequest"]),
                    stop
                );
            }
        );

    /// <summary>Every service tells the id at once, so that an id is its own token for whoever asks with the key that it was given
    /// to.</summary>
    public static Task<IResult> Token(
        string token,
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
                !call.ShowsKey
                    ? call.NotFound(words["NoToken"])
                    : await call.As(
                        async sender =>
                            await db.OwnRequests(sender.KeyId, [token], stop) is [var own]
                                ? call.SaysPrivately(Open311Results.Token(own.Report.Reference, token))
                                : call.NotFound(words["NoToken"]),
                        stop
                    )
        );

    public static Task<IResult> Post(
        string format,
        HttpContext context,
        TakeRequest take,
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
                        var posted = PostedRequest.Read(form);
                        var request = ToTake(posted, form, Open311Call.NoFiles(form));
                        if (form.Errors.Count > 0)
                            return call.Refused(form.Errors);
                        var outcome = await take.Handle(sender, request, stop);
                        if (!outcome.Accepted(out var taken))
                            return call.Refused([.. outcome.Refusals.Select(Wrong)]);
                        var notice = taken.Code is { } code ? words["Notice.Code", taken.Reference, code] : words["Notice"];
                        return call.SaysPrivately(Open311Results.Taken(taken.Reference, notice, form.Line("account_id")));
                    },
                    stop
                )
        );

    private static RequestToTake ToTake(PostedRequest posted, PostedFields form, IReadOnlyList<string> files)
    {
        var happened = posted.Attributes.GetValueOrDefault(ServiceEndpoints.HappenedAt) is [var at, ..]
            ? Open311Time.Read(at) ?? Unread(form)
            : null;
        var (words, more) = Parted(posted.Description);
        var pinned = posted.AddressId != NotPinpointed;
        return new(
            posted.ServiceCode,
            posted is { Latitude: { } latitude, Longitude: { } longitude } ? new TruePoint(longitude, latitude) : null,
            posted.Address.Length > 0 ? posted.Address
                : pinned && posted.Latitude is null ? posted.AddressId
                : "",
            words,
            posted.Name,
            posted.Email,
            posted.Telephone,
            happened,
            posted.Attributes.Where(a => a.Key is not (ServiceEndpoints.HappenedAt or ServiceEndpoints.OwnId)).ToDictionary(),
            [
                .. more,
                .. files,
                .. posted.Media.Select(m => $"media_url: {m}"),
                .. pinned && posted.AddressId.Length > 0 ? [$"address_id: {posted.AddressId}"] : Array.Empty<string>(),
            ],
            posted.Attributes.GetValueOrDefault(ServiceEndpoints.OwnId) is [var own, ..] ? own : "",
            posted.Whole
        );
    }

    // Other systems take longer descriptions than the pages do: what there is no room for stands beside the report.
    private static (string Words, string[] More) Parted(string description)
    {
        if (description.Length <= ReportRules.LongestWords)
            return (description, []);
        var at = description.LastIndexOfAny([' ', '\n'], ReportRules.LongestWords - 2) is > ReportRules.LongestWords / 2 and var blank
            ? blank
            : ReportRules.LongestWords - 2;
        at -= char.IsHighSurrogate(description[at - 1]) ? 1 : 0;
        return ($"{description[..at]} …", [$"description, from there on: … {description[at..].TrimStart()}"]);
    }

    private static DateTimeOffset? Unread(PostedFields form)
    {
        form.Wrong($"attribute[{ServiceEndpoints.HappenedAt}] must be a date and time with a zone, such as 2026-11-22T08:15:30Z");
        return null;
    }

    /// <summary>A refusal of the pages' rules, by the name that the field has here.</summary>
    private static Open311Error Wrong(Refusal refusal) =>
        Open311Error.Bad(
            refusal.Field switch
            {
                "category" => "service_code is not one of the services here",
                "" => refusal.Message,
                _ when refusal.Field.StartsWith("answer-", StringComparison.Ordinal) =>
                    $"attribute[{refusal.Field[7..]}]: {refusal.Message}",
                "place" => $"lat, long or address_string: {refusal.Message}",
                "on" => $"attribute[{ServiceEndpoints.HappenedAt}]: {refusal.Message}",
                "behaviour" => $"description: {refusal.Message}",
                "anonymous" => $"first_name, last_name and email: {refusal.Message}",
                "name" => $"first_name and last_name: {refusal.Message}",
                "telephone" => $"phone: {refusal.Message}",
                _ => $"{refusal.Field}: {refusal.Message}",
            }
        );

    private static MattersAsked Asked(RequestSearch search)
    {
        // A matter counts from a day, told as its first moment in the county; one whose first moment is before the start is not in.
        var first = CountyClock.DayOf(search.From);
        return new(
            search.Ids,
            search.Services,
            search.Open,
            CountyClock.StartOf(first) < search.From ? first.AddDays(1) : first,
            CountyClock.DayOf(search.To),
            search.Page,
            search.PageSize
        );
    }

    private static Open311Request Told(PublishedMatter matter)
    {
        var s = matter.Summary;
        return new(
            s.Number,
            s.ClosedAt is null,
            s.Outcome,
            matter.Category,
            s.Category,
            s.Words,
            s.AgencyName,
            CountyClock.StartOf(s.Since),
            s.UpdatedAt,
            Address: matter.Area ?? "",
            Latitude: matter.Point?.Latitude,
            Longitude: matter.Point?.Longitude
        );
    }

    private static Open311Request Told(OwnRequest own, IStringLocalizer words)
    {
        var (r, open) = (own.Report, !own.Report.State.IsOver());
        return new(
            r.Reference,
            open,
            own.News is [.., var last] ? words[$"News.{last.Kind}"] : words["News.None"],
            own.Category,
            r.Category,
            "",
            r.AnsweredByName,
            r.SubmittedAt,
            own.News is [.., var newest] ? newest.At : r.SubmittedAt,
            r.ReplyDueAt
        );
    }
}
