using System.Globalization;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Audit;

/// <summary>Once a day, compares the surname of each reader, and the street where they gave one, with the people they read about or were
/// shown by a search. Only numbers made of words are compared.</summary>
public sealed class FindLikenesses(SafetyDb db, Likenesses likenesses, Sealer sealer, CountyClock clock) : ITimetabled
{
    private const string Mark = "access.likenesses";
    private const int AtATime = 5000,
        Most = 20_000;

    public string Name => "access.likenesses";

    public string When => "04:00";

    public string Does => "compares surname and street of readers with those they read about, as numbers";

    public DateTimeOffset NextAfter(DateTimeOffset instant) => Daily.After(instant, new(4, 0));

    public async Task Run(CancellationToken stop)
    {
        // What is older than the report is not kept.
        var old = await db.FirstSince(clock.Now.AddDays(-UnusualQueries.Days), stop);
        await db.Set<AccessLikeness>().Where(l => l.Line < old).ExecuteDeleteAsync(stop);
        for (var last = await Marks.Read(db, Mark, stop); ; )
        {
            var lines = await db.StepsAfter(last, AtATime, stop);
            if (lines.Count == 0)
                return;
            var reads = lines
                .Where(l =>
                    l.Kind is LedgerKind.Opened or LedgerKind.BrokeGlass or LedgerKind.Shown or LedgerKind.Pointed
                    && l.Subject is not null
                    && l.ActorId != Actor.TheHouse
                )
                .Select(l => (l.Sequence, l.ActorId, l.Subject!.Value))
                .ToList();
            await Compare(reads, stop);
            last = lines[^1].Sequence;
            await Marks.Write(db, Mark, last, stop);
            await db.SaveChangesAsync(stop);
            db.ChangeTracker.Clear();
            if (lines.Count < AtATime)
                return; // the comparison is a line too: it is for the next run
        }
    }

    private async Task Compare(List<(long Line, Guid Reader, Guid Subject)> reads, CancellationToken stop)
    {
        var readers = reads.Select(r => r.Reader).Distinct().ToList();
        var names = await db.Set<Account>()
            .AsNoTracking()
            .Where(a => readers.Contains(a.Id))
            .Take(Most)
            .ToDictionaryAsync(a => a.Id, a => a.Name, stop);
        var streets = await db.Set<OwnStreet>()
            .AsNoTracking()
            .Where(s => readers.Contains(s.AccountId))
            .Take(Most)
            .ToDictionaryAsync(s => s.AccountId, s => s.Words, stop);
        await Keep(
            UnusualRule.SameSurname,
            "Surnames of readers and of those they read about",
            [
                .. reads
                    .Where(r => names.ContainsKey(r.Reader))
                    .Select(r => new LikenessQuestion(
                        r.Line,
                        r.Subject,
                        SearchField.Name,
                        sealer.Numbers(SearchField.Name, Surname(names[r.Reader]))
                    )),
            ],
            stop
        );
        await Keep(
            UnusualRule.OwnStreet,
            "Streets of readers and of those they read about",
            [
                .. reads
                    .Where(r => streets.ContainsKey(r.Reader))
                    .Select(r => new LikenessQuestion(r.Line, r.Subject, SearchField.Address, Numbers(streets[r.Reader]))),
            ],
            stop
        );
    }

    private async Task Keep(UnusualRule rule, string what, List<LikenessQuestion> questions, CancellationToken stop)
    {
        foreach (var line in await likenesses.Compare(questions, AccountabilityPurposes.SuperviseAccess, what, stop))
        {
            if (!await db.Set<AccessLikeness>().AnyAsync(l => l.Line == line && l.Rule == rule, stop))
                db.Add(new AccessLikeness { Line = line, Rule = rule });
        }
    }

    /// <summary>The last word of a name as colleagues know it.</summary>
    internal static string Surname(string name) => name.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, .., var last] ? last : "";

    internal static IReadOnlyList<long> Numbers(string kept) =>
        [.. kept.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => long.Parse(n, CultureInfo.InvariantCulture))];
}

/// <summary>Whoever works here may say which street they live in, so that a look at a neighbour can be told from others.</summary>
public sealed class OwnStreets(SafetyDb db, Sealer sealer, CountyClock clock)
{
    private const int Longest = 100;

    /// <summary>Keeps numbers made of the words; the words themselves are kept nowhere.</summary>
    public async Task<Outcome<OwnStreet>> Give(string street, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(street);
        ArgumentNullException.ThrowIfNull(by);
        if (street.Length > Longest)
            return new Refusal("street", AccountabilityText.Of("FindLikenesses.StreetTooLong"));
        var numbers = sealer.Numbers(SearchField.Address, street);
        if (numbers.Count < 2)
            return new Refusal("street", AccountabilityText.Of("FindLikenesses.EnterStreet"));
        var words = string.Join(' ', numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)));
        var held = await db.Set<OwnStreet>().SingleOrDefaultAsync(s => s.AccountId == by.AccountId, stop);
        if (held is null)
            db.Add(
                held = new OwnStreet
                {
                    AccountId = by.AccountId,
                    Words = words,
                    GivenAt = clock.Now,
                }
            );
        else
            (held.Words, held.GivenAt) = (words, clock.Now);
        await db.SaveChangesAsync(stop);
        return held;
    }

    public async Task TakeBack(SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(by);
        await db.Set<OwnStreet>().Where(s => s.AccountId == by.AccountId).ExecuteDeleteAsync(stop);
    }

    public Task<bool> IsGiven(SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(by);
        return db.Set<OwnStreet>().AnyAsync(s => s.AccountId == by.AccountId, stop);
    }
}
