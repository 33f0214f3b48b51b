namespace Fosse.Reporting;

/// <summary>What a made-up resident tells.</summary>
/// <param name="Settlement">Where in the gazetteer it lies; none where the resident does not know.</param>
/// <param name="After">The key of the report from whose open box it was begun.</param>
internal sealed record DemonstrationReport(
    string Key,
    double HoursAgo,
    string Category,
    string? Settlement,
    string Place,
    string Behaviour,
    string Name = "",
    (string Code, string Value)? Answer = null,
    bool Vulnerable = false,
    string SafeTimes = "",
    string? TakenBy = null,
    string Telephone = "",
    string? After = null
)
{
    public ReportDraft Draft(DateOnly day, TruePoint? point) =>
        new()
        {
            Category = Category,
            Answers = Answer is { } answer
                ? new Dictionary<string, IReadOnlyList<string>> { [answer.Code] = [answer.Value] }
                : new Dictionary<string, IReadOnlyList<string>>(),
            Place = Place,
            PlaceUnknown = Settlement is null,
            Point = point,
            Happened = HappenedKind.Exact,
            On = day,
            Behaviour = Behaviour,
            Anonymous = Name.Length == 0,
            Name = Name,
            Way =
                Name.Length == 0 ? null
                : SafeTimes.Length == 0 ? ContactWay.None
                : ContactWay.Telephone,
            Telephone =
                Telephone.Length > 0 ? Telephone
                : SafeTimes.Length == 0 ? ""
                : "01632 960 558",
            SafeTimes = SafeTimes,
            Vulnerable = Vulnerable,
        };
}
