using System.Diagnostics;
using Fosse.Foundation;
using Fosse.Places;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Places;

/// <summary>Sixty streets, addresses, villages and shops of the real county as residents write them, slips and all: each is to reach the
/// council that answers there, or to be asked about with the right answer among the choices.</summary>
public sealed class AsResidentsWriteThemTests(ITestOutputHelper output)
{
    private const string Asked = "?";
    private const int Needed = 57;

    // What was typed, and the district whose council answers there; ? where nobody could know without asking.
    private static readonly (string Typed, string Desk)[] Sixty =
    [
        ("12 Belvoir Road, Coalville", "North West Leicestershire"),
        ("belvior rd coalvile", "North West Leicestershire"),
        ("Mill Lane, Coalville", "North West Leicestershire"),
        ("Coalville", "North West Leicestershire"),
        ("outside the Co-op on High Street, Ibstock", "North West Leicestershire"),
        ("Bath Street Ashby", "North West Leicestershire"),
        ("market st ashby de la zouch", "North West Leicestershire"),
        ("Castle Donnington, by the Spar", "North West Leicestershire"),
        ("Kegworth, Derby Rd", "North West Leicestershire"),
        ("Measham high st", "North West Leicestershire"),
        ("Ashby", "?"),
        ("LE67 3AW", "North West Leicestershire"),
        ("le67 3ez, behind the garages", "North West Leicestershire"),
        ("Ashby Rd, Loughborough", "Charnwood"),
        ("The Rushes, Loughborough", "Charnwood"),
        ("Market Place loughbrough", "Charnwood"),
        ("Tesco, Shepshed", "Charnwood"),
        ("melton road thurmaston", "Charnwood"),
        ("Syston, Goodes Lane", "Charnwood"),
        ("mountsorel, Leicester road", "Charnwood"),
        ("North Street barrow upon soar", "Charnwood"),
        ("Quorn, by the Co-op", "Charnwood"),
        ("the bus stop on Sibson Road in Birstall", "Charnwood"),
        ("45 narborough road leicester", "Leicester"),
        ("Belgrave Gate", "Leicester"),
        ("Highcross", "?"),
        ("Highcross shopping centre, Leicester", "Leicester"),
        ("St Matthews estate, Leicester", "Leicester"),
        ("Beaumont Leys Lane by the shops", "Leicester"),
        ("Beumont Leys", "Leicester"),
        ("Evington Rd near the park", "Leicester"),
        ("the clock tower leicester", "Leicester"),
        ("Thurnby Lodge", "Leicester"),
        ("LE1 5AA", "Leicester"),
        ("corner of London Road and Evington Road", "Leicester"),
        ("Narborough Rd South, Fosse Park", "Blaby"),
        ("Blaby, Enderby Road", "Blaby"),
        ("Mill Lane Enderby", "Blaby"),
        ("Whetstone high street", "Blaby"),
        ("Station Rd, Glenfeild", "Blaby"),
        ("Hinckley Road, Leicester Forest East", "Blaby"),
        ("Countesthorpe co op", "Blaby"),
        ("Castle St Hinckley", "Hinckley and Bosworth"),
        ("hinkley town centre", "Hinckley and Bosworth"),
        ("Wood Street, Earl Shilton", "Hinckley and Bosworth"),
        ("Barwell shops", "Hinckley and Bosworth"),
        ("Desford, Station road", "Hinckley and Bosworth"),
        ("Leicester Road, Groby", "Hinckley and Bosworth"),
        ("The Parade, Oadby", "Oadby and Wigston"),
        ("Bell Street Wigston", "Oadby and Wigston"),
        ("Blaby Road South Wigston", "Oadby and Wigston"),
        ("Sainsbury's, Harborough Road, Oadby", "Oadby and Wigston"),
        ("Coventry Road Market Harborough", "Harborough"),
        ("mkt harborough st marys rd", "Harborough"),
        ("Church St Lutterworth", "Harborough"),
        ("Fleckney Road, Kibworth", "Harborough"),
        ("Burton Street, Melton", "Melton"),
        ("Bottesford High St", "Melton"),
        ("uppingham, high street east", "Rutland"),
        ("Tesco Express", "?"),
    ];

    [Fact]
    public async Task Sixty_places_reach_the_right_desk_or_a_question()
    {
        await using var county = await RealCounty.Open();
        var stop = TestContext.Current.CancellationToken;
        var index = await county.Services.GetRequiredService<PlaceFinder>().Now(stop);
        var names = await county.Do(db =>
            db.Set<Area>().Where(a => a.Kind == AreaKind.District).ToDictionaryAsync(a => a.Id, a => a.Name, stop)
        );
        index.Meant("Mill Lane, Coalville"); // once, so that the time is that of the rule
        var (misses, questions, clock) = (new List<string>(), 0, Stopwatch.StartNew());
        foreach (var (typed, desk) in Sixty)
        {
            var meant = index.Meant(typed);
            var reached = meant.One is { } one ? await Desk(county, one) : null;
            var choices = meant.All.Take(MeantPlaces.Most).Select(p => names.GetValueOrDefault(p.District ?? 0, "")).ToList();
            questions += reached is null ? 1 : 0;
            var right = desk == Asked ? reached is null : reached == desk || (reached is null && choices.Contains(desk));
            var said =
                reached ?? $"asked about {choices.Count}: {string.Join("; ", meant.All.Take(4).Select(p => $"{p.Label} ({p.Detail})"))}";
            output.WriteLine($"{(right ? "right" : "MISS ")} {typed} -> {meant.One?.Label} {said}");
            if (!right)
                misses.Add($"{typed}: {said}, not {desk}");
        }
        output.WriteLine(
            $"{Sixty.Length - misses.Count} of {Sixty.Length} right, {questions} of them asked about, {clock.ElapsedMilliseconds} ms"
        );
        Assert.Equal(60, Sixty.DistinctBy(s => s.Typed).Count());
        Assert.True(Sixty.Length - misses.Count >= Needed, string.Join('\n', misses));
    }

    private static Task<string> Desk(TestCounty county, MeantPlace place) =>
        county.Do(async db =>
        {
            var stop = TestContext.Current.CancellationToken;
            var draft = new ReportDraft().At(place);
            var editions = await db.Editions(stop);
            var areas = await db.AreasOf(draft, county.Services.GetRequiredService<PointLookup>(), editions.Areas, stop);
            var rules = await county.Services.GetRequiredService<StandingRules>().Of(db, editions, stop);
            var category = rules.Categories.Values.First(c => c.AnsweredBy is Fosse.Partnership.AgencyKind.Council).Code;
            return rules.Answers(category, areas.SmallestFirst) is { IsOwn: true } desk ? desk.Team.Agency : "nobody's own";
        });
}
