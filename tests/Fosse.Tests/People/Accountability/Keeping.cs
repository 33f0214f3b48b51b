using Fosse.Accountability.Subjects;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.People.Accountability;

/// <summary>Records of a test partnership, and people who read them.</summary>
internal static class Keeping
{
    public static async Task<SubjectRecord> Holds(
        this TestCounty county,
        SignedIn writer,
        DataClass? @class = null,
        string name = "Asha Wagtail",
        string address = "7 Mill Lane",
        string? caseReference = null
    )
    {
        SubjectRecord? made = null;
        await county.With<RecordWriting>(async records =>
            Assert.True(
                (
                    await records.Open(
                        new(
                            @class ?? RecordsDataClasses.AntiSocialBehaviour,
                            caseReference ?? "",
                            new()
                            {
                                Name = name,
                                Address = address,
                                Notes = "Loud since May",
                            }
                        ),
                        writer,
                        default
                    )
                ).Accepted(out made!)
            )
        );
        return made!;
    }

    public static async Task Reads(
        this TestCounty county,
        SignedIn reader,
        SubjectRecord record,
        string? reason = null,
        bool glass = false,
        int? seconds = 5
    ) =>
        await county.With<RecordReading>(async reading =>
        {
            var typed = reason ?? $"covers {record.Reference} for a colleague";
            Accepted(await reading.Read(new(reader.Actor, RecordsPurposes.InvestigateCase, record.Id, typed, glass, seconds), default));
        });

    public static Task Closed(this TestCounty county, SubjectRecord record, DateTimeOffset at) =>
        county.Do(db =>
            db.Set<SubjectRecord>()
                .Where(r => r.Id == record.Id)
                .ExecuteUpdateAsync(s => s.SetProperty(r => r.ClosedAt, (DateTimeOffset?)at))
        );

    public static Task<List<LedgerLine>> Lines(this TestCounty county) =>
        county.Do(db => db.Set<LedgerLine>().AsNoTracking().OrderBy(l => l.Sequence).ToListAsync());

    public static async Task Works<TJob>(this TestCounty county)
        where TJob : ITimetabled
    {
        await using var scope = county.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<ITimetabled>().OfType<TJob>().Single().Run(default);
    }

    public static string Refused<T>(Outcome<T> outcome)
        where T : notnull
    {
        Assert.False(outcome.Accepted(out _));
        return string.Join(' ', outcome.Refusals.Select(r => r.Message));
    }

    public static T Accepted<T>(Outcome<T> outcome)
        where T : notnull
    {
        Assert.True(outcome.Accepted(out var value), string.Join(' ', outcome.Refusals.Select(r => r.Message)));
        return value;
    }
}
