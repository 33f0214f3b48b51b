using System.Security.Cryptography;
using System.Text;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Fosse.Accounts;

public enum CodeAnswer
{
    Right,
    Wrong,
    Wait,
}

/// <summary>
/// Looks at the code that follows the password. Who is here knew the password, so wrong codes count for the account from anywhere:
/// a code of six digits would not withstand many addresses otherwise. Where its owner was let in before they count for that place alone.
/// </summary>
public sealed class SecondStep(SafetyDb db, SignInThrottle throttle, CountyClock clock, IOptions<SignInOptions> options)
{
    public const int MostWrong = 10,
        RecoveryCodesMade = 10;

    // No letter that is taken for a digit: 32 of them, five bits each.
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int LettersInACode = 16;

    public Task<CodeAnswer> TakeCode(Guid account, byte[] key, string code, byte[]? known, CancellationToken stop) =>
        Look(
            account,
            known,
            async () =>
            {
                if (AuthenticatorCode.StepOf(code, key, clock.Now) is not { } step)
                    return false;
                if (
                    await db.Set<Account>()
                        .Where(a => a.Id == account && (a.LastCodeStep == null || a.LastCodeStep < step))
                        .ExecuteUpdateAsync(a => a.SetProperty(x => x.LastCodeStep, (long?)step), stop) == 1
                )
                    return true;
                db.NoteSignIn(account, SignInChangeKind.CodeAgain, clock.Now);
                await db.SaveChangesAsync(stop);
                return false;
            },
            stop
        );

    public Task<CodeAnswer> TakeRecoveryCode(Guid account, string code, byte[]? known, CancellationToken stop) =>
        Look(
            account,
            known,
            async () =>
            {
                var (hash, now) = (Hash(account, code), clock.Now);
                if (
                    await db.Set<RecoveryCode>()
                        .Where(c => c.AccountId == account && c.Hash == hash && c.UsedAt == null)
                        .ExecuteUpdateAsync(c => c.SetProperty(x => x.UsedAt, now), stop) == 0
                )
                    return false;
                db.NoteSignIn(account, SignInChangeKind.RecoveryCodeUsed, now);
                await db.SaveChangesAsync(stop);
                return true;
            },
            stop
        );

    /// <summary>Makes new recovery codes in place of all earlier ones.</summary>
    /// <returns>The codes, which are shown once and kept only as hashes.</returns>
    public async Task<IReadOnlyList<string>> NewRecoveryCodes(Guid account, CancellationToken stop)
    {
        var codes = Enumerable
            .Range(0, RecoveryCodesMade)
            .Select(_ =>
                string.Join('-', RandomNumberGenerator.GetString(Letters, LettersInACode).Chunk(4).Select(four => new string(four)))
            )
            .ToList();
        await db.Set<RecoveryCode>().Where(c => c.AccountId == account).ExecuteDeleteAsync(stop);
        db.NoteSignIn(account, SignInChangeKind.RecoveryCodes, clock.Now);
        db.AddRange(codes.Select(code => new RecoveryCode { AccountId = account, Hash = Hash(account, code) }));
        await db.SaveChangesAsync(stop);
        return codes;
    }

    public Task<int> RecoveryCodesLeft(Guid account, CancellationToken stop) =>
        db.Set<RecoveryCode>().CountAsync(c => c.AccountId == account && c.UsedAt == null, stop);

    private async Task<CodeAnswer> Look(Guid account, byte[]? known, Func<Task<bool>> isRight, CancellationToken stop)
    {
        if (known is not null)
        {
            if (!await throttle.MayTryCode(account, known, MostWrong, stop))
                return CodeAnswer.Wait;
            if (!await isRight())
                return CodeAnswer.Wrong;
            await throttle.CodeWasRight(account, known, stop);
            return CodeAnswer.Right;
        }
        var now = clock.Now;
        // Counted before it is looked at, so that many at once gain nothing.
        var mayTry = await db.Set<Account>()
            .Where(a => a.Id == account && (a.LockedUntil == null || a.LockedUntil <= now))
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.FailedSignIns, x => x.FailedSignIns + 1), stop);
        if (mayTry == 0)
            return CodeAnswer.Wait;
        if (
            await db.Set<Account>().Where(a => a.Id == account).Select(a => a.FailedSignIns).SingleAsync(stop) <= MostWrong
            && await isRight()
        )
        {
            await db.Set<Account>()
                .Where(a => a.Id == account)
                .ExecuteUpdateAsync(
                    a => a.SetProperty(x => x.FailedSignIns, 0).SetProperty(x => x.LockedUntil, (DateTimeOffset?)null),
                    stop
                );
            return CodeAnswer.Right;
        }
        var until = now + options.Value.WrongWindow;
        var locked = await db.Set<Account>()
            .Where(a => a.Id == account && a.FailedSignIns >= MostWrong)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.FailedSignIns, 0).SetProperty(x => x.LockedUntil, (DateTimeOffset?)until), stop);
        return locked == 1 ? CodeAnswer.Wait : CodeAnswer.Wrong;
    }

    // As people copy it: small letters, without the dashes, the letter O for nought.
    // The account salts it: who has the table must guess for each account anew.
    private static byte[] Hash(Guid account, string code) =>
        SHA256.HashData([
            .. account.ToByteArray(),
            .. Encoding.ASCII.GetBytes(
                string.Concat(
                    code.ToUpperInvariant().Replace('O', '0').Replace('I', '1').Replace('L', '1').Where(char.IsAsciiLetterOrDigit)
                )
            ),
        ]);
}
