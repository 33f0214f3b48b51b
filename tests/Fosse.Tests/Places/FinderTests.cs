using System.Text.RegularExpressions;
using Fosse.Foundation;
using Fosse.Places;
using Fosse.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Places;

/// <summary>People find their place by what they type, slips and all.</summary>
public sealed class FinderTests
{
    private const int Charnwood = 1,
        Blaby = 2,
        Hastings = 3,
        Narborough = 4,
        SmallArea = 5;

    [EachDatabase, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_postcode_is_found_however_it_is_typed(string kind)
    {
        await using var county = await Seeded(kind);
        foreach (var typed in new[] { "LE11 5BJ", " le115bj ", "Le 11 5 bJ", "LEII 5BJ", "le11-5bj", "LE11 SBJ" })
        {
            var found = await Search(county, typed);
            Assert.True(found.Count > 0, $"nothing found for '{typed}'");
            Assert.Equal((FoundKind.Postcode, "LE11 5BJ", "/where/le11-5bj"), (found[0].Kind, found[0].Label, found[0].Href));
            Assert.Equal(["/place/loughborough-hastings-charnwood", "/place/charnwood"], found.Skip(1).Select(f => f.Href));
        }
    }

    [EachDatabase, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_point_of_a_report_is_found_by_a_postcode_however_it_is_typed(string kind)
    {
        await using var county = await Seeded(kind);
        foreach (var typed in new[] { "LE11 5BJ", " le115bj ", "LEII 5BJ", "le11-5bj", "behind the shop, LE11 5BJ" })
            Assert.Equal([("LE11 5BJ", 52.77)], await Points(typed));
        Assert.Empty(await Points("LE11 5BK"));
        Assert.Equal([("Loughborough", 52.77)], await Points("loughborough"));
        Assert.Equal(2, (await Points("High Street")).Count);

        async Task<List<(string Label, double Latitude)>> Points(string typed) =>
            [
                .. (await county.Services.GetRequiredService<PlaceFinder>().Meant(typed, TestContext.Current.CancellationToken)).All.Select(
                    p => (p.Label, p.Latitude!.Value)
                ),
            ];
    }

    [EachDatabase, InlineData("sqlite"), InlineData("postgres")]
    public async Task Names_are_found_with_slips_accents_and_short_forms(string kind)
    {
        await using var county = await Seeded(kind);
        (string Typed, string First)[] cases =
        [
            ("Loughborough", "Loughborough"),
            ("Loughbrough", "Loughborough"),
            ("luoghborough", "Loughborough"),
            ("lough borough", "Loughborough"),
            ("LOUGHB", "Loughborough"),
            ("Chanwood", "Charnwood"),
            ("hastings", "Loughborough Hastings"),
            ("Saint Marys rd", "St Mary's Road"),
            ("st mary’s road", "St Mary's Road"),
            ("nárborough", "Narborough"),
            ("E01025631", "Charnwood 003A"),
            ("charnwood 003a", "Charnwood 003A"),
        ];
        foreach (var (typed, first) in cases)
            Assert.Equal((typed, first), (typed, await Search(county, typed) is [var best, ..] ? best.Label : "nothing"));
    }

    [EachDatabase, InlineData("sqlite"), InlineData("postgres")]
    public async Task Streets_of_one_name_say_where_they_are_and_which_page_they_open(string kind)
    {
        await using var county = await Seeded(kind);
        var found = await Search(county, "High St");
        Assert.Equal(2, found.Count(f => f.Label == "High Street"));
        Assert.Contains(
            found,
            f => f is { Detail: "Loughborough, Charnwood", Opens: "", Href: "/where/high-street-loughborough-charnwood" }
        );
        Assert.Contains(found, f => f is { Detail: "Narborough, Blaby", Href: "/where/high-street-narborough-blaby" });
        Assert.Equal("Narborough, Blaby", Assert.Single(await Search(county, "high street narborough")).Detail);
    }

    [EachDatabase, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_settlement_comes_before_its_ward_and_before_streets(string kind)
    {
        await using var county = await Seeded(kind);
        Assert.Equal(
            [FoundKind.Settlement, FoundKind.Ward, FoundKind.Street],
            (await Search(county, "Narborough")).Where(f => f.Label.StartsWith("Narborough", StringComparison.Ordinal)).Select(f => f.Kind)
        );
    }

    [EachDatabase, InlineData("sqlite"), InlineData("postgres")]
    public async Task The_first_half_of_a_postcode_leads_to_its_districts(string kind)
    {
        await using var county = await Seeded(kind);
        var found = Assert.Single(await Search(county, "le11"));
        Assert.Equal((FoundKind.PostcodeDistrict, "Charnwood"), (found.Kind, found.Detail));
        Assert.Equal("LE11 5BJ", Assert.Single(await Search(county, "LE11 5")).Label);
    }

    [EachDatabase, InlineData("sqlite"), InlineData("postgres")]
    public async Task Nothing_is_found_where_nothing_fits(string kind)
    {
        await using var county = await Seeded(kind);
        Assert.Empty(await Search(county, "LE99 9ZZ"));
        Assert.Equal("LE999ZZ", PostcodeText.Read("le99 9zz")[0]);
        Assert.Empty(await Search(county, "Timbuktu"));
        var nearest = (await county.Services.GetRequiredService<PlaceFinder>().Now(TestContext.Current.CancellationToken)).Nearest(
            "Charnbury wood",
            3
        );
        Assert.Contains(nearest, f => f.Label == "Charnwood");
    }

    [EachDatabase, InlineData("sqlite"), InlineData("postgres")]
    public async Task Any_text_is_answered(string kind)
    {
        await using var county = await Seeded(kind);
        foreach (
            var typed in new[]
            {
                "",
                "   ",
                "'; DROP TABLE postcodes; --",
                "🏘️🚓",
                "\ud83d",
                "\0",
                "%_*[",
                "<script>alert(1)</script>",
                new string('a', 1000),
                string.Concat(Enumerable.Repeat("le1 ", 250)),
            }
        )
            Assert.Empty(await Search(county, typed));
        Assert.NotEmpty(await Search(county, "Loughborough 🏘️"));
    }

    [EachDatabase, InlineData("sqlite"), InlineData("postgres")]
    public async Task A_name_that_is_imported_later_is_found(string kind)
    {
        await using var county = await Seeded(kind);
        Assert.Empty(await Search(county, "Enderby"));
        await county.Do(async db =>
        {
            db.Add(Place(9, NamedPlaceKind.Settlement, "Enderby", Blaby, Narborough, 52.59));
            db.Add(new DataVersion { At = county.Time.Now, What = "named places imported" });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        await using var later = county.Services.CreateAsyncScope();
        using var anew = new PlaceFinder(later.ServiceProvider.GetRequiredService<IServiceScopeFactory>(), county.Time);
        Assert.Equal("Enderby", Assert.Single(await anew.Search("Enderby", 10, TestContext.Current.CancellationToken)).Label);
    }

    [EachDatabase, InlineData("sqlite"), InlineData("postgres")]
    public async Task Postcodes_of_other_peoples_trouble_are_found_by_the_search_and_by_a_report(string kind)
    {
        await using var county = await Seeded(kind);
        await county.Do(async db =>
        {
            db.Add(
                new Postcode
                {
                    Code = "ZZ11AA",
                    Longitude = -1.2,
                    Latitude = 52.77,
                    DistrictId = Charnwood,
                    WardId = Hastings,
                    LsoaId = SmallArea,
                }
            );
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        var lines = File.ReadLines(Path.Combine(Exchange.SharedData.Cases("web"), "postcodes-typed.tsv")).Where(l => l[0] != '#');
        var theirs = lines
            .Select(l => l.Split('\t'))
            .SelectMany(l =>
                l[0]
                    .Split(" (")[0]
                    .Split(" / ")
                    .Select(typed => (Typed: Regex.Unescape(typed), Found: l[1].StartsWith("found", StringComparison.Ordinal)))
            );
        string[] ours =
        [
            "ZZ1 1AA United Kingdom",
            "Midshire, ZZ1 1AA",
            "12 High Street, ZZ1-1AA.",
            "\u202aZZ1 1AA\u202c",
            "ＺＺ１ １ＡＡ",
            "Z\u00adZ1\ufeff 1AA",
            "zzl iaa, uk",
            "zziiaa",
        ];
        foreach (var (typed, isFound) in theirs.Concat(ours.Select(o => (Typed: o, Found: true))))
        {
            var (search, report) = (await Search(county, typed), await Meant(typed));
            if (!isFound)
            {
                Assert.Empty(search);
                Assert.Empty(report.All);
                continue;
            }
            Assert.True(search is [{ Label: "ZZ1 1AA", IsExact: true }, ..], $"'{typed}' is not found");
            Assert.True(report.One?.Label == "ZZ1 1AA", $"'{typed}' is not understood");
        }
        Assert.Equal("Loughborough", (await Search(county, "Lough\u00adborough"))[0].Label);
        Assert.Equal("High Street", (await Search(county, "high\u200bstreet"))[0].Label);

        ValueTask<MeantPlaces> Meant(string typed) =>
            county.Services.GetRequiredService<PlaceFinder>().Meant(typed, TestContext.Current.CancellationToken);
    }

    private static async Task<IReadOnlyList<Found>> Search(TestCounty county, string typed) =>
        await county.Services.GetRequiredService<PlaceFinder>().Search(typed, 20, TestContext.Current.CancellationToken);

    private static async Task<TestCounty> Seeded(string kind)
    {
        var county = await TestCounty.Open(kind, services => services.AddSingleton<PlaceFinder>());
        await county.Do(async db =>
        {
            Area[] areas =
            [
                Area(Charnwood, AreaKind.District, "E07000130", "Charnwood", null),
                Area(Blaby, AreaKind.District, "E07000129", "Blaby", null),
                Area(Hastings, AreaKind.Ward, "E05014674", "Loughborough Hastings", Charnwood),
                Area(Narborough, AreaKind.Ward, "E05014650", "Narborough", Blaby),
                Area(SmallArea, AreaKind.Lsoa, "E01025631", "Charnwood 003A", Charnwood),
            ];
            db.AddRange(areas);
            db.AddRange(
                areas.Select(a => new AreaSlug
                {
                    AreaId = a.Id,
                    Current = true,
                    Slug = Slug.Choose(a, areas.FirstOrDefault(d => d.Id == a.DistrictId)?.Name, _ => false),
                })
            );
            db.Add(
                new Postcode
                {
                    Code = "LE115BJ",
                    Longitude = -1.2,
                    Latitude = 52.77,
                    DistrictId = Charnwood,
                    WardId = Hastings,
                    LsoaId = SmallArea,
                }
            );
            db.Add(
                new Postcode
                {
                    Code = "LE192EA",
                    Longitude = -1.2,
                    Latitude = 52.57,
                    DistrictId = Blaby,
                    WardId = Narborough,
                }
            );
            db.AddRange(
                Place(1, NamedPlaceKind.Settlement, "Loughborough", Charnwood, Hastings, 52.77),
                Place(2, NamedPlaceKind.Settlement, "Narborough", Blaby, Narborough, 52.57),
                Place(3, NamedPlaceKind.Street, "High Street", Charnwood, Hastings, 52.771),
                Place(4, NamedPlaceKind.Street, "High Street", Blaby, Narborough, 52.571),
                Place(5, NamedPlaceKind.Street, "St Mary's Road", Charnwood, Hastings, 52.772),
                Place(6, NamedPlaceKind.Street, "Narborough Road", Blaby, Narborough, 52.572)
            );
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        return county;
    }

    private static Area Area(int id, AreaKind kind, string code, string name, int? district) =>
        new()
        {
            Id = id,
            Kind = kind,
            Code = code,
            Name = name,
            DistrictId = district,
            FirstVintage = 2021,
        };

    private static NamedPlace Place(int id, NamedPlaceKind kind, string name, int district, int ward, double latitude) =>
        new()
        {
            Id = id,
            Kind = kind,
            Name = name,
            Longitude = -1.2,
            Latitude = latitude,
            DistrictId = district,
            WardId = ward,
            Source = "test",
        };
}
