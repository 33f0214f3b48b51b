using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;

namespace Fosse.Accountability.Retention;

/// <summary>Forgets a record with all that was asked about it. What goes with it goes first: if that fails, the record is still there to
/// try again.</summary>
public sealed class ForgetRecord(SafetyDb db, ForgetSubject forget)
{
    /// <exception cref="ForgettingRefused">A hold keeps it, or there is nothing about anybody in it.</exception>
    public async Task<ForgettingCertificate> Run(Guid record, Actor actor, string ground, CancellationToken stop)
    {
        if (await db.HeldBecause(record, stop) is { } held)
            throw new ForgettingRefused(AccountabilityText.Of("ForgetRecord.MustBeKept", held));
        foreach (var with in (await db.SubjectsOf(record, stop)).Where(s => s != record))
        {
            try
            {
                await forget.Run(with, actor, ground, stop);
            }
            catch (ForgettingRefused)
            {
                // A request whose words went before.
            }
        }
        return await forget.Run(record, actor, ground, stop);
    }

    /// <summary>The same within the transaction of a joint deed, which commits right after.</summary>
    /// <returns>Why it cannot be.</returns>
    public async Task<Refusal?> Within(Guid record, Actor actor, string ground, CancellationToken stop)
    {
        if (await db.HeldBecause(record, stop) is { } held)
            return new("", AccountabilityText.Of("ForgetRecord.MustBeKept", held));
        var with = (await db.SubjectsOf(record, stop)).Where(s => s != record).ToList();
        try
        {
            await forget.Within(db, with, record, actor, ground, stop);
            return null;
        }
        catch (ForgettingRefused refused)
        {
            return new("", refused.Message);
        }
    }

    public Task Clear(CancellationToken stop) => forget.Clear(db, stop);
}
