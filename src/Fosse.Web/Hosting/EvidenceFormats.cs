using Fosse.Exchange;
using Fosse.Exchange.Evidence;
using Fosse.Foundation;
using Fosse.Reporting;
using Fosse.Web.Hosting.Photos;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Web.Hosting;

/// <summary>Brings the formats of photos and papers to the room that takes them. Nothing here decodes a photo: that is done in a process
/// of its own.</summary>
internal sealed class EvidenceFormats(Darkroom darkroom)
{
    private static readonly EvidenceLimits Limits = EvidenceLimits.Default with { FileBytes = Evidence.LargestBytes };

    public async Task<Outcome<CleanedEvidence>> Clean(ReadOnlyMemory<byte> content, CancellationToken stop)
    {
        try
        {
            var found = EvidenceFile.Look(content, Limits);
            if (found.Photo is not { } traits)
                return new CleanedEvidence(found.MediaType, found.Content);
            var (verdict, photo) = await darkroom.Rebuild(found.Content, traits, stop);
            if (verdict != PhotoVerdict.Rebuilt)
                return new Refusal("", EvidenceFile.Says(verdict, Limits));
            EvidenceFile.CheckRebuilt(found.MediaType, photo, Limits);
            return new CleanedEvidence(found.MediaType, photo);
        }
        catch (ExchangeFormatException wrong)
        {
            return new Refusal("", wrong.Problem);
        }
    }
}

public static class EvidenceRegistration
{
    public static IServiceCollection AddEvidence(this IServiceCollection services)
    {
        services
            .AddOptions<PhotoOptions>()
            .BindConfiguration(PhotoOptions.Section)
            .ValidateDataAnnotations()
            .Validate(o => o.Timeout > TimeSpan.Zero, "Photos:Timeout must be longer than nothing.")
            .ValidateOnStart();
        return services
            .AddSingleton<Darkroom>()
            .AddSingleton<EvidenceFormats>()
            .AddSingleton<CleanEvidence>(s => s.GetRequiredService<EvidenceFormats>().Clean)
            .AddScoped<Evidence>();
    }
}
