namespace Fosse.Reporting;

/// <summary>What a made-up resident tells.</summary>
/// <param name="Settlement">Where in the gazetteer it lies; none where the resident does not know.</param>
/// <param name="SameAs">The key of the report that tells of the same matter.</param>
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
    string? After = null,
    string? SameAs = null
)
{
    /// <summary>How far from the middle of its settlement, in degrees east and north: each at a place of its own, and what is about one
    /// matter at the same.</summary>
    public (double East, double North) Near
    {
        get
        {
            var number = (SameAs ?? After ?? Key).Aggregate(17, (sum, letter) => ((sum * 31) + letter) % 1_000_003);
            return (((number % 15) - 7) * .0006, ((number / 15 % 13) - 6) * .0005);
        }
    }

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
