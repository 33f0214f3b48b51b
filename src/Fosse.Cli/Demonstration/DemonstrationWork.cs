using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Cli.Demonstration;

/// <summary>What has been going on in the demonstration county: reads, one in an emergency, and people who asked about their data. Through
/// the ordinary commands, so that the ledger has its lines.</summary>
internal sealed class DemonstrationWork(SafetyDb db, RecordReading reading, SubjectRequests requests, CountyClock clock)
{
    // As many as the page of reasons needs to show an agency.
    private const int ReadsOfTheDay = 12;

    public async Task Make(CancellationToken stop)
    {
        if (await db.Set<SubjectRequest>().AnyAsync(stop))
            return;
        var people = new Dictionary<string, SignedIn>();
        foreach (var account in await db.Set<Account>().AsNoTracking().Take(1_000).ToListAsync(stop))
        {
            if (await db.WhoIs(account.Id, clock.Today, stop) is { } who)
                people[account.Name] = who;
        }
        if (
            !people.TryGetValue("Morgan Teal", out var morgan)
            || !people.TryGetValue("Rowan Sedge", out var rowan)
            || !people.TryGetValue("Alex Furrow", out var alex)
            || !people.TryGetValue("Sasha Linden", out var sasha)
        )
            return;
        var (noise, cars) = (
            await Of(morgan, RecordsDataClasses.AntiSocialBehaviour, stop),
            await Of(morgan, ReportingDataClasses.Report, stop)
        );
        var (tenant, child) = (
            await Of(rowan, RecordsDataClasses.AntiSocialBehaviour, stop),
            await Of(rowan, RecordsDataClasses.Safeguarding, stop)
        );

        for (var i = 0; i < ReadsOfTheDay; i++)
            await Read(morgan, RecordsPurposes.InvestigateCase, noise, "", stop);
        await Read(rowan, RecordsPurposes.InvestigateCase, noise, "The same stairwell as our tenant; checks the dates", stop, seconds: 14);
        await Read(alex, RecordsPurposes.ReviewCase, child, "The school rang and asked what was decided", stop, seconds: 11);
        await Read(
            rowan,
            RecordsPurposes.SafeguardPerson,
            cars,
            "They are locked out and say that somebody follows them",
            stop,
            seconds: 22,
            glass: true
        );
        await Ask(
            sasha,
            tenant,
            SubjectRequestKind.Rectification,
            clock.Today.AddDays(-41),
            "The flat in your letter is not mine; I live next door",
            stop
        );
        await Ask(sasha, child, SubjectRequestKind.Copy, clock.Today.AddDays(-27), "", stop);
    }

    private Task<SubjectRecord> Of(SignedIn who, DataClass kind, CancellationToken stop) =>
        db.Set<SubjectRecord>()
            .AsNoTracking()
            .Where(r => r.AgencyId == who.AgencyId && r.Class == kind)
            .OrderBy(r => r.Reference)
            .FirstAsync(stop);

    private async Task Read(
        SignedIn who,
        Purpose purpose,
        SubjectRecord record,
        string reason,
        CancellationToken stop,
        int? seconds = null,
        bool glass = false
    ) => Done(await reading.Read(new(who.Actor, purpose, record.Id, reason, glass, seconds), stop));

    private async Task Ask(
        SignedIn who,
        SubjectRecord record,
        SubjectRequestKind kind,
        DateOnly received,
        string words,
        CancellationToken stop
    ) => Done(await requests.Register(new(record.Reference, kind, received, words), who, stop));

    private static void Done<T>(Outcome<T> outcome)
        where T : notnull
    {
        if (!outcome.Accepted(out _))
            throw new InvalidOperationException(outcome.Refusals[0].Message);
    }
}
