using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Triage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Reporting.Triage;

/// <summary>The police with two teams, a council, and residents who report.</summary>
internal sealed class TriageCounty : IAsyncDisposable
{
    public const string Canary = "Wagtail",
        Telephone = "01632 960 114",
        Place = "Behind 12 Kanarien Mews";

    private TriageCounty(Partnership partnership) => Partnership = partnership;

    public Partnership Partnership { get; }
    public TestCounty County => Partnership.County;
    public Team Beat { get; private set; } = null!;
    public Team Response { get; private set; } = null!;

    /// <summary>Somebody of the beat team.</summary>
    public SignedIn Officer { get; private set; } = null!;

    public static async Task<TriageCounty> Open(string database, Action<IServiceCollection>? more = null)
    {
        var made = new TriageCounty(await Partnership.In(await TestCounty.Open(database, more)));
        made.Beat = await made.Partnership.Add(new Team { AgencyId = made.Partnership.Police.Id, Name = "Beat" });
        made.Response = await made.Partnership.Add(new Team { AgencyId = made.Partnership.Police.Id, Name = "Response" });
        made.Officer = await made.Joins(made.Partnership.Police, made.Beat);
        return made;
    }

    /// <summary>An officer whose role is held in one team; without one in the whole agency.</summary>
    public Task<SignedIn> Joins(Agency agency, Team? team, params Permission[] permissions) =>
        County.Do(async db =>
        {
            var staff = StaffRows.Of(
                agency.Id,
                permissions.Length > 0
                    ? permissions
                    : [AccountsPermissions.Work, RecordsPermissions.ReadRecords, RecordsPermissions.WriteRecords],
                $"Officer {Guid.NewGuid():n}"[..16],
                team?.Id
            );
            db.AddRange(staff.Account, staff.Role, staff.Grant);
            await db.SaveChangesAsync();
            return (await db.WhoIs(staff.Account.Id, Partnership.Today, default))!;
        });

    /// <summary>A resident reports; by its category the police answer, and the beat team has it.</summary>
    public async Task<Sent> Reports(string category = "groups", Func<ReportDraft, ReportDraft>? change = null, Team? team = null)
    {
        var draft = new ReportDraft
        {
            Category = category,
            PlaceUnknown = false,
            Place = Place,
            Happened = HappenedKind.Exact,
            On = Partnership.Today.AddDays(-1),
            Behaviour = $"{Canary} and others throw stones at the bus",
            Anonymous = false,
            Name = $"Asha {Canary}",
            Way = ContactWay.Telephone,
            Telephone = Telephone,
            Email = "asha@kanarien.example",
            SafeTimes = "Weekdays before 3 pm",
        };
        var outcome = await Partnership.Asks<Fosse.Reporting.Reports, Outcome<ReportReceipt>>(reports =>
            reports.Submit(new(Guid.NewGuid(), BoxKey.New(), change?.Invoke(draft) ?? draft, ReportChannel.Online), default)
        );
        Assert.True(outcome.Accepted(out var receipt), string.Join("; ", outcome.Refusals));
        var id = await County.Do(async db =>
        {
            var record = await db.Set<SubjectRecord>().SingleAsync(r => r.Reference == receipt.Reference);
            if (record.AgencyId == Partnership.Police.Id)
                record.TeamId = (team ?? Beat).Id;
            await db.SaveChangesAsync();
            return record.Id;
        });
        return new(id, receipt);
    }

    public Task<IncidentReport> Now(Sent sent) =>
        County.Do(db => db.Set<IncidentReport>().AsNoTracking().SingleAsync(r => r.RecordId == sent.Id));

    /// <summary>Does something with a report as it is now.</summary>
    public async Task<Outcome<T>> Does<TDeed, T>(Sent sent, Func<TDeed, OnReport, Task<Outcome<T>>> deed, SignedIn? by = null)
        where TDeed : notnull
        where T : notnull
    {
        var version = (await Now(sent)).Version;
        return await Partnership.Asks<TDeed, Outcome<T>>(asked => deed(asked, new(sent.Id, version, by ?? Officer)));
    }

    /// <summary>The same, where it must be done.</summary>
    public async Task<T> Did<TDeed, T>(Sent sent, Func<TDeed, OnReport, Task<Outcome<T>>> deed, SignedIn? by = null)
        where TDeed : notnull
        where T : notnull
    {
        var outcome = await Does(sent, deed, by);
        Assert.True(outcome.Accepted(out var done), string.Join("; ", outcome.Refusals));
        return done;
    }

    public Task<IncidentReport> Replies(Sent sent, string words = "Our officers will be there on Friday at half past three") =>
        Did<ReplyToReporter, IncidentReport>(sent, (reply, on) => reply.Handle(on, AnswerKind.WeAct, words, default));

    /// <summary>What the reporter sees with their code.</summary>
    public async Task<OwnReport> Follows(Sent sent)
    {
        var own = await Partnership.Asks<ReporterDesk, OwnReport?>(desk => desk.Open(sent.Receipt.Reference, sent.Receipt.Secret, default));
        return own ?? throw new InvalidOperationException("The code does not open the report.");
    }

    public async Task<IReadOnlyList<QueueLine>> Queue(SignedIn? by = null, QueueFilter? filter = null) =>
        (await County.Do(db => db.ReportQueue(by ?? Officer, filter ?? new(), County.Time.GetUtcNow(), default))).Rows;

    public Task<List<LedgerLine>> Ledger() => County.Do(db => db.Set<LedgerLine>().AsNoTracking().OrderBy(l => l.Sequence).ToListAsync());

    /// <summary>What the worker does.</summary>
    public Task Drains() => County.With<OutboxDispatcher>(outbox => outbox.DrainOnce(default));

    public ValueTask DisposeAsync() => County.DisposeAsync();
}

internal sealed record Sent(Guid Id, ReportReceipt Receipt);
