using Fosse.Publishing;
using Fosse.Web.Design;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Public.Map;

/// <summary>What is said of one area, in the sentences that the script says too (<c>scripts/panel.ts</c>), so that both say the
/// same.</summary>
internal static class MapSayings
{
    internal static string Of(IStringLocalizer<Words> words, MapFigure figure, MapQuestion question, CountyFigures county)
    {
        string Say(string key, params (string Name, string Value)[] blanks) =>
            blanks.Aggregate(words[$"Map.{key}"].Value, (said, b) => said.Replace($"{{{b.Name}}}", b.Value, StringComparison.Ordinal));
        var period = MapModel.SaidPeriod(question.From, question.To);
        if (figure.Count is not { } counted)
            return $"{period}. {words["Map.notHeld"].Value}";
        var count = MapModel.SaidCount(counted);
        var unsure = figure.Unsure ? $" {words["Map.unsure"].Value}" : "";
        if (question.Measure == MapMeasure.Count)
            return $"{Say("figure", ("figure", count), ("unit", MapJson.UnitOf(question, county)))}. {period}.{unsure}";
        if (figure.Rate is not { } rate)
            return $"{period}: {Say("count", ("count", count))}. {words["Map.noRate"].Value}";
        return $"{Say("figure", ("figure", MapModel.SaidRate(rate.Value)), ("unit", MapJson.UnitOf(question, county)))}. "
            + $"{Say("interval", ("low", MapModel.SaidRate(rate.Low)), ("high", MapModel.SaidRate(rate.High)))} {period}: "
            + $"{Say("count", ("count", count))}.{unsure}";
    }

    /// <summary>The county beside which an area stands, or nothing where its figure is not held.</summary>
    internal static string Whole(IStringLocalizer<Words> words, MapFigures map) =>
        map.Whole is not { Count: { } count } whole
            ? ""
            : words["Map.whole"]
                .Value.Replace("{name}", whole.Area.Name, StringComparison.Ordinal)
                .Replace(
                    "{figure}",
                    map.Question.Measure == MapMeasure.Count ? MapModel.SaidCount(count)
                        : whole.Rate is { } rate ? MapModel.SaidRate(rate.Value)
                        : words["Map.notHeldKey"].Value,
                    StringComparison.Ordinal
                );

    internal static string Many(IStringLocalizer<Words> words, int areas) =>
        areas == 0
            ? ""
            : words[areas == 1 ? "Map.oneArea" : "Map.manyAreas"]
                .Value.Replace("{count}", MapModel.SaidCount(areas), StringComparison.Ordinal);

    /// <summary>In how many areas chance alone could double the figure.</summary>
    internal static string Unsure(IStringLocalizer<Words> words, MapFigures map) =>
        map.Unsure == 0
            ? ""
            : words["Map.unsureAreas"]
                .Value.Replace("{count}", MapModel.SaidCount(map.Unsure), StringComparison.Ordinal)
                .Replace("{all}", MapModel.SaidCount(map.Shaded), StringComparison.Ordinal);
}
