using Fosse.Accountability.Subjects;
using Fosse.Foundation;
using Fosse.Reporting;
using Fosse.Triage;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Reporting.Triage;

/// <summary>What becomes public of a report: the words of staff, and none that its reporter told in confidence.</summary>
public sealed class SummaryTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_summary_with_the_reporters_name_number_or_place_is_refused_and_another_is_public_under_a_number_of_its_own(
        string database
    )
    {
        await using var county = await TriageCounty.Open(database);
        var sent = await county.Reports();
        Task<Outcome<ReportSummary>> Publishes(string words, string outcome = "") =>
            county.Does<PublishSummary, ReportSummary>(sent, (publish, on) => publish.Handle(on, new(words, outcome, true), default));
        foreach (
            var (words, found) in new[]
            {
                ("Mr WAGTAIL told us that stones were thrown", "WAGTAIL"),
                ("As Asha’s neighbours know, stones were thrown", "Asha’s"),
                ("Stones were thrown near kanarien mews", "kanarien"),
                ("Stones were thrown; ring +44 1632 960114 if you saw it", "+44 1632 960114"),
                ("Stones were thrown; write to asha@kanarien.example", "asha"),
            }
        )
        {
            var refused = await Publishes(words);
            Assert.Contains(new Refusal("summary", $"Take out “{found}”: the reporter told it in confidence"), refused.Refusals);
            Assert.Contains(refused.Refusals.Select(r => r.Field), f => f == "summary");
            Assert.Contains(
                "outcome",
                (await Publishes("Stones were thrown at a bus in the evening", words)).Refusals.Select(r => r.Field)
            );
        }
        Assert.Equal(0, await county.County.Do(db => db.Set<ReportSummary>().CountAsync()));

        Assert.True((await Publishes("Stones were thrown at a bus in the evening")).Accepted(out var summary));
        Assert.Matches("^M-[2-9A-Z]{4}-[2-9A-Z]{4}$", summary.Number);
        Assert.NotEqual(sent.Receipt.Reference[2..], summary.Number[2..]);
        Assert.Equal((county.Partnership.Today.AddDays(-1), "Police"), (summary.Since, summary.AgencyName));
        Assert.True((await Publishes("Stones were thrown at buses on three evenings", "Officers ride along")).Accepted(out var rewritten));
        Assert.Equal(summary.Number, rewritten.Number);

        await county.Replies(sent);
        await county.Did<CloseReport, IncidentReport>(sent, (close, on) => close.Handle(on, ClosingReason.Resolved, "", default));
        Assert.Equal(county.County.Time.Now, await Matter(m => m.ClosedAt));
        await county.Partnership.Asks<ReporterDesk, Outcome<OwnReport>>(desk =>
            desk.Reopen(sent.Receipt.Reference, sent.Receipt.Secret, "They throw again", default)
        );
        await county.Drains();
        Assert.Null(await Matter(m => m.ClosedAt)); // open again with its report
        await county.Did<PublishSummary, ReportSummary>(sent, (publish, on) => publish.TakeBack(on, default));
        Assert.NotNull(await Matter(m => m.WithdrawnAt));

        Task<DateTimeOffset?> Matter(System.Linq.Expressions.Expression<Func<ReportSummary, DateTimeOffset?>> of) =>
            county.County.Do(db => db.Set<ReportSummary>().Select(of).SingleAsync());
    }

    [Fact]
    public async Task Nothing_is_public_about_a_child_or_terrorism()
    {
        await using var county = await TriageCounty.Open(TestCounty.Sqlite);
        foreach (var category in new[] { "child", "terrorism" })
        {
            var sent = await county.Reports(category);
            await county.Did<ReleaseHold, IncidentReport>(sent, (release, on) => release.Handle(on, "Looked at and passed on", default));
            Assert.False(
                (
                    await county.Does<PublishSummary, ReportSummary>(
                        sent,
                        (publish, on) => publish.Handle(on, new("Something that nobody should read", "", false), default)
                    )
                ).Accepted(out _)
            );
        }
    }

    [Theory]
    [InlineData("We will look into it. Will was there.", "")] // at the beginning of a sentence it may be the verb
    [InlineData("We looked into it with Will there.", "Will")]
    [InlineData("Mrs Ó Dálaigh saw it", "Dálaigh")]
    [InlineData("Loud music in Mountsorrel, near the park", "")] // the neighbourhood is public with it
    [InlineData("Loud music in Orchard Road", "Orchard")]
    [InlineData("Loud music at LE127AU", "LE127AU")]
    [InlineData("Between 18 and 22 people, on 0116 4960 101 evenings", "")]
    public void Words_told_in_confidence_are_found_however_they_are_written(string text, string found) =>
        Assert.Equal(
            found.Length == 0 ? [] : [found],
            SummaryCheck
                .Found(
                    text,
                    new(
                        "Will Dalaigh",
                        "0116 496 0999",
                        "",
                        ["7 Orchard Road, LE12 7AU", "near the park in Mountsorrel"],
                        ["Mountsorrel and Rothley"]
                    )
                )
                .Distinct()
        );
}
