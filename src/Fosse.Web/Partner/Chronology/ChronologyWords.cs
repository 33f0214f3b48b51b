using Fosse.Chronology;
using Fosse.Reporting;
using Fosse.Web.Partner.Reports;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Partner.Chronology;

/// <summary>Names the words for what is worked on a record; they are in ChronologyWords.resx.</summary>
public sealed class ChronologyWords;

/// <summary>Says what happened on a record.</summary>
public static class ChronologySayings
{
    public static string Say(this IStringLocalizer<ChronologyWords> words, ChronologyLine line, IStringLocalizer<ReportsWords> reports)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(line);
        var who = line.Who ?? words["Nobody"].Value;
        return line switch
        {
            { Code: "Deed.Assigned" } when line.About == line.Who => words["Line.Deed.Taken", who].Value,
            { Code: "Deed.Parted", About.Length: > 0 } => words["Line.Deed.PartedFrom", who, line.About].Value,
            { Code: "Deed.Closed" } when Enum.TryParse<ClosingReason>(line.About, out var why) => words[
                "Line.Deed.Closed",
                who,
                reports.Say(why)
            ].Value,
            _ => words[$"Line.{line.Code}", who, line.About].Value,
        };
    }
}
