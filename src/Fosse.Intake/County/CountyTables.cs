using System.Globalization;
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
            using var file = File.OpenRead(path);
            using var table = CsvTable.Open(file, name);
            var kind = Recognise(table);
            if (kind is null)
            {
                Left.Add(new(name, $"columns that are not known here ({string.Join(", ", table.Header.Take(4))})"));
                return;
            }
            var count = 0;
            var now = new Cells(table);
            foreach (var row in table.Rows())
            {
                stop.ThrowIfCancellationRequested();
                now.Row = row;
                count += kind.Value.Take(now, name);
            }
            Took.Add(new(name, kind.Value.Kind, kind.Value.What, count));
        }
        catch (FormatException broken)
        {
            Left.Add(new(name, broken.Message));
        }
    }

    /// <summary>One row, read by column name.</summary>
    private sealed class Cells(CsvTable table)
    {
        public string[] Row { get; set; } = [];
        public string this[string column] => table.Find(column) is { } i && i < Row.Length ? Row[i].Trim() : "";

        public double? Number(string column) =>
            double.TryParse(this[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : null;
    }

    private (CountyKind Kind, string What, Func<Cells, string, int> Take)? Recognise(CsvTable table)
    {
        bool Has(params string[] columns) => columns.All(c => table.Find(c) is not null);

        if (Has("lsoa11_code", "lsoa21_code", "change_code"))
            return (
                CountyKind.Lookup,
                "LSOA 2011 to 2021",
                (c, f) => Link("lsoa11-lsoa21", c["lsoa11_code"], c["lsoa21_code"], c["change_code"], 2021, f)
            );
        if (Has("lsoa21_code", "ward24_code", "ltla24_code"))
            return (
                CountyKind.Lookup,
                "LSOA to ward, best fit",
                (c, f) =>
                    Link("lsoa21-ward", c["lsoa21_code"], c["ward24_code"], "", 2024, f)
                    + Link("lsoa21-district", c["lsoa21_code"], c["ltla24_code"], "", 2024, f)
            );
        if (Has("ltla24_code", "csp24_code", "pfa24_code"))
        {
            return (
                CountyKind.Lookup,
                "district to community safety partnership and force",
                (c, f) =>
                {
                    Partnerships.Add(new(c["ltla24_code"], c["pfa24_code"], c["pfa24_name"]));
                    return Link("district-partnership", c["ltla24_code"], c["csp24_code"], "", 2024, f);
                }
            );
        }
        if (Has("lsoa21_code", "ruc21_code", "classification"))
        {
            return (
                CountyKind.Lookup,
                "rural-urban class",
                (c, _) =>
                {
                    RuralUrban.Add(new(c["lsoa21_code"], c["classification"]));
                    return 1;
                }
            );
        }
        if (Has("lsoa21_code", "census2021_residents", "census2021_households"))
        {
            return (
                CountyKind.Residents,
                "residents and households, Census 2021",
                (c, f) =>
                    Measure(AreaKind.Lsoa, c["lsoa21_code"], "residents", 2021, c.Number("census2021_residents"), f)
                        + Measure(AreaKind.Lsoa, c["lsoa21_code"], "households", 2021, c.Number("census2021_households"), f)
                    > 0
                        ? 1
                        : 0
            );
        }
        if (Has("lsoa11_code", "total_population", "90+"))
            return (
                CountyKind.Residents,
                "residents, mid-2020",
                (c, f) => Measure(AreaKind.Lsoa, c["lsoa11_code"], "residents", 2020, c.Number("total_population"), f)
            );
        if (Has("lsoa21_code", "IMD_decile", "IMD_rank"))
            return (CountyKind.Deprivation, "deprivation 2025", (c, f) => Deprivation(c, "lsoa21_code", 2025, f));
        if (Has("lsoa11_code", "IMD_decile", "IMD_rank"))
            return (CountyKind.Deprivation, "deprivation 2019", (c, f) => Deprivation(c, "lsoa11_code", 2019, f));
        if (Has("postcode", "latitude", "longitude", "ward_code"))
        {
            return (
                CountyKind.Postcodes,
                "postcodes",
                (c, _) =>
                {
                    if (c.Number("latitude") is not { } latitude || c.Number("longitude") is not { } longitude)
                        return 0;
                    Postcodes.Add(
                        new(
                            c["postcode"].Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant(),
                            longitude,
                            latitude,
                            c["district_code"],
                            c["ward_code"]
                        )
                    );
                    return 1;
                }
            );
        }
        if (Has("os_id", "name", "type", "latitude", "longitude"))
            return (CountyKind.Places, "settlements", (c, f) => Place(NamedPlaceKind.Settlement, c, c["district"], f));
        if (Has("name", "class", "segments", "length_km"))
        {
            return (
                CountyKind.Places,
                "streets",
                (c, f) =>
                    c["class"] is "rail" or "ferry" or "path" or "track" || c["name"].All(x => char.IsDigit(x) || x == ' ')
                        ? 0
                        : Place(NamedPlaceKind.Street, c, null, f)
            );
        }
        return null;
    }

    private int Link(string kind, string from, string to, string change, int vintage, string source)
    {
        if (from.Length == 0 || to.Length == 0)
            return 0;
        Links.Add(new(kind, from, to, change, vintage, source));
        return kind == "lsoa21-district" ? 0 : 1;
    }

    private int Measure(AreaKind kind, string code, string measure, int year, double? value, string source)
    {
        if (value is null || code.Length == 0)
            return 0;
        Measures.Add(new(kind, code, measure, year, value.Value, source));
        return 1;
    }

    private int Deprivation(Cells c, string column, int year, string source) =>
        Measure(AreaKind.Lsoa, c[column], "imd-rank", year, c.Number("IMD_rank"), source)
            + Measure(AreaKind.Lsoa, c[column], "imd-decile", year, c.Number("IMD_decile"), source)
        > 0
            ? 1
            : 0;

    private int Place(NamedPlaceKind kind, Cells c, string? district, string source)
    {
        if (c["name"].Length < 2 || c.Number("latitude") is not { } latitude || c.Number("longitude") is not { } longitude)
            return 0;
        Places.Add(new(kind, c["name"], longitude, latitude, district, source));
        return 1;
    }
}
