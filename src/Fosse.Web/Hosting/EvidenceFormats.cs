using Fosse.Exchange;
using Fosse.Exchange.Evidence;
using Fosse.Foundation;
using Fosse.Reporting;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Web.Hosting;

/// <summary>Brings the formats of photos and papers to the room that takes them.</summary>
public static class EvidenceFormats
{
    private static readonly EvidenceLimits Limits = EvidenceLimits.Default with { FileBytes = Evidence.LargestBytes };

    public static IServiceCollection AddEvidence(this IServiceCollection services) =>
        services.AddSingleton<CleanEvidence>(Clean).AddScoped<Evidence>();

    public static Outcome<CleanedEvidence> Clean(ReadOnlyMemory<byte> content)
    {
        try
        {
            var clean = EvidenceFile.Clean(content, Limits);
            return new CleanedEvidence(clean.MediaType, clean.Content);
        }
        catch (ExchangeFormatException wrong)
        {
            return new Refusal("", wrong.Problem);
        }
    }
}
