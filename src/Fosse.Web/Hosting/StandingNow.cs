using Fosse.Foundation;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Web.Hosting;

/// <summary>Which agencies, teams and rules stand today, as one word that changes with them: pages that name a team are kept under it.
/// It asks at most once a second.</summary>
internal sealed class StandingNow(IServiceScopeFactory scopes, CountyClock clock, TimeProvider time)
{
    private static readonly TimeSpan AskAfter = TimeSpan.FromSeconds(1);
    private volatile Held? held;

    private sealed record Held(string Edition, long Asked);

    public async ValueTask<string> Edition(CancellationToken stop)
    {
        var known = held;
        if (known is null || time.GetElapsedTime(known.Asked) >= AskAfter)
        {
            await using var scope = scopes.CreateAsyncScope();
            var editions = await scope.ServiceProvider.GetRequiredService<SafetyDb>().Editions(stop);
            held = known = new(editions.Standing, time.GetTimestamp());
        }
        return $"{known.Edition} {clock.Today:yyyy-MM-dd}";
    }
}

/// <summary>What a request found to be standing.</summary>
internal sealed record StandingEdition(string Of);
