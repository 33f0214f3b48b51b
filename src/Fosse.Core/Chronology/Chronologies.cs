using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Chronology;

/// <summary>One line of what happened, with the words that were written with it where the record is open.</summary>
public sealed record ChronologyLine(
    DateTimeOffset At,
    DateOnly? On,
    string Code,
    string? Who,
    string About,
    IReadOnlyList<ToldWords> Words
);

public sealed record ToldWords(string Code, string Words);

/// <summary>A task as a list shows it; what it is only where the record is open.</summary>
public sealed record TaskLine(Guid Id, string? Who, bool Mine, string SetBy, Deadline Clock, string? DoneBy, string? Words);

/// <summary>Everything that happened on a record in one list, of whichever room: what was done, and behind the desk what was
/// written.</summary>
public sealed class Chronologies(SafetyDb db, IEnumerable<Chronicle> chronicles)
{
    private const int Most = 500;

    /// <param name="open">None where the record is shut: then it says that something was written, and not what.</param>
    public async Task<IReadOnlyList<ChronologyLine>> Of(Guid record, SignedIn who, Access? open, CancellationToken stop)
    {
        who.Must(RecordsPermissions.ReadRecords, RecordsPermissions.WriteRecords);
        if (!await Own(record, who, stop))
            return [];
        var (deeds, told) = (new List<Happened>(), new List<Told>());
        foreach (var chronicle in chronicles)
        {
            deeds.AddRange(await chronicle.Deeds(db, record, stop));
            if (open is not null && chronicle.Words is { } words)
                told.AddRange(await words(db, open, stop));
        }
        var names = await NamesOfActors.NamesOf(db, [.. deeds.Select(d => d.By).Concat(told.Select(t => t.By)).OfType<Guid>()], stop);
        var with = told.ToLookup(t => deeds.Where(d => Belong(d, t)).MinBy(d => (d.At - t.At).Duration()));
        var lines = deeds.Select(d => Line(d.At, d.On, d.Code, d.By, d.About, with[d])).ToList();
        lines.AddRange(with[null].Select(t => Line(t.At, t.On, t.Code, t.By, "", [t])));
        return [.. lines.OrderBy(l => l.On is { } day ? CountyClock.StartOf(day) : l.At).ThenBy(l => l.At)];

        ChronologyLine Line(DateTimeOffset at, DateOnly? on, string code, Guid? by, string about, IEnumerable<Told> words) =>
            new(
                at,
                on,
                code,
                by is { } one ? names.GetValueOrDefault(one, "") : null,
                about,
                [.. words.Select(w => new ToldWords(w.Code, w.Words))]
            );
    }

    /// <summary>What is to be done first, what is due first on top; then what is done.</summary>
    public async Task<IReadOnlyList<TaskLine>> Tasks(Guid record, SignedIn who, Access? open, CancellationToken stop)
    {
        who.Must(RecordsPermissions.ReadRecords, RecordsPermissions.WriteRecords);
        if (!await Own(record, who, stop))
            return [];
        var tasks = await db.Set<RecordTask>()
            .AsNoTracking()
            .Where(t => t.RecordId == record)
            .OrderBy(t => t.DoneAt != null)
            .ThenBy(t => t.DueOn)
            .ThenBy(t => t.Id)
            .First(Most, db, stop);
        var names = await NamesOfActors.NamesOf(
            db,
            [.. tasks.SelectMany(t => new[] { t.AccountId, t.SetBy, t.DoneBy }).OfType<Guid>()],
            stop
        );
        var words = open is null
            ? []
            : await db.Set<EntryWords>().AsNoTracking().Take(Most * 4).ToDictionaryAsync(w => w.EntryId, w => open.Read(w.Words), stop);
        return
        [
            .. tasks.Select(t => new TaskLine(
                t.Id,
                Name(t.AccountId),
                t.AccountId == who.AccountId,
                Name(t.SetBy) ?? "",
                t.Clock,
                Name(t.DoneBy),
                words.GetValueOrDefault(t.Id)
            )),
        ];

        string? Name(Guid? account) => account is { } one ? names.GetValueOrDefault(one, "") : null;
    }

    // The words of a deed are written moments before it is done.
    private static bool Belong(Happened deed, Told told) =>
        deed is { By: not null, Wordless: false } && deed.By == told.By && (deed.At - told.At).Duration() < TimeSpan.FromSeconds(10);

    private Task<bool> Own(Guid record, SignedIn who, CancellationToken stop) =>
        db.Set<SubjectRecord>().AnyAsync(r => r.Id == record && r.AgencyId == who.AgencyId, stop);
}
