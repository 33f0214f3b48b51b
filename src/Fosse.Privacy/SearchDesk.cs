using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Privacy;

/// <summary>
/// Looks for people by words of theirs. The line that somebody searched is committed before the search, how many were found before anybody
/// knows, and one for each who is shown before they are.
/// </summary>
public sealed class SearchDesk(
    AccessDesk desk,
    IServiceScopeFactory scopes,
    SearchRule rule,
    PointerRule pointers,
    Ledger ledger,
    KeyRing ring,
    TimeProvider clock
)
{
    /// <summary>So many are given; who finds more looks for more words.</summary>
    public const int Most = 50;

    /// <exception cref="PersonalDataRefused">The rule says no.</exception>
    public async Task<SearchFound> Search(SearchQuestion question, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(question);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GuardedDb>();
        await db.Database.OpenConnectionAsync(stop);
        var (id, words) = (
            Guid.CreateVersion7(),
            question
                .For.Select(f => (f.Field, Numbers: BlindWords.Sought(ring.SearchKey(), f.Field, f.Words)))
                .Where(f => f.Numbers.Count > 0)
                .ToList()
        );
        var leave = await rule(db, question, stop);
        var decision = leave.Decision;
        // The numbers of the words, not the words: who suspects that a name was searched for can compare.
        var numbers = string.Join(
            "; ",
            words.Select(f => $"{f.Field}: {string.Join(' ', f.Numbers.Select(n => n.ToString("x16", CultureInfo.InvariantCulture)))}")
        );
        await ledger.Append(
            db,
            Line(
                question,
                id,
                decision.Granted ? LedgerKind.Searched : LedgerKind.Refused,
                decision.From,
                $"{decision.Ground} {numbers}".TrimEnd(),
                SealReason(db, id, question.Reason)
            ),
            stop
        );
        if (!decision.Granted)
            throw new PersonalDataRefused(decision.Ground);

        var found = await Find(db, id, question, leave, words, stop);
        await ledger.Append(db, Line(question, id, LedgerKind.Found, ReasonFrom.None, Says(found), null), stop);
        return found;
    }

    /// <summary>Opens one of those found, if the rule for them says so; the ledger has it as shown by a search.</summary>
    /// <exception cref="PersonalDataRefused">The rule says no.</exception>
    public Task<Access> Show(SearchFound found, Guid subject, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(found);
        return desk.Open(QuestionOf(found, found.Open, subject), LedgerKind.Shown, SearchTrace.Of(found.Id), stop);
    }

    /// <summary>Writes that whoever searches is told of one of those found, if the rule says so. It opens nothing.</summary>
    /// <exception cref="PersonalDataRefused">The rule says no.</exception>
    public Task Point(SearchFound found, Guid subject, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(found);
        return desk.Point(QuestionOf(found, found.Pointed, subject), pointers, SearchTrace.Of(found.Id), stop);
    }

    private static AccessQuestion QuestionOf(SearchFound found, IReadOnlyList<Guid> among, Guid subject) =>
        among.Contains(subject)
            ? new(found.Question.Actor, found.Question.Purpose, subject, found.Question.Reason) { FoundBy = found.Id }
            : throw new ArgumentException("This search did not find them.", nameof(subject));

    private static async Task<SearchFound> Find(
        GuardedDb db,
        Guid id,
        SearchQuestion question,
        SearchLeave leave,
        List<(SearchField Field, IReadOnlyList<long> Numbers)> words,
        CancellationToken stop
    )
    {
        if (words.Count == 0)
            return new(id, question, [], [], false);
        // The number of a word is another in each field, so the numbers alone tell which words are there.
        var (fields, numbers) = (words.Select(f => f.Field).Distinct().ToList(), words.SelectMany(f => f.Numbers).Distinct().ToList());
        using var access = new Access(db, question.Purpose, id, []); // without a key: it finds ids and reads nothing
        var subjects = db.Set<SearchWord>()
            .IgnoreQueryFilters()
            .Where(w => fields.Contains(w.Field) && numbers.Contains(w.Word))
            .GroupBy(w => w.Subject)
            .Where(g => g.Select(w => w.Word).Distinct().Count() == numbers.Count)
            .Select(g => g.Key);
        var (open, pointed) = (await Among(leave.Open), await Among(leave.Pointed));
        return open.Count + pointed.Count > Most ? new(id, question, [], [], true) : new(id, question, open, pointed, false);

        // Newest first: an id begins with the time that it was made.
        async Task<List<Guid>> Among(IQueryable<Guid>? those) =>
            those is null ? [] : await subjects.Where(s => those.Contains(s)).OrderByDescending(s => s).Take(Most + 1).ToListAsync(stop);
    }

    private static string Says(SearchFound found) =>
        found.More
            ? string.Create(CultureInfo.InvariantCulture, $"More than {Most} found; nobody is shown.")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{found.Open.Count + found.Pointed.Count} found: {found.Open.Count} who may be shown, {found.Pointed.Count} held "
                    + $"by others."
            );

    private static LedgerLine Line(SearchQuestion question, Guid id, LedgerKind kind, ReasonFrom from, string ground, SealedText? typed) =>
        new()
        {
            Kind = kind,
            ActorId = question.Actor.Id,
            AgencyId = question.Actor.Agency,
            Organisation = question.Actor.Organisation,
            Purpose = question.Purpose,
            Subject = id,
            Ground = ground,
            ReasonFrom = from,
            Typed = typed,
            SecondsTyping = typed is null ? null : question.SecondsTyping,
        };

    private SealedText? SealReason(GuardedDb db, Guid id, string reason)
    {
        if (reason.Length == 0)
            return null;
        var (row, key) = SubjectKey.Make(id, ring, clock.GetUtcNow());
        db.Promise(row);
        return SealedText.Of(reason, key, id, SealedFor.Ledger);
    }
}
