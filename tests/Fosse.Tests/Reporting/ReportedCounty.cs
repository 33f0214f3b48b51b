using Fosse.Accountability.Audit;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Places;
using Fosse.Privacy;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Fosse.Tests.Reporting;

/// <summary>A county in which residents report: an agency, two small areas side by side, a third two kilometres off, and two
/// neighbourhoods.</summary>
internal sealed class ReportedCounty : IAsyncDisposable
{
    public const int County = 1,
        District = 2,
        Here = 10,
        Beside = 11,
        Far = 12,
        Brook = 20,
        Hill = 21;

    private ReportedCounty(TestCounty county) => Test = county;

    public TestCounty Test { get; }

    public static TruePoint At(int lsoa) => new(Middle(lsoa) + 0.0005, 52.6301);

    public static async Task<ReportedCounty> Open(string database, Action<IServiceCollection>? more = null)
    {
        var county = new ReportedCounty(await TestCounty.Open(database, more));
        await Officer.Joins(county.Test, Officer.Agency, AccountsPermissions.Work);
        await county.Test.Do(async db =>
        {
            db.Add(new DataVersion { At = DateTimeOffset.UnixEpoch, What = "test" });
            db.AddRange(
                Area(County, AreaKind.County, "Brookshire", 0.1),
                Area(District, AreaKind.District, "Ashby", 0.1),
                Area(Here, AreaKind.Lsoa, "Ashby 001A", 0.002),
                Area(Beside, AreaKind.Lsoa, "Ashby 001B", 0.002),
                Area(Far, AreaKind.Lsoa, "Ashby 002A", 0.002),
                Area(Brook, AreaKind.Neighbourhood, "Brook", 0.01),
                Area(Hill, AreaKind.Neighbourhood, "Hill", 0.005)
            );
            await db.SaveChangesAsync();

            Area Area(int id, AreaKind kind, string name, double half)
            {
                var x = Middle(id);
                db.Add(
                    new AreaSlug
                    {
                        Slug = Slug.Of(name),
                        AreaId = id,
                        Current = true,
                    }
                );
                db.Add(
                    new AreaBoundary
                    {
                        AreaId = id,
                        Vintage = 2021,
                        ValidFrom = new(2021, 1, 1),
                        Source = "test",
                        Shape = new WKBWriter().Write(
                            new GeometryFactory().ToGeometry(new Envelope(x - half, x + half, 52.63 - half, 52.63 + half))
                        ),
                    }
                );
                return new()
                {
                    Id = id,
                    Kind = kind,
                    Code = kind == AreaKind.District ? "E07000130" : $"T{id:00}",
                    Name = name,
                    FirstVintage = 2021,
                    Longitude = x,
                    Latitude = 52.63,
                    DistrictId = kind is AreaKind.Lsoa ? District : null,
                };
            }
        });
        return county;
    }

    // 0.004 degrees are 270 metres here.
    private static double Middle(int area) =>
        area switch
        {
            Here => -1.13,
            Beside => -1.126,
            Far or Hill => -1.10,
            _ => -1.128,
        };

    public static ReportDraft Draft(
        string name = "Asha Wagtail",
        string telephone = "07700 900123",
        string address = "Flat 2, 12 Brook Lane, LE4 9ZZ",
        string category = "groups",
        int lsoa = Here,
        DateOnly? on = null
    ) =>
        new()
        {
            Category = category,
            Answers =
                category == "road"
                    ? new Dictionary<string, IReadOnlyList<string>> { ["danger"] = ["speed"] }
                    : new Dictionary<string, IReadOnlyList<string>>(),
            Point = At(lsoa),
            Happened = HappenedKind.Exact,
            On = on ?? new DateOnly(2025, 3, 10),
            Behaviour = "They threw stones at our windows again",
            Anonymous = false,
            Name = name,
            Telephone = telephone,
            Address = address,
            Way = ContactWay.None,
        };

    public async Task<ReportReceipt> Sends(ReportDraft draft)
    {
        await using var scope = Test.Services.CreateAsyncScope();
        var outcome = await scope
            .ServiceProvider.GetRequiredService<Reports>()
            .Submit(new(Guid.NewGuid(), BoxKey.New(), draft, ReportChannel.AtTheDoor), default);
        Assert.True(outcome.Accepted(out var receipt), string.Join("; ", outcome.Refusals));
        Test.Time.Move(TimeSpan.FromMinutes(1));
        return receipt;
    }

    /// <summary>The same person reports again, from the open box of a report of theirs.</summary>
    public async Task<ReportReceipt> SendsAfter(ReportReceipt before, ReportDraft draft)
    {
        await using var scope = Test.Services.CreateAsyncScope();
        var after = await scope.ServiceProvider.GetRequiredService<JoinReports>().Prepare(before.Reference, before.Secret, default);
        return await Sends(draft with { After = Assert.IsType<ProvedReport>(after) });
    }

    /// <summary>With a box open, its reporter parts what the first letter of it says was joined and is not parted.</summary>
    public async Task<Outcome<OwnReport>> Parts(ReportReceipt open)
    {
        var letter = (await Opens(open)).Joined.First(j => j.PartedAt is null).Letter;
        await using var scope = Test.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<JoinReports>().Part(open.Reference, open.Secret, letter, default);
    }

    /// <summary>With the one box open, its reporter gives the code of the other.</summary>
    public async Task<Outcome<OwnReport>> Joins(ReportReceipt open, ReportReceipt other)
    {
        await using var scope = Test.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<JoinReports>()
            .Join(open.Reference, open.Secret, other.Reference, other.Secret, default);
    }

    /// <summary>How many count of a report: proved the same, these and possibly the same, and of the same home.</summary>
    public async Task<List<(int Proved, int Person, int Home)>> Counts(params ReportReceipt[] receipts)
    {
        var counts = new List<(int, int, int)>();
        foreach (var receipt in receipts)
        {
            var id = await IdOf(receipt);
            var counted = await Test.Do(db => db.Set<ReportRepeats>().AsNoTracking().SingleAsync(r => r.RecordId == id));
            counts.Add((counted.Proved, counted.SamePerson, counted.SameHome));
        }
        return counts;
    }

    /// <summary>How many letters lie in the box of each.</summary>
    public async Task<List<int>> Letters(params ReportReceipt[] receipts)
    {
        var letters = new List<int>();
        foreach (var receipt in receipts)
            letters.Add((await Opens(receipt)).Letters.Count);
        return letters;
    }

    public async Task<Guid> IdOf(ReportReceipt receipt) =>
        await Test.Do(db => db.Set<IncidentReport>().Where(r => r.Reference == receipt.Reference).Select(r => r.RecordId).SingleAsync());

    public async Task<OwnReport> Opens(ReportReceipt receipt)
    {
        await using var scope = Test.Services.CreateAsyncScope();
        return Assert.IsType<OwnReport>(
            await scope.ServiceProvider.GetRequiredService<ReporterDesk>().Open(receipt.Reference, receipt.Secret, default)
        );
    }

    /// <summary>Whoever reacts to what was announced has done so.</summary>
    public async Task Settles()
    {
        while (await Test.Services.GetRequiredService<OutboxDispatcher>().DrainOnce(default) > 0) { }
        Assert.Equal(0, await Test.Do(db => db.Set<OutboxMessage>().CountAsync(m => m.DoneAt == null)));
    }

    public ValueTask DisposeAsync() => Test.DisposeAsync();
}
