using Fosse.Reporting;
using Fosse.Web.Design.TagHelpers;

namespace Fosse.Web.Partner.Reports;

/// <summary>A report as an officer writes it down while somebody tells it.</summary>
public sealed class TakeForm
{
    public ReportChannel? Channel { get; set; }
    public string? Category { get; set; }
    public string? Behaviour { get; set; }
    public string? Looks { get; set; }
    public string? Place { get; set; }
    public string? Meant { get; set; }
    public bool PlaceUnknown { get; set; }
    public HappenedKind? Happened { get; set; }

    [DayMonthYear]
    public DateOnly? On { get; set; }
    public string? AtTime { get; set; }
    public string? HowOften { get; set; }
    public bool Anonymous { get; set; }
    public string? Name { get; set; }
    public ContactWay? Way { get; set; }
    public string? Telephone { get; set; }
    public string? Email { get; set; }
    public string? Address { get; set; }
    public string? SafeTimes { get; set; }
    public string? SafeWords { get; set; }
    public bool Vulnerable { get; set; }

    public ReportDraft Draft(IReadOnlyDictionary<string, IReadOnlyList<string>> answers) =>
        new()
        {
            Category = Category ?? "",
            Answers = answers,
            Place = Said(Place),
            PlaceUnknown = PlaceUnknown,
            Happened = Happened,
            On = Happened is HappenedKind.Unknown ? null : On,
            AtTime = Said(AtTime),
            HowOften = Said(HowOften),
            Behaviour = Said(Behaviour),
            Looks = Said(Looks),
            FilesSeen = true,
            Anonymous = Anonymous,
            Name = Said(Name),
            Way = Way,
            Telephone = Said(Telephone),
            Email = Said(Email),
            Address = Said(Address),
            SafeTimes = Said(SafeTimes),
            SafeWords = Said(SafeWords),
            Vulnerable = Vulnerable,
        };

    private static string Said(string? text) => (text ?? "").Trim();
}
