using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Fosse.Web.Hosting;

/// <summary>Browsers count the end of a line as one character and send two. Here, where every form comes in, it is one again, so that what
/// the page says there is room for is taken, whatever reads it.</summary>
internal sealed class LineEnds(IFormFeature form) : IFormFeature
{
    private IFormCollection? counted;

    public bool HasFormContentType => form.HasFormContentType;

    public IFormCollection? Form
    {
        get => counted ?? form.Form;
        set => (counted, form.Form) = (null, value);
    }

    internal static Task Put(HttpContext context, RequestDelegate next)
    {
        var limits = context.RequestServices.GetRequiredService<IOptions<FormOptions>>().Value;
        context.Features.Set<IFormFeature>(new LineEnds(context.Features.Get<IFormFeature>() ?? new FormFeature(context.Request, limits)));
        return next(context);
    }

    public IFormCollection ReadForm() => counted ??= Counted(form.ReadForm());

    public async Task<IFormCollection> ReadFormAsync(CancellationToken cancellationToken) =>
        counted ??= Counted(await form.ReadFormAsync(cancellationToken));

    private static IFormCollection Counted(IFormCollection sent) =>
        sent.Any(f => f.Value.Any(HasReturn))
            ? new FormCollection(
                sent.ToDictionary(f => f.Key, f => new StringValues([.. f.Value.Select(v => HasReturn(v) ? One(v!) : v)])),
                sent.Files
            )
            : sent;

    private static bool HasReturn(string? value) => value?.Contains('\r', StringComparison.Ordinal) == true;

    private static string One(string value) => value.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
}
