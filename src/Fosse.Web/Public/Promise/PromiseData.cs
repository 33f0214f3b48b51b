using System.Globalization;
using System.Text;
using Fosse.Foundation;
using Fosse.Publishing;
using Fosse.Reporting;

namespace Fosse.Web.Public.Promise;

/// <summary>An area and how the promise was kept in it.</summary>
public sealed record PromiseRow(AreaFacts Area, ReportFigure Figure)
{
    /// <summary>The share of closed reports that were opened again; none where too few were closed.</summary>
    public double? ReopenedShare => Figure is { Closed: { } closed and > 0, Reopened: { } again } ? (double)again / closed : null;

    /// <summary>Those of the areas that are known and in use, the county first and then by name.</summary>
    public static IReadOnlyList<PromiseRow> Of(CountyFigures county, IEnumerable<ReportFigure> figures)
    {
        var areas = new[] { Fosse.Places.AreaKind.County, Fosse.Places.AreaKind.Neighbourhood }
            .SelectMany(county.Of)
            .ToDictionary(a => a.Id);
        return
        [
            .. figures
                .Where(f => areas.ContainsKey(f.AreaId))
                .Select(f => new PromiseRow(areas[f.AreaId], f))
                .OrderBy(r => r.Area.Kind)
                .ThenBy(r => r.Area.Name, StringComparer.Ordinal),
        ];
    }
}

/// <summary>The same figures as a file.</summary>
internal static class PromiseData
{
    private const string Columns =
        "kind,code,name,from,to,computed,reports,answered_within_72_hours,"
        + "share,share_low,share_high,median_hours,closed,reopened,reopened_share";

    /// <summary>Empty cells are figures of fewer than ten reports.</summary>
    public static string Csv(IEnumerable<PromiseRow> rows)
    {
        var text = new StringBuilder(Columns).Append("\r\n");
        foreach (var row in rows)
        {
            var (area, f) = row;
            text.CsvRow(
                $"{area.Kind}",
                area.Code,
                area.Name,
                Said(f.FirstMonth),
                Said(f.LastMonth),
                f.AsOf.ToString("u", CultureInfo.InvariantCulture),
                Said(f.Reports),
                Said(f.InTime),
                Part(f.Share?.Value),
                Part(f.Share?.Low),
                Part(f.Share?.High),
                Said(f.MedianHours),
                Said(f.Closed),
                Said(f.Reopened),
                Part(row.ReopenedShare)
            );
        }
        return text.ToString();
    }

    private static string? Said(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture);

    private static string Part(double? share) => share?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "";
}
