using Microsoft.EntityFrameworkCore;

namespace Fosse.Privacy;

/// <summary>
/// Locks words about a person before they are stored. Anyone may hand something in, so it reads no key: it takes one of the open access,
/// or makes one, which the next SaveChanges of the same scope stores together with the words.
/// </summary>
public sealed class Sealer(GuardedDb db, KeyRing ring, TimeProvider clock)
{
    private readonly Dictionary<Guid, (SubjectKey Row, SealingKey Key)> made = [];

    /// <summary>Makes the key of a subject that is new in this very save: nobody can have asked for it to be forgotten.</summary>
    /// <exception cref="KeysMissing">There is no key ring.</exception>
    public void Begin(Guid subject)
    {
        var key = made[subject] = SubjectKey.Make(subject, ring, clock.GetUtcNow());
        db.Promise(key.Row);
    }

    /// <exception cref="PersonalDataRefused">The person has been forgotten.</exception>
    /// <exception cref="KeysMissing">There is no key ring.</exception>
    public Task<SealedText> Seal(Guid subject, string text, CancellationToken stop) => Seal(subject, text, SealedFor.Record, stop);

    /// <summary>Locks what somebody typed for a line of the ledger about a subject: whoever watches over reads opens it there.</summary>
    public Task<SealedText> SealReason(Guid subject, string text, CancellationToken stop) => Seal(subject, text, SealedFor.Ledger, stop);

    private async Task<SealedText> Seal(Guid subject, string text, SealedFor what, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (subject == Guid.Empty)
            throw new ArgumentException("A sealed text is about one subject.", nameof(subject));
        return SealedText.Of(text, await KeyOf(subject, stop), subject, what);
    }

    /// <summary>Rows by which a text will be found again; add them beside the text, and remove those of the text that it
    /// replaces.</summary>
    public IReadOnlyList<SearchWord> Words(Guid subject, SearchField field, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (key, words) = (ring.SearchKey(), BlindWords.Kept(ring.SearchKey(), field, text));
        return
        [
            .. words
                .Concat(field is SearchField.Name ? [BlindWords.Edition(key)] : [])
                .Select(word => new SearchWord
                {
                    Subject = subject,
                    Field = field,
                    Word = word,
                }),
        ];
    }

    /// <summary>The numbers by which such a text would be looked for: for those of staff, to be compared and stored in place of the
    /// words.</summary>
    public IReadOnlyList<long> Numbers(SearchField field, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return BlindWords.Sought(ring.SearchKey(), field, text);
    }

    private async Task<SealingKey> KeyOf(Guid subject, CancellationToken stop)
    {
        if (db.Access?.KeyFor(subject) is { } open)
            return open;

        // A key that is stored already is not used again: the transaction it was stored in may since have been undone.
        if (made.TryGetValue(subject, out var mine) && db.IsPromised(mine.Row))
            return mine.Key;

        if (ring.Tombstones.Has(subject) || await db.Set<ForgettingCertificate>().AnyAsync(c => c.Subject == subject, stop))
        {
            throw new PersonalDataRefused("The person has been forgotten; nothing more is kept under this id.");
        }
        Begin(subject);
        return made[subject].Key;
    }
}
