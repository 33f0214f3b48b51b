using Fosse.Analysis;
using Fosse.Places;
using Fosse.Privacy;

namespace Fosse.Intake.County;

/// <summary>What is made of a row of each kind of table.</summary>
internal sealed partial class CountyFolder
{
    // More people or households than any small area of a census has.
    private const double MostPeople = 1_000_000;

    private int TakePartnership(CountyCells c, string file)
    {
        if (c.Code(CountyColumn.District) is not { } district || c.Code(CountyColumn.Force) is not { } force)
            return 0;
        Partnerships.Add(new(district, force, c.Text(CountyColumn.ForceName)));
        return Link(
            c,
            "district-partnership",
            district,
            c.Code(CountyColumn.Partnership),
            "",
            VintageOf(c.Heading(CountyColumn.Partnership)),
            file
        );
    }

    private int TakeRuralUrban(CountyCells c, string file)
    {
        if (c.Code(CountyColumn.Lsoa21) is not { } code || c.Name(CountyColumn.RuralUrbanName) is not { } word)
            return 0;
        RuralUrban.Add(new(code, word));
        return 1;
    }

    private int TakeNomis(CountyCells c, string measure, string figure, string file)
    {
        if (c.Code(CountyColumn.NomisArea) is not { } code || c.Number(CountyColumn.NomisYear, 1801, 2200) is not { } year)
            return 0;
        if (!code.StartsWith("E01", StringComparison.Ordinal) && !code.StartsWith("W01", StringComparison.Ordinal))
            return c.Leave("of areas that are no LSOA");
        return Figures(c, code, (int)year, file, (measure, c.Number(figure, 0, MostPeople)));
    }

    private int TakePostcode(CountyCells c, string file)
    {
        if (c.Text(CountyColumn.PostcodeEnded).Length > 0)
            return c.Leave("no longer in use");
        var text = c.Text(CountyColumn.Postcode);
        if (PostcodeText.WrittenOut(text) is not { } code)
        {
            c.Wrong(
                text.Length == 0
                    ? $"{c.Heading(CountyColumn.Postcode)} is empty"
                    : $"it is no postcode (“{text[..Math.Min(40, text.Length)]}”)"
            );
            return 0;
        }
        if (c.Point(CountyColumn.Latitude, CountyColumn.Longitude) is not { } at)
        {
            WithoutPoint.Add(code);
            return 0;
        }
        Postcodes.Add(
            new(code, at.Longitude, at.Latitude, c.Text(CountyColumn.PostcodeDistrict), c.Text(CountyColumn.PostcodeWard), file, c.Line)
        );
        return 1;
    }

    private int TakeStreet(CountyCells c, string file) =>
        c.Text(CountyColumn.StreetClass) is "rail" or "ferry" or "path" or "track" ? c.Leave("railways, ferries, paths and tracks")
        : c.Text(CountyColumn.PlaceName).All(x => char.IsDigit(x) || x == ' ') ? c.Leave("without a name")
        : Place(NamedPlaceKind.Street, c, null, file);

    private int TakeOpenName(CountyCells c, string file)
    {
        NamedPlaceKind? kind = c.Text(CountyColumn.NamesKind) switch
        {
            "City" or "Town" or "Village" or "Hamlet" or "Suburban Area" or "Other Settlement" => NamedPlaceKind.Settlement,
            "Named Road" or "Section Of Named Road" => NamedPlaceKind.Street,
            _ => null,
        };
        if (kind is null)
            return c.Leave("neither settlements nor streets");
        if (
            c.Name(CountyColumn.NamesName) is not { } name
            || c.Number(CountyColumn.NamesEasting, 0, 700_000) is not { } easting
            || c.Number(CountyColumn.NamesNorthing, 0, 1_300_000) is not { } northing
        )
            return 0;
        var at = NationalGrid.ToGlobe(easting, northing);
        var district = c.Text(CountyColumn.NamesDistrict) is { Length: > 0 } borough ? borough : c.Text(CountyColumn.NamesUnitary);
        Places.Add(new(kind.Value, name, at.Longitude, at.Latitude, kind is NamedPlaceKind.Settlement ? district : null, file, c.Line));
        return 1;
    }

    private int Link(CountyCells c, string kind, string? from, string? to, string change, int vintage, string source)
    {
        if (from is null || to is null)
            return 0;
        Links.Add(new(kind, from, to, change, vintage, source, c.Line));
        return kind == "lsoa21-district" ? 0 : 1;
    }

    private int Figures(CountyCells c, string? code, int year, string source, params ReadOnlySpan<(string Measure, double? Value)> of)
    {
        if (code is null)
            return 0;
        var any = 0;
        foreach (var (measure, value) in of)
        {
            if (value is not { } figure)
                continue;
            Measures.Add(new(AreaKind.Lsoa, code, measure, year, figure, source, c.Line));
            any = 1;
        }
        return any;
    }

    private int Deprivation(CountyCells c, string area, int year, string source) =>
        Figures(
            c,
            c.Code(area),
            year,
            source,
            ("imd-rank", c.Number(CountyColumn.DeprivationRank, 1, 100_000)),
            ("imd-decile", c.Number(CountyColumn.DeprivationDecile, 1, 10))
        );

    private int Place(NamedPlaceKind kind, CountyCells c, string? district, string source)
    {
        if (c.Name(CountyColumn.PlaceName) is not { } name || c.Point(CountyColumn.Latitude, CountyColumn.Longitude) is not { } at)
            return 0;
        Places.Add(new(kind, name, at.Longitude, at.Latitude, district, source, c.Line));
        return 1;
    }
}
