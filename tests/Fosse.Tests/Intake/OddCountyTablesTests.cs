using System.Globalization;
using System.Text;
using Fosse.Exchange;
using Fosse.Intake.County;

namespace Fosse.Tests.Intake;

/// <summary>Tables put together by chance of what people's files hold: no row is lost without a word, and nothing that cannot be is
/// taken.</summary>
public sealed class OddCountyTablesTests
{
    private static readonly string[] Headings =
    [
        "lsoa21_code,census2021_residents,census2021_households",
        "LSOA code (2021),Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived),"
            + "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)",
        "date,geography,geography code,Residence type: Total; measures: Value",
        "pcds,doterm,oslaua,osward,lat,long",
        "postcode,latitude,longitude,ward_code,district_code",
        "os_id,name,type,latitude,longitude,district",
        "name,class,segments,length_km,latitude,longitude",
        "LSOA11CD,LSOA11NM,LSOA21CD,LSOA21NM,CHGIND",
        "LSOA21CD,WD25CD,LAD25CD",
        "LSOA21CD,RUC21CD,RUC21NM",
        "LAD24CD,CSP24CD,PFA24CD,PFA24NM",
    ];

    private static readonly string[] Cells =
    [
        "",
        " ",
        "0",
        "-0",
        "1",
        "7",
        "1500",
        "\"1,501\"",
        "1 501",
        "\"12,34\"",
        "-9",
        "1e3",
        "1e300",
        "-1e300",
        "Infinity",
        "-∞",
        "NaN",
        "c",
        "[c]",
        "*",
        "..",
        "-",
        "n/a",
        "#VALUE!",
        "0x1F",
        "١٥٠٠",
        "1.5",
        "52.61",
        "-1.19",
        "99.999999",
        "91",
        "181",
        "0.000000",
        "E01999001",
        "E05999001",
        "E07000999",
        "W01000001",
        "E02000001",
        "LE1 1AA",
        "le11aa",
        "GIR 0AA",
        "LE1  1AA",
        "not a postcode",
        "Westgate",
        "W",
        "West\0gate",
        "\u202AWest",
        "rail",
        "primary",
        "2021",
        "199606",
        "\"two\nlines\"",
        "\"a \"\"quoted\"\" name\"",
        "🚲",
        "\uFEFFx",
    ];

    [Fact]
    public void Every_row_is_taken_refused_or_passed_over_with_a_reason()
    {
        using var folder = new TestFolder();
        var random = new Random(20261130);
        var files = LongRun.Of(small: 600, full: 8000);
        for (var at = 0; at < files; at++)
        {
            var headings = Headings[random.Next(Headings.Length)];
            var columns = headings.Count(c => c == ',') + 1;
            var rows = random.Next(1, 12);
            var text = new StringBuilder(headings).Append('\n');
            for (var row = 0; row < rows; row++)
                text.AppendJoin(',', Enumerable.Range(0, columns).Select(_ => Cells[random.Next(Cells.Length)])).Append('\n');
            var path = Path.Combine(folder.Path, "mid-2022.csv");
            File.WriteAllText(path, text.ToString());

            var found = new CountyFolder(ReadLimits.Default);
            found.Read([(path, "mid-2022.csv")], (_, _) => { }, CancellationToken.None);
            if (found.Took is not [var took])
            {
                Assert.NotEmpty(Assert.Single(found.Left).Why);
                continue;
            }
            Assert.True(
                took.Rows == took.Count + took.Refused.Count - took.TakenInPart + took.PassedOver,
                string.Create(CultureInfo.InvariantCulture, $"{took.Count} taken, {took.Refused.Count} refused of {took.Rows}:\n{text}")
            );
            Assert.All(took.Refused, r => Assert.True(r.Line > 1 && r.Reason.Length > 0));
            Assert.All(found.Measures, m => Assert.InRange(m.Value, 0, 1_000_000));
            Assert.All(
                found.Postcodes.Select(p => (p.Longitude, p.Latitude)).Concat(found.Places.Select(p => (p.Longitude, p.Latitude))),
                p => Assert.True(p.Longitude is > -10 and < 3 && p.Latitude is > 49 and < 62)
            );
            Assert.All(found.Places, p => Assert.DoesNotContain(p.Name, char.IsControl));
        }
    }
}
