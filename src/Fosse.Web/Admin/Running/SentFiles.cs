using System.Runtime.CompilerServices;
using Fosse.Intake.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Fosse.Web.Admin.Running;

/// <summary>
/// The files of a form, one after the other as they come in. The form's own fields stand before them, so that they are known, and the
/// form's token is looked at, before a byte of a file is taken.
/// </summary>
internal sealed class SentFiles
{
    private const int MostFields = 20,
        LongestField = 8 * 1024,
        LongestBoundary = 70;

    private readonly MultipartReader reader;
    private MultipartSection? next;

    private SentFiles(MultipartReader reader) => this.reader = reader;

    /// <returns>None where the request is not a form with files.</returns>
    public static async Task<SentFiles?> Begin(HttpRequest request, CancellationToken stop)
    {
        if (
            !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= LongestBoundary } boundary
        )
            return null;
        var sent = new SentFiles(new MultipartReader(boundary, request.Body));
        var fields = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase);
        var read = 0;
        while (
            (sent.next = await sent.reader.ReadNextSectionAsync(stop)) is { } section && NameOf(section, out var file) is { } name && !file
        )
        {
            if (read++ == MostFields)
                throw new InvalidDataException("The form has too many fields.");
            fields[name] = await Text(section.Body, stop);
        }
        request.Form = new FormCollection(fields);
        return sent;
    }

    /// <summary>Files that have a name; each is to be read before the next is asked for. A box without a file sends one without.</summary>
    public async IAsyncEnumerable<(string Name, Stream Content)> All([EnumeratorCancellation] CancellationToken stop)
    {
        for (; next is { } section; next = await reader.ReadNextSectionAsync(stop))
        {
            if (
                ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var said)
                && HeaderUtilities.RemoveQuotes(said.FileNameStar.HasValue ? said.FileNameStar : said.FileName).Value
                    is { Length: > 0 } name
            )
                yield return (name, section.Body);
        }
    }

    /// <summary>Lets the rest come in and go nowhere, so that the browser is there to be answered.</summary>
    public async Task Pass(long most, CancellationToken stop)
    {
        var buffer = new byte[81_920];
        for (; next is { } section && most > 0; next = await reader.ReadNextSectionAsync(stop))
        {
            for (int read; most > 0 && (read = await section.Body.ReadAsync(buffer, stop)) > 0; )
                most -= read;
            if (most <= 0)
                return;
        }
    }

    private static string? NameOf(MultipartSection section, out bool file)
    {
        file = false;
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var said))
            return null;
        file = said.FileName.HasValue || said.FileNameStar.HasValue;
        return HeaderUtilities.RemoveQuotes(said.Name).Value;
    }

    private static async Task<string> Text(Stream body, CancellationToken stop)
    {
        var bytes = new byte[LongestField];
        var read = await body.ReadAtLeastAsync(bytes, LongestField, throwOnEndOfStream: false, stop);
        return read < LongestField
            ? System.Text.Encoding.UTF8.GetString(bytes, 0, read)
            : throw new InvalidDataException("A field of the form is too long.");
    }
}

/// <summary>Lets a page take files as they come in, up to what may be sent at a time, before anything else reads the form.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TakesFilesAttribute : Attribute, IAsyncAuthorizationFilter, IOrderedFilter
{
    private const long RestOfTheForm = 1 << 20;

    /// <summary>Before the form's token is looked at, which is at 1000.</summary>
    public int Order => 800;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method))
            return;
        // Twice as much is let in, and passed over, so that one who sends too much reads why it was not taken.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = 2 * http.RequestServices.GetRequiredService<Uploads>().Largest + RestOfTheForm;
        try
        {
            http.Features.Set(await SentFiles.Begin(http.Request, http.RequestAborted));
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            context.Result = new BadRequestResult();
        }
    }
}
