using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Fosse.Foundation;
using Fosse.Places;

namespace Fosse.Publishing;

/// <summary>The figures of a place as JSON and as CSV, both out of the same record as the page.</summary>
public static class PlaceData
{
    private const string Head =
        "kind,code,name,measure,from,to,complete,count,residents,residents_year,"
        + "rate_per_1000,low,high,change_percent,change_low,change_high,data_version,licence,source\r\n";

    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new MonthText() } };

    public static string Json(PlaceFigures figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        return figures.NoFiguresBecause is null
            ? JsonSerializer.Serialize(figures, Options)
            : JsonSerializer.Serialize(new Nothing(figures), Options);
    }

    /// <summary>One row for all crime, for anti-social behaviour and for each category, over the period; then one for each month that is
    /// held.</summary>
    public static string Csv(PlaceFigures figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        return CsvOf([figures]);
    }

    /// <summary>Several places under one another, in the order in which they are given.</summary>
    public static string CsvOf(IEnumerable<PlaceFigures> places)
    {
        ArgumentNullException.ThrowIfNull(places);
        var text = new StringBuilder(Head);
        foreach (var figures in places)
            Rows(text, figures, all: true);
        return text.ToString();
    }

    /// <summary>All crime, anti-social behaviour and each category, of every area of a kind.</summary>
    public static string CsvOfAll(CountyFigures county, AreaKind kind, Month from, Month to)
    {
        ArgumentNullException.ThrowIfNull(county);
        var text = new StringBuilder(Head);
        foreach (var area in county.Of(kind).Where(a => a.HasFigures))
            Rows(text, PlaceFigures.Of(county, area, from, to), all: false);
        return text.ToString();
    }

    private static void Rows(StringBuilder text, PlaceFigures figures, bool all)
    {
        void Row(string measure, Month from, Month to, bool complete, CountFigure n, ChangeFigure? change) =>
            text.CsvRow(
                figures.Place.Kind,
                figures.Place.Code,
                figures.Place.Name,
                measure,
                $"{from}",
                $"{to}",
                complete ? "true" : "false",
                $"{n.Count}",
                $"{figures.Residents?.Count}",
                $"{figures.Residents?.Year}",
                Number(n.RatePer1000),
                Number(n.Low),
                Number(n.High),
                Number(change?.Percent),
                Number(change?.LowPercent),
                Number(change?.HighPercent),
                $"{figures.DataVersion}",
                figures.Licence,
                string.Join("; ", figures.Sources)
            );
        var (first, last, whole, _) = figures.Period;
        // Without figures there is one row that says which area, and whose numbers are empty: noughts would be a claim.
        if (figures.NoFiguresBecause is not null)
        {
            text.CsvRow(
                figures.Place.Kind,
                figures.Place.Code,
                figures.Place.Name,
                "No figures held",
                "",
                "",
                "false",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                $"{figures.DataVersion}",
                figures.Licence,
                string.Join("; ", figures.Sources)
            );
            return;
        }
        Row("All recorded crime", first, last, whole, figures.Crime, figures.Change);
        Row("Anti-social behaviour (not crime)", first, last, whole, figures.Asb, figures.AsbChange);
        foreach (var c in figures.ByCategory)
            Row(c.Category, first, last, whole, new(c.Count, c.RatePer1000, c.Low, c.High), c.Change);
        if (!all)
            return;
        foreach (var m in figures.Months)
        {
            Row("All recorded crime", m.Month, m.Month, true, new(m.Crime, null, null, null), null);
            Row("Anti-social behaviour (not crime)", m.Month, m.Month, true, new(m.Asb, null, null, null), null);
        }
    }

    public static string Number(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>A place that shows no figures: the names of the others, and nothing behind them.</summary>
    private sealed class Nothing(PlaceFigures of)
    {
        public int DataVersion { get; } = of.DataVersion;
        public PlaceName Place { get; } = of.Place;
        public string? NoFiguresBecause { get; } = of.NoFiguresBecause;
        public FiguresPeriod? Period { get; }
        public ResidentsFigure? Residents { get; } = of.Residents;
        public CountFigure? Crime { get; }
        public CountFigure? Asb { get; }
        public IReadOnlyList<CategoryFigure> ByCategory { get; } = [];
        public IReadOnlyList<MonthFigure> Months { get; } = [];
        public string Licence { get; } = of.Licence;
        public IReadOnlyList<string> Sources { get; } = of.Sources;
    }

    private sealed class MonthText : JsonConverter<Month>
    {
        public override Month Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Month.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Month value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
