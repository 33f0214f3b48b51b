using System.Globalization;
using Fosse.Foundation;

namespace Fosse.Cli.Demonstration;

/// <summary>Writes lookups and population with the columns of the real files, text in quotes as there.</summary>
internal static class TableFiles
{
    private static readonly string[] Domains =
    [
        "Income",
        "Employment",
        "Education",
        "Health",
        "Crime",
        "Housing_and_Services",
        "Environment",
    ];
    private static readonly string[] Measures = ["decile", "rank", "score"];

    public static void WriteLookups(County county, string folder)
    {
        Save(
            folder,
            "lsoa21_ward_lad.csv",
            """
            "lsoa21_name","lsoa21_code","ward24_name","ward24_code","ltla24_name","ltla24_code"
            """,
            county.Areas.Select(area => Quoted(area.Name, area.Code, area.Ward.Name, area.Ward.Code, Of(area).Name, Of(area).Code))
        );
        Save(
            folder,
            "lsoa11_lsoa21_lad22.csv",
            """
            "lsoa11_name","lsoa11_code","change_code","lsoa21_name","lsoa21_code","ltla22_name","ltla22_code"
            """,
            FromEarlierAreas(county)
        );
        Save(
            folder,
            "rural_urban.csv",
            """
            "lsoa21_code","ruc21_code","classification","ruc"
            """,
            county.Areas.Select(RuralOrUrban)
        );
        Save(
            folder,
            "csp.csv",
            """
            "ltla24_code","ltla24_name","csp24_code","csp24_name","pfa24_code","pfa24_name"
            """,
            Gazetteer.Districts.Select(district =>
                Quoted(district.Code, district.Name, district.PartnershipCode, district.Partnership, "E23000021", "Leicestershire")
            )
        );
    }

    public static void WritePopulation(County county, string folder, Dice dice)
    {
        Save(
            folder,
            "residents_households.csv",
            """
            "lsoa21_code","census2021_residents","census2021_households","lsoa21_name","ltla24_code","ltla24_name"
            """,
            county.Areas.Select(area =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"\"{area.Code}\",{area.Residents},{area.Households},{Quoted(area.Name, Of(area).Code, Of(area).Name)}"
                )
            )
        );
        List<string> heads = ["IMD", .. Domains];
        var header = string.Join(',', Measures.SelectMany(kind => heads.Select(head => $"\"{head}_{kind}\"")).Prepend("\"lsoa21_code\""));
        Save(folder, "imd2025.csv", header, county.Areas.Select(area => Deprivation(area, dice)));
    }

    private static string Deprivation(SmallArea area, Dice dice)
    {
        int[] ranks = [area.Rank, .. Domains.Select(_ => Math.Clamp((int)(area.Rank + (4_000 * dice.Bell())), 1, SmallArea.Ranks))];
        return $"\"{area.Code}\","
            + string.Join(',', ranks.Select(rank => Text(((rank - 1) * 10 / SmallArea.Ranks) + 1)))
            + ","
            + string.Join(',', ranks.Select(Text))
            + ","
            + string.Join(',', ranks.Select(Score));
    }

    /// <summary>Falls from 80 to 2, steeply at first, as the published scores do.</summary>
    private static string Score(int rank)
    {
        var deprived = 1 - ((double)rank / SmallArea.Ranks);
        return (2 + (38 * deprived * deprived) + (40 * deprived * deprived * deprived * deprived * deprived * deprived)).ToString(
            "0.000",
            CultureInfo.InvariantCulture
        );
    }

    /// <summary>Most areas are unchanged since 2011; every 45th pair came from a split, every 50th from a merger.</summary>
    private static IEnumerable<string> FromEarlierAreas(County county)
    {
        for (var i = 0; i < county.Areas.Count; i++)
        {
            var area = county.Areas[i];
            var next = i + 1 < county.Areas.Count ? county.Areas[i + 1] : null;
            if (i % 45 == 20 && next is not null && next.Settlement == area.Settlement)
            {
                yield return Row("E018" + Number(i), "S", area);
                yield return Row("E018" + Number(i), "S", next);
                i++;
            }
            else if (i % 50 == 10)
            {
                yield return Row("E018" + Number(i), "M", area);
                yield return Row("E018" + Number(i + 50_000), "M", area);
            }
            else
            {
                yield return Row(area.Code, "U", area);
            }
        }
        static string Number(int i) => i.ToString("00000", CultureInfo.InvariantCulture);
        static string Row(string earlier, string change, SmallArea area) =>
            Quoted(area.Name, earlier, change, area.Name, area.Code, Of(area).Name, Of(area).Code);
    }

    private static string RuralOrUrban(SmallArea area)
    {
        var village = Gazetteer.Settlements[area.Settlement] is { Type: "Village", Areas: 1 };
        return (area.District, village) switch
        {
            (1, true) => Quoted(area.Code, "RSF1", "Smaller rural: Further from a major town or city", "Rural"),
            (_, true) => Quoted(area.Code, "RLN1", "Larger rural: Nearer to a major town or city", "Rural"),
            (1, _) => Quoted(area.Code, "RLF1", "Larger rural: Further from a major town or city", "Rural"),
            _ => Quoted(area.Code, "UN1", "Urban: Nearer to a major town or city", "Urban"),
        };
    }

    private static District Of(SmallArea area) => Gazetteer.Districts[area.District];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Quoted(params string[] cells) => string.Join(',', cells.Select(CsvText.InQuotes));

    private static void Save(string folder, string file, string header, IEnumerable<string> rows)
    {
        Directory.CreateDirectory(folder);
        using var writer = TextFiles.Open(Path.Combine(folder, file));
        writer.WriteLine(header);
        foreach (var row in rows)
            writer.WriteLine(row);
    }
}
