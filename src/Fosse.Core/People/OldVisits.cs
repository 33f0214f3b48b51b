using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Fosse.People;

/// <summary>What is left of visits and invitations goes after its time.</summary>
internal static class OldVisits
{
    public static void AddOldVisits(this IServiceCollection services)
    {
        // Whoever just closes the browser ends no session: it ended when it could last no longer.
        services.AddSingleton(sp =>
            OldRows.Of(
                "sessions",
                "1 year after its end",
                (db, now) =>
                {
                    var (ended, started) = (
                        now.AddYears(-1),
                        now.AddYears(-1) - sp.GetRequiredService<IOptions<SignInOptions>>().Value.AbsoluteTimeout
                    );
                    return db.Set<AccountSession>().Where(s => s.EndedAt < ended || (s.EndedAt == null && s.StartedAt < started));
                }
            )
        );
        services.AddSingleton(
            OldRows.Of(
                "invitations",
                "1 year after it was made",
                (db, now) =>
                {
                    var before = now.AddYears(-1);
                    return db.Set<Invitation>().Where(i => i.MadeAt < before);
                }
            )
        );
        services.AddSingleton(
            OldRows.Of(
                "sign_in_attempts",
                "until it is forgotten; minutes",
                (db, now) => db.Set<SignInAttempt>().Where(a => a.ForgetAt <= now)
            )
        );
    }
}
