using System.Text;
using Fosse.Foundation;

namespace Fosse.Publishing;

/// <summary>Everything that was compared as CSV, the clearest first.</summary>
public static class ClearChangesData
{
    private const string Head =
        "code,name,measure,from,to,count_before,count,change_percent,change_low,change_high,p_benjamini_hochberg,clear,data_version\r\n";

    public static string Csv(ClearChanges changes, int dataVersion)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var text = new StringBuilder(Head);
        foreach (var line in changes.All)
            text.CsvRow(
                line.Area.Code,
                line.Area.Name,
                line.Category,
                $"{changes.Period.From}",
                $"{changes.Period.To}",
                $"{line.Change.Before}",
                $"{line.Count}",
                PlaceData.Number(line.Change.Percent),
                PlaceData.Number(line.Change.LowPercent),
                PlaceData.Number(line.Change.HighPercent),
                PlaceData.Number(line.FalseShare),
                line.IsClear ? "true" : "false",
                $"{dataVersion}"
            );
        return text.ToString();
    }
}
