using Fosse.Accountability.Retention;
using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Reporting;

/// <summary>How the promise was kept in one area in twelve whole months, as it is published. What is none is held back, or there is nothing
/// to say.</summary>
public sealed record ReportFigure
{
    public required int AreaId { get; init; }
    public required Month FirstMonth { get; init; }
    public required Month LastMonth { get; init; }

    /// <summary>When it was computed: once a day, so that no single report shows.</summary>
    public required DateTimeOffset AsOf { get; init; }
    public int? Reports { get; init; }
    public int? InTime { get; init; }
    public double? MedianHours { get; init; }

    /// <summary>Those that were ever closed, and of those the ones opened again; none where fewer than ten were closed.</summary>
    public int? Closed { get; init; }
    public int? Reopened { get; init; }

    public Analysis.Rate? Share => Reports is { } all and > 0 && InTime is { } few ? Analysis.Proportions.Wilson(few, all) : null;
}

internal sealed class ReportFigureMapping : IEntityTypeConfiguration<ReportFigure>
{
    public void Configure(EntityTypeBuilder<ReportFigure> figure)
    {
        figure.ToTable("report_figures");
        figure
            .Holds(Nature.OpenData, "until the next day", "How the promise to answer was kept; never of fewer than ten reports")
            .Grants(app: Rights.All, face: Rights.Select);
        figure.HasKey(f => f.AreaId);
        figure.Property(f => f.AreaId).ValueGeneratedNever();
        figure.Ignore(f => f.Share);
    }
}
