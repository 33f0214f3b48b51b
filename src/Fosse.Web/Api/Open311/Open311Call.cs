using Fosse.Exchange.Open311;
using Fosse.Reporting.Open311;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Web.Api.Open311;

/// <summary>One call: the format of its answer, its fields, and the key that it shows.</summary>
internal sealed class Open311Call
{
    private static readonly Open311Error NoKey = new(403, "api_key is missing or is not known here");

    public const string KeyHeader = "X-Api-Key";

    private readonly HttpContext context;

    private Open311Call(HttpContext context, SparkFormat format, PostedFields query) =>
        (this.context, Format, Query) = (context, format, query);

    public SparkFormat Format { get; }
    public PostedFields Query { get; }

    /// <summary>Whether a key was shown, right or wrong.</summary>
    public bool ShowsKey => Keys(Query).Count > 0;

    /// <summary>Answers in the format that the address ends with; any other is not there.</summary>
    public static Task<IResult> In(string format, HttpContext context, Func<Open311Call, Task<IResult>> answer)
    {
        var query = new PostedFields(context.Request.Query.SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, v ?? ""))));
        if (format.Equals("xml", StringComparison.OrdinalIgnoreCase))
            return answer(new(context, SparkFormat.Xml, query));
        if (format.Equals("json", StringComparison.OrdinalIgnoreCase))
            return answer(new(context, SparkFormat.Json, query));
        return Task.FromResult<IResult>(Open311Answer.Refused([new(404, "There is no such format: ask for xml or json")], SparkFormat.Xml));
    }

    /// <summary>For everybody, so long as no key was shown.</summary>
    public IResult Says(SparkDocument document) => new Open311Answer(document, Format, forAll: !ShowsKey);

    /// <summary>For whoever showed a key.</summary>
    public IResult SaysPrivately(SparkDocument document) => new Open311Answer(document, Format);

    public IResult NotFound(string description) => Refused(new Open311Error(404, description));

    public IResult Refused(params IReadOnlyList<Open311Error> errors) => Open311Answer.Refused(errors, Format);

    /// <summary>Goes on as the system whose key the address shows.</summary>
    public async Task<IResult> As(Func<Sender, Task<IResult>> answer, CancellationToken stop) =>
        await SenderOf(Query, stop) is { } sender ? await answer(sender) : Refused(NoKey);

    /// <summary>Reads the form and goes on as the system whose key it shows, or the address. The key is looked at first, so that nobody
    /// without one learns what is taken.</summary>
    public async Task<IResult> Posted(Func<Sender, PostedFields, Task<IResult>> answer, CancellationToken stop)
    {
        var request = context.Request;
        if (!request.HasFormContentType)
            return Refused(new Open311Error(415, "Send the fields as application/x-www-form-urlencoded or multipart/form-data"));
        // A body with files is long: a wrong key that can be seen before it ends the call.
        if (ShowsKey && await SenderOf(Query, stop) is null)
            return Refused(NoKey);
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(stop);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or IOException)
        {
            // Too long, or too many fields.
            return Refused(Open311Error.Bad("The form is too large or cannot be read"));
        }
        var fields = new PostedFields(form.SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? ""))), form.Files.Count);
        return await SenderOf(Keys(fields).Count > 0 ? fields : Query, stop) is { } sender ? await answer(sender, fields) : Refused(NoKey);
    }

    /// <summary>What staff are told of files that came with the fields.</summary>
    public static IReadOnlyList<string> NoFiles(PostedFields fields) =>
        fields.Files == 0 ? [] : [$"{fields.Files} files came with it and were not taken: ask for them, or look at the other system."];

    // A header stands in no log of addresses; the field is what the specification knows.
    private IReadOnlyList<string> Keys(PostedFields fields) =>
        context.Request.Headers[KeyHeader] is [{ Length: > 0 } key] ? [key] : fields.All("api_key");

    private async Task<Sender?> SenderOf(PostedFields fields, CancellationToken stop) =>
        Keys(fields) is [var key, ..] ? await context.RequestServices.GetRequiredService<Senders>().Find(key, stop) : null;
}
