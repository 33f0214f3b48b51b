using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Fosse.Web.Hosting;

/// <summary>Reads forms with files in place of the framework, which lays what it reads in clear into the system's temporary
/// folder.</summary>
internal sealed class PassingForm(HttpRequest request, string boundary) : IFormFeature
{
    private const int MostParts = 1_024,
        MostFiles = 20,
        LongestText = 1024 * 1024,
        LongestBoundary = 128;

    // A photo of 10 MB over half a megabit a second comes in three minutes, and six of them in sixteen.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);

    private Task<IFormCollection>? reading;

    public bool HasFormContentType => true;

    public IFormCollection? Form { get; set; }

    internal static Task Put(HttpContext context, RequestDelegate next)
    {
        if (
            MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        )
        {
            var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value ?? "";
            context.Features.Set<IFormFeature>(new PassingForm(context.Request, boundary));
        }
        return next(context);
    }

    public IFormCollection ReadForm() =>
        Form ?? throw new InvalidOperationException("A form with files is read before it is asked for: await ReadFormAsync.");

    public Task<IFormCollection> ReadFormAsync(CancellationToken cancellationToken)
    {
        if (Form is { } read)
            return Task.FromResult(read);
        return reading ??= InTime(cancellationToken);
    }

    // Whoever sends a little for ever would hold what is meant for all.
    private async Task<IFormCollection> InTime(CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop, request.HttpContext.RequestAborted);
        patience.CancelAfter(Longest);
        try
        {
            return await Read(patience.Token);
        }
        catch (OperationCanceledException)
            when (!stop.IsCancellationRequested && !request.HttpContext.RequestAborted.IsCancellationRequested)
        {
            throw new InvalidDataException("The form took too long to come in.");
        }
        finally
        {
            Form ??= FormCollection.Empty; // the page that says so asks for the form again
        }
    }

    private async Task<IFormCollection> Read(CancellationToken stop)
    {
        if (boundary.Length is 0 or > LongestBoundary)
            throw new InvalidDataException("The form does not say where its parts end.");
        var reader = new MultipartReader(boundary, request.Body);
        var fields = new KeyValueAccumulator();
        var files = new FormFileCollection();
        var from = VisitorLimits.Name(request.HttpContext.Connection.RemoteIpAddress);
        var (parts, letters) = (0, 0);
        while (await reader.ReadNextSectionAsync(stop) is { } section)
        {
            if (parts++ == MostParts)
                throw new InvalidDataException("The form has too many parts.");
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var said))
                throw new InvalidDataException("A part of the form does not say what it is.");
            var name = HeaderUtilities.RemoveQuotes(said.Name).Value ?? "";
            if (said.FileName.HasValue || said.FileNameStar.HasValue)
            {
                if (files.Count == MostFiles)
                    throw new InvalidDataException("The form has too many files.");
                var called = HeaderUtilities.RemoveQuotes(said.FileNameStar.HasValue ? said.FileNameStar : said.FileName).Value ?? "";
                var headers = new HeaderDictionary(section.Headers ?? []);
                var file = await PassingFile.Take(from, name, called, headers, section.Body, stop);
                request.HttpContext.Response.RegisterForDispose(file);
                files.Add(file);
            }
            else
            {
                var text = await Text(section.Body, LongestText - letters, stop);
                letters += text.Length;
                fields.Append(name, text);
            }
        }
        var form = new FormCollection(fields.HasValues ? fields.GetResults() : new Dictionary<string, StringValues>(), files);
        Form = form;
        return form;
    }

    private static async Task<string> Text(Stream body, int most, CancellationToken stop)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[8 * 1024];
        for (int read; (read = await body.ReadAsync(buffer, stop)) > 0; )
        {
            if (bytes.Length + read > most)
                throw new InvalidDataException("The fields of the form are too long.");
            bytes.Write(buffer, 0, read);
        }
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
