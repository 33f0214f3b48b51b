using System.Text.Json;
using Fosse.Accounts;
using Fosse.Chronology;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Triage;

/// <summary>An answer to a question of the category, as its reporter chose or wrote it.</summary>
public sealed record ReadAnswer(string Asks, string Answer);

/// <param name="Who">The colleague who wrote it; none where the reporter did.</param>
public sealed record ReadMessage(DateTimeOffset At, MessageKind Kind, string? Who, string Words);

/// <summary>A report as it was told. What was done comes before what anybody looked like, and when and how to reach the reporter safely
/// before how to reach them at all.</summary>
public sealed record ReportRead(
    string Behaviour,
    string Looks,
    IReadOnlyList<ReadAnswer> Answers,
    string Place,
    TruePoint? Point,
    string Happened,
    IReadOnlyList<RecordFileLine> Files,
    PersonWords Reporter,
    IReadOnlyList<ReadMessage> Messages
);

/// <summary>Reads reports, through the desk and no other way. Either way the ledger has a line.</summary>
public sealed class ReportReading(SafetyDb db, AccessDesk desk, RecordFiles files, CountyClock clock)
{
    private const int Most = 500;

    /// <param name="beside">What else is read of the report in the same opening.</param>
    /// <returns>What was told, or why it stays shut.</returns>
    public async Task<Outcome<ReportRead>> Read(AccessQuestion question, CancellationToken stop, Func<Access, Task>? beside = null)
    {
        var read = await Told(question, beside ?? (_ => Task.CompletedTask), stop);
        if (read.Accepted(out _))
            await Looked(question, stop);
        return read;
    }

    // Reading counts as looking for those who have it, and changes nothing that two officers could overwrite.
    private Task<int> Looked(AccessQuestion question, CancellationToken stop)
    {
        var (record, agency, now) = (question.Subject, question.Actor.Agency, (DateTimeOffset?)clock.Now);
        return db.Set<IncidentReport>()
            .Where(r => r.RecordId == record && r.LookBy != null && r.LookedAt == null)
            .Where(r => db.Set<SubjectRecord>().Any(s => s.Id == r.RecordId && s.AgencyId == agency))
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.LookedAt, now), stop);
    }

    private Task<Outcome<ReportRead>> Told(AccessQuestion question, Func<Access, Task> beside, CancellationToken stop) =>
        Open(
            question,
            async access =>
            {
                await beside(access);
                var told = await db.Set<ReportDetails>().AsNoTracking().SingleAsync(stop);
                var person = await db.Set<PersonDetails>().AsNoTracking().SingleOrDefaultAsync(stop);
                var messages = await db.Set<ReportMessage>()
                    .AsNoTracking()
                    .OrderBy(m => m.At)
                    .ThenBy(m => m.Id)
                    .Take(Most)
                    .ToListAsync(stop);
                var writers = messages.Select(m => m.By).OfType<Guid>().Distinct().ToList();
                var names = await db.Set<Account>()
                    .AsNoTracking()
                    .Where(a => writers.Contains(a.Id))
                    .Take(Most)
                    .ToDictionaryAsync(a => a.Id, a => a.Name, stop);
                return new ReportRead(
                    access.Read(told.Behaviour),
                    In(access, told.Looks),
                    await Answers(question.Subject, In(access, told.Answers), stop),
                    In(access, told.Place),
                    told.Point is null ? null : TruePoint.FromSealed(access.Read(told.Point)),
                    In(access, told.Happened),
                    await files.List(access, stop),
                    new()
                    {
                        Name = In(access, person?.Name),
                        Address = In(access, person?.Address),
                        Telephone = In(access, person?.Telephone),
                        Email = In(access, person?.Email),
                        SafeContact = In(access, person?.SafeContact),
                    },
                    [
                        .. messages.Select(m => new ReadMessage(
                            m.At,
                            m.Kind,
                            m.By is { } by ? names.GetValueOrDefault(by, "") : null,
                            access.Read(m.Words)
                        )),
                    ]
                );
            },
            stop
        );

    private async Task<Outcome<T>> Open<T>(AccessQuestion question, Func<Access, Task<T>> read, CancellationToken stop)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(question);
        try
        {
            using var access = await desk.Open(question, stop);
            return await read(access);
        }
        catch (PersonalDataRefused refused)
        {
            return new Refusal("Reason", refused.Message);
        }
    }

    // In the words of the category as it is now; what it does not ask any more is shown under its code.
    private async Task<IReadOnlyList<ReadAnswer>> Answers(Guid record, string text, CancellationToken stop)
    {
        if (text.Length == 0)
            return [];
        var given = JsonSerializer.Deserialize<Dictionary<string, IReadOnlyList<string>>>(text) ?? [];
        var questions =
            await db.Set<IncidentReport>()
                .Where(r => r.RecordId == record)
                .Join(db.Set<ReportCategory>(), r => r.Category, c => c.Code, (r, c) => c.Questions)
                .SingleOrDefaultAsync(stop)
            ?? [];
        return
        [
            .. given.Select(g =>
                questions.FirstOrDefault(q => q.Code == g.Key) is { } question
                    ? new ReadAnswer(
                        question.Asks,
                        string.Join(", ", g.Value.Select(v => question.Choices?.FirstOrDefault(c => c.Key == v)?.Name ?? v))
                    )
                    : new(g.Key, string.Join(", ", g.Value))
            ),
        ];
    }

    private static string In(Access access, SealedText? text) => text is null ? "" : access.Read(text);
}
