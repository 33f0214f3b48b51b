using Fosse.Partnership;
using Fosse.Reporting;

namespace Fosse.Web.Admin.Categories;

/// <summary>The boxes about a category of reports, as they are sent.</summary>
public sealed class CategoryForm
{
    public string? Name { get; set; }
    public string? Hint { get; set; }
    public CategoryGroup? Heading { get; set; }
    public AgencyKind? AnsweredBy { get; set; }
    public int? Place { get; set; }
    public bool Anonymous { get; set; }
    public string? Signpost { get; set; }
    public bool SignpostOnly { get; set; }
    public CategoryHold? Hold { get; set; }
    public string? Questions { get; set; }
    public bool Offered { get; set; }

    internal CategoryDetails Details =>
        new(Name, Hint, Heading, AnsweredBy, Place, Anonymous, Signpost, SignpostOnly, Hold, Questions, Offered);

    internal static CategoryForm Of(ReportCategory category) =>
        new()
        {
            Name = category.Name,
            Hint = category.Hint,
            Heading = category.Heading,
            AnsweredBy = category.AnsweredBy,
            Place = category.Place,
            Anonymous = category.Anonymous,
            Signpost = category.Signpost,
            SignpostOnly = category.SignpostOnly,
            Hold = category.Hold,
            Questions = QuestionLines.Of(category.Questions),
            Offered = category.Offered,
        };
}
