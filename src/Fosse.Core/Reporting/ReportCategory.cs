using System.Text.Json;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Reporting;

/// <summary>Under what heading a category is listed.</summary>
public enum CategoryGroup
{
    Crime,
    AntiSocialBehaviour,
    Hate,
    Suspicious,
    Road,
    Retail,
    Fraud,
    Other,
}

/// <summary>Whether a report of this kind waits for a human before anything else happens to it.</summary>
public enum CategoryHold
{
    None,
    Safeguarding,
    CounterTerrorism,
}

/// <summary>What a question of a category takes as an answer.</summary>
public enum QuestionKind
{
    Words,
    Line,
    Number,
    Moment,
    One,
    Many,
}

/// <param name="Code">What the answer is stored under.</param>
/// <param name="Choices">Of a list: each with its key.</param>
public sealed record CategoryQuestion(
    string Code,
    string Asks,
    QuestionKind Kind,
    bool Required,
    string Hint = "",
    IReadOnlyList<CategoryChoice>? Choices = null
);

public sealed record CategoryChoice(string Key, string Name);

/// <summary>A kind of thing that residents report. Administrators edit them; one that is not offered any more is kept for the reports that
/// have it.</summary>
public sealed class ReportCategory : IStanding
{
    /// <summary>Small letters and hyphens; Open311 calls it the service code.</summary>
    public required string Code { get; init; }
    public required CategoryGroup Heading { get; set; }
    public required string Name { get; set; }
    public string Hint { get; set; } = "";

    /// <summary>Its place in the list.</summary>
    public required int Place { get; set; }

    /// <summary>Which kind of agency answers.</summary>
    public required AgencyKind AnsweredBy { get; set; }

    /// <summary>May be sent without a name.</summary>
    public bool Anonymous { get; set; } = true;

    /// <summary>Who else to tell, such as Action Fraud; shown before the questions and at the end.</summary>
    public string Signpost { get; set; } = "";

    /// <summary>Nothing is taken here at all: the signpost is the answer.</summary>
    public bool SignpostOnly { get; set; }
    public CategoryHold Hold { get; set; }
    public IReadOnlyList<CategoryQuestion> Questions { get; set; } = [];
    public bool Offered { get; set; } = true;

    /// <summary>For optimistic locking: two administrators must not overwrite one another.</summary>
    public int Version { get; set; }

    /// <summary>What every report of this kind is marked with.</summary>
    public IEnumerable<Risk> Brings()
    {
        if (Heading is CategoryGroup.Hate)
            yield return Risk.Hate;
        if (Hold is CategoryHold.Safeguarding)
            yield return Risk.Safeguarding;
        if (Hold is CategoryHold.CounterTerrorism)
            yield return Risk.CounterTerrorism;
    }
}

internal sealed class ReportCategoryMapping : IEntityTypeConfiguration<ReportCategory>
{
    public void Configure(EntityTypeBuilder<ReportCategory> category)
    {
        category.ToTable("report_categories");
        category
            .Holds(Nature.Operational, "while in use", "Says what residents may report and who answers")
            .Grants(app: Rights.All, face: Rights.Select);
        category.HasKey(c => c.Code);
        category.Property(c => c.Version).IsConcurrencyToken();
        category
            .Property(c => c.Questions)
            .AsText(
                all => JsonSerializer.Serialize(all, JsonSerializerOptions.Web),
                text => JsonSerializer.Deserialize<List<CategoryQuestion>>(text, JsonSerializerOptions.Web) ?? []
            );
    }
}
