using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Fosse.Exchange.Tables;
using Fosse.Places;

namespace Fosse.Intake.County;

/// <summary>The tables of a county folder: which columns make which kind of file.</summary>
internal sealed partial class CountyFolder
{
    private void ReadTable(string path, string name, CancellationToken stop)
    {
        try
        {
            using var table = OpenTable(path, name);
            var cells = new CountyCells(table);
            var kind = Recognise(cells, name) ?? RecogniseQuery(cells, name);
            if (kind is null)
            {
                Left.Add(new(name, $"columns that are not known here ({string.Join(", ", table.Header.Take(4))})"));
                return;
            }
            var (rows, count) = (0, 0);
            foreach (var row in table.Rows(notes: true))
            {
                stop.ThrowIfCancellationRequested();
                rows++;
                cells.Begin(row);
                if (Beside(row) is { } note)
                {
                    cells.Leave(note);
                    continue;
                }
                var taken = kind.Value.Take(cells, name);
                cells.End(taken > 0);
                count += taken;
            }
            Keep(
                new(name, kind.Value.Kind, kind.Value.What, count)
                {
                    Rows = rows,
                    Refused = cells.Refused,
                    TakenInPart = cells.TakenInPart,
                    PassedOver = cells.PassedOver,
                    Notes = [.. cells.Left],
                },
                "rows"
            );
        }
        catch (FormatException broken)
        {
            Left.Add(new(name, broken.Message));
        }
    }

    /// <summary>A file of which nothing could be taken was not taken.</summary>
    private void Keep(TookFile file, string what)
    {
        if (file.Count == 0 && file.Refused.Count > 0)
            Left.Add(
                new(
                    file.Name,
                    $"none of its {file.Refused.Count:N0} {what} can be taken; the first ({file.Refused[0].Line:N0}): "
                        + file.Refused[0].Reason
                )
            );
        else
            Took.Add(file);
    }

    [GeneratedRegex(@"\d\d(?=_|cd$)", RegexOptions.IgnoreCase)]
    private static partial Regex EditionInHeading { get; }

    [GeneratedRegex(@"20\d\d")]
    private static partial Regex YearInName { get; }

    private static int VintageOf(string heading) => 2000 + int.Parse(EditionInHeading.Match(heading).Value, CultureInfo.InvariantCulture);

    private static int? YearIn(string file) =>
        YearInName.Match(Path.GetFileName(file)) is { Success: true } year ? int.Parse(year.Value, CultureInfo.InvariantCulture) : null;

    // OS Open Names comes without headings: they are put before it.
    private static CsvTable OpenTable(string path, string name)
    {
        var file = File.OpenRead(path);
        var start = new byte[8];
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        var first = Encoding.UTF8.GetString(start, 0, read).TrimStart('\uFEFF').TrimStart('"');
        if (!first.StartsWith("osgb", StringComparison.Ordinal))
        {
            file.Dispose();
            return CsvTable.Open(() => CsvTable.TextOf(File.OpenRead(path)), name, CountyCells.IsHeading);
        }
        return CsvTable.Open(new HeadedText(CountyColumn.NamesHeader + "\n", file), name);
    }

    private (CountyKind Kind, string What, Func<CountyCells, string, int> Take)? Recognise(CountyCells c, string file)
    {
        if (c.Has(CountyColumn.Postcode, CountyColumn.Latitude, CountyColumn.Longitude, CountyColumn.PostcodeWard))
            return (CountyKind.Postcodes, "postcodes", TakePostcode);
        if (c.Has(CountyColumn.Lsoa11, CountyColumn.Lsoa21, CountyColumn.Change))
            return (
                CountyKind.Lookup,
                "LSOA 2011 to 2021",
                (c, f) =>
                    Link(c, "lsoa11-lsoa21", c.Code(CountyColumn.Lsoa11), c.Code(CountyColumn.Lsoa21), c.Text(CountyColumn.Change), 2021, f)
            );
        if (c.Has(CountyColumn.Lsoa21, CountyColumn.Ward, CountyColumn.District))
        {
            var vintage = VintageOf(c.Heading(CountyColumn.Ward));
            return (
                CountyKind.Lookup,
                "LSOA to ward, best fit",
                (c, f) =>
                    Link(c, "lsoa21-ward", c.Code(CountyColumn.Lsoa21), c.Code(CountyColumn.Ward), "", vintage, f)
                    + Link(c, "lsoa21-district", c.Code(CountyColumn.Lsoa21), c.Code(CountyColumn.District), "", vintage, f)
            );
        }
        if (c.Has(CountyColumn.District, CountyColumn.Partnership, CountyColumn.Force))
            return (CountyKind.Lookup, "district to community safety partnership and force", TakePartnership);
        if (c.Has(CountyColumn.Lsoa21, CountyColumn.RuralUrban, CountyColumn.RuralUrbanName))
            return (CountyKind.Lookup, "rural-urban class", TakeRuralUrban);
        if (c.Has(CountyColumn.Lsoa21, CountyColumn.DeprivationDecile, CountyColumn.DeprivationRank))
            return (CountyKind.Deprivation, "deprivation 2025", (c, f) => Deprivation(c, CountyColumn.Lsoa21, 2025, f));
        if (c.Has(CountyColumn.Lsoa11, CountyColumn.DeprivationDecile, CountyColumn.DeprivationRank))
            return (CountyKind.Deprivation, "deprivation 2019", (c, f) => Deprivation(c, CountyColumn.Lsoa11, 2019, f));
        return RecogniseResidents(c, file) ?? RecognisePlaces(c);
    }

    private (CountyKind Kind, string What, Func<CountyCells, string, int> Take)? RecogniseResidents(CountyCells c, string file)
    {
        if (c.Has(CountyColumn.Lsoa21, CountyColumn.CensusResidents, CountyColumn.CensusHouseholds))
        {
            return (
                CountyKind.Residents,
                "residents and households, Census 2021",
                (c, f) =>
                    Figures(
                        c,
                        c.Code(CountyColumn.Lsoa21),
                        2021,
                        f,
                        ("residents", c.Number(CountyColumn.CensusResidents, 0, MostPeople)),
                        ("households", c.Number(CountyColumn.CensusHouseholds, 0, MostPeople))
                    )
            );
        }
        if (c.Has(CountyColumn.NomisArea, CountyColumn.NomisYear, CountyColumn.NomisResidents))
            return (
                CountyKind.Residents,
                "residents, as Nomis writes them",
                (c, f) => TakeNomis(c, "residents", CountyColumn.NomisResidents, f)
            );
        if (c.Has(CountyColumn.NomisArea, CountyColumn.NomisYear, CountyColumn.NomisHouseholds))
            return (
                CountyKind.Residents,
                "households, as Nomis writes them",
                (c, f) => TakeNomis(c, "households", CountyColumn.NomisHouseholds, f)
            );
        if (c.Has(CountyColumn.Lsoa11, CountyColumn.Mid2020Residents, CountyColumn.Mid2020Oldest))
            return (
                CountyKind.Residents,
                "residents, mid-2020",
                (c, f) =>
                    Figures(c, c.Code(CountyColumn.Lsoa11), 2020, f, ("residents", c.Number(CountyColumn.Mid2020Residents, 0, MostPeople)))
            );
        var area = c.Has(CountyColumn.Lsoa21) ? CountyColumn.Lsoa21 : CountyColumn.Lsoa11;
        if (!c.Has(area, CountyColumn.MidYearResidents))
            return null;
        var year =
            YearIn(file)
            ?? throw new FormatException(
                "it holds residents and does not say of which year. Write the year into its name, as in residents-mid-2023.csv"
            );
        return (
            CountyKind.Residents,
            $"residents, mid-{year}",
            (c, f) => Figures(c, c.Code(area), year, f, ("residents", c.Number(CountyColumn.MidYearResidents, 0, MostPeople)))
        );
    }

    private (CountyKind Kind, string What, Func<CountyCells, string, int> Take)? RecognisePlaces(CountyCells c)
    {
        if (
            c.Has(
                CountyColumn.SettlementId,
                CountyColumn.PlaceName,
                CountyColumn.SettlementKind,
                CountyColumn.Latitude,
                CountyColumn.Longitude
            )
        )
            return (CountyKind.Places, "settlements", (c, f) => Place(NamedPlaceKind.Settlement, c, c.Text(CountyColumn.PlaceDistrict), f));
        if (c.Has(CountyColumn.PlaceName, CountyColumn.StreetClass, CountyColumn.StreetSegments, CountyColumn.StreetLength))
            return (CountyKind.Places, "streets", TakeStreet);
        if (c.Has(CountyColumn.NamesName, CountyColumn.NamesKind, CountyColumn.NamesEasting, CountyColumn.NamesNorthing))
            return (CountyKind.Places, "settlements and streets", TakeOpenName);
        return null;
    }
}
