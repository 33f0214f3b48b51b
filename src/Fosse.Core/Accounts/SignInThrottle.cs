using System.Security.Cryptography;
using System.Text;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Fosse.Accounts;

/// <summary>Whether an attempt is looked at.</summary>
public enum AttemptTurn
{
    Free,
    AccountWaits,
    AddressWaits,
}

/// <summary>
/// Slows down guessing, the same for accounts that exist and for those that do not. From places where nobody was let in before, all
/// together have few turns at an account; where its owner was let in before (<see cref="KnownPlaces"/>) there are turns of its own, so that
/// nobody shuts them out.
/// </summary>
public sealed class SignInThrottle(SafetyDb db, CountyClock clock, IOptions<SignInOptions> options)
{
    /// <summary>Counts the attempt as wrong before it is looked at, so that many at once gain nothing; <see cref="WasRight"/> takes it
    /// back.</summary>
    /// <param name="known">The mark of a known place.</param>
    public async Task<AttemptTurn> Begin(string email, string address, byte[]? known, CancellationToken stop)
    {
        var limits = options.Value;
        if (known is not null)
            return await Count(Known(email, known), stop) > limits.WrongPerAccountAndAddress ? AttemptTurn.AccountWaits : AttemptTurn.Free;
        var atAddress = await Count(Address(address), stop);
        var atBoth = await Count(Both(email, address), stop);
        var account = Account(email);
        if (atBoth > limits.WrongPerAccountAndAddress)
        {
            // What is not looked at tells nothing about the account, and must not wear down its owner's turns.
            return atAddress > limits.WrongPerAddress ? AttemptTurn.AddressWaits : AttemptTurn.AccountWaits;
        }
        var atAccount = await Count(account, stop);
        if (atAddress > limits.WrongPerAddress)
            return AttemptTurn.AddressWaits;
        return atAccount > limits.WrongPerAccount ? AttemptTurn.AccountWaits : AttemptTurn.Free;
    }

    /// <inheritdoc cref="Begin"/>
    public async Task WasRight(string email, string address, byte[]? known, CancellationToken stop)
    {
        if (known is not null)
        {
            var own = Known(email, known);
            await db.Set<SignInAttempt>().Where(a => a.About == own).ExecuteDeleteAsync(stop);
            return;
        }
        var (pair, others) = (Both(email, address), new[] { Address(address), Account(email) });
        await db.Set<SignInAttempt>().Where(a => a.About == pair).ExecuteDeleteAsync(stop);
        foreach (var other in others)
            await db.Set<SignInAttempt>()
                .Where(a => a.About == other && a.Wrong > 0)
                .ExecuteUpdateAsync(a => a.SetProperty(x => x.Wrong, x => x.Wrong - 1), stop);
    }

    /// <summary>Counts a wrong code from a known place; there are turns of its own for it.</summary>
    internal async Task<bool> MayTryCode(Guid account, byte[] known, int most, CancellationToken stop) =>
        await Count(Code(account, known), stop) <= most;

    internal async Task CodeWasRight(Guid account, byte[] known, CancellationToken stop)
    {
        var about = Code(account, known);
        await db.Set<SignInAttempt>().Where(a => a.About == about).ExecuteDeleteAsync(stop);
    }

    private async Task<int> Count(byte[] about, CancellationToken stop)
    {
        var now = clock.Now;
        for (var again = false; ; again = true)
        {
            if (
                await db.Set<SignInAttempt>()
                    .Where(a => a.About == about && a.ForgetAt > now)
                    .ExecuteUpdateAsync(a => a.SetProperty(x => x.Wrong, x => x.Wrong + 1), stop) == 1
            )
            {
                return await db.Set<SignInAttempt>().Where(a => a.About == about).Select(a => a.Wrong).SingleOrDefaultAsync(stop);
            }
            await db.Set<SignInAttempt>().Where(a => a.ForgetAt <= now).ExecuteDeleteAsync(stop);
            var first = db.Add(
                new SignInAttempt
                {
                    About = about,
                    Wrong = 1,
                    ForgetAt = now + options.Value.WrongWindow,
                }
            );
            try
            {
                await db.SaveChangesAsync(stop);
                return 1;
            }
            catch (DbUpdateException) when (!again)
            {
                // Somebody else was first to count the same; count on theirs.
            }
            finally
            {
                first.State = EntityState.Detached;
            }
        }
    }

    private static byte[] Account(string email) => Hash("account", email);

    private static byte[] Address(string address) => Hash("address", address);

    private static byte[] Both(string email, string address) => Hash("both", email + "\n" + address);

    private static byte[] Known(string email, byte[] known) => Hash("known", $"{email}\n{Convert.ToHexString(known)}");

    private static byte[] Code(Guid account, byte[] known) => Hash("code", $"{account:d}\n{Convert.ToHexString(known)}");

    private static byte[] Hash(string kind, string text) => SHA256.HashData(Encoding.UTF8.GetBytes(kind + "\n" + text));
}
