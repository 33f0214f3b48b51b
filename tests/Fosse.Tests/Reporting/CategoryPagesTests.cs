using System.Net;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Reporting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.Reporting;

/// <summary>An administrator looks after what residents may report.</summary>
public sealed class CategoryPagesTests
{
    private static readonly string[] Faces = ["--Faces=Public,Partner,Admin,Api"];

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_category_is_added_with_its_questions_and_a_report_answers_them(string database)
    {
        await using var county = await TestCounty.Open(database);
        await using var site = await TestSite.On(county, Faces);
        var administrator = await Officer.SignsIn(site, county, AccountsPermissions.Administer);
        await administrator.Opens("/admin/categories/add");
        await administrator.Sends(
            "Add category",
            ("Form.Name", "Noise"),
            ("Form.Questions", "Which days? [often]"),
            ("Form.Hint", "Kept as typed")
        );
        Assert.Equal(
            [
                "Another category has this name. Enter a different one",
                "Choose where it is listed",
                "Choose whether somebody looks first",
                "Choose who answers",
                "Enter its place in the list, a whole number from 0 to 9999",
            ],
            administrator.All(".govuk-error-summary__list li").Order(StringComparer.Ordinal)
        );
        Assert.Equal("Kept as typed", administrator.Page.QuerySelector("input[name='Form.Hint']")!.GetAttribute("value"));

        (string, string)[] whole =
        [
            ("Form.Name", "Fireworks"),
            ("Form.Heading", nameof(CategoryGroup.AntiSocialBehaviour)),
            ("Form.Place", "26"),
            ("Form.AnsweredBy", nameof(AgencyKind.Police)),
            ("Form.Hold", nameof(CategoryHold.None)),
            ("Form.Anonymous", "true"),
            ("Form.Offered", "true"),
        ];
        await administrator.Sends("Add category", [.. whole, ("Form.Questions", "Which days? [often]")]);
        Assert.Equal(
            ["Line 1: [often] is not known: use [required], [several], [number] or [day]"],
            administrator.All(".govuk-error-summary__list li")
        );
        await administrator.Sends(
            "Add category",
            [.. whole, ("Form.Questions", "Where were they set off? [required]: Street; Garden\nHow many? [number]")]
        );
        Assert.Contains("The category has been added.", administrator.All(".govuk-notification-banner__heading"));
        Assert.Contains(administrator.All("tbody th"), row => row.StartsWith("Fireworks", StringComparison.Ordinal));

        var draft = new ReportDraft
        {
            Category = "fireworks",
            PlaceUnknown = true,
            Happened = HappenedKind.Unknown,
            Behaviour = "They threw them at the bus",
            Anonymous = true,
        };
        Assert.Contains(
            new("answer-where-were-they-set-off", "Answer the question: Where were they set off?"),
            (await Send(county, draft)).Refusals
        );
        var answered = draft with
        {
            Answers = new Dictionary<string, IReadOnlyList<string>> { ["where-were-they-set-off"] = ["street"], ["how-many"] = ["12"] },
        };
        Assert.True((await Send(county, answered)).Accepted(out _));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_change_keeps_the_codes_of_questions_that_stay_is_told_among_what_administrators_did_and_nobody_overwrites_another(
        string database
    )
    {
        await using var county = await TestCounty.Open(database);
        await using var site = await TestSite.On(county, Faces);
        var first = await Officer.SignsIn(site, county, AccountsPermissions.Administer);
        var second = await Officer.SignsIn(site, county, AccountsPermissions.Administer);
        await first.Opens("/admin/categories/noise");
        await second.Opens("/admin/categories/noise");
        (string, string)[] Form(string name, string questions) =>
            [
                ("Form.Name", name),
                ("Form.Heading", nameof(CategoryGroup.AntiSocialBehaviour)),
                ("Form.Place", "20"),
                ("Form.AnsweredBy", nameof(AgencyKind.Council)),
                ("Form.Hold", nameof(CategoryHold.None)),
                ("Form.Questions", questions),
            ];
        await first.Sends(
            "Save",
            Form("Noise at night", "What kind of noise is it? [required]: Music or parties; A drum\nSince when? [day]")
        );

        var noise = await county.Do(db => db.Set<ReportCategory>().AsNoTracking().SingleAsync(c => c.Code == "noise"));
        Assert.Equal(("Noise at night", false), (noise.Name, noise.Offered));
        Assert.Equal(["noise", "since-when"], noise.Questions.Select(q => q.Code));
        Assert.Equal(["music", "a-drum"], noise.Questions[0].Choices!.Select(c => c.Key)); // the answers given before are still its answers
        Assert.Equal(
            [ReportingAdminEvents.CategoryChanged],
            await county.Do(db => db.Set<AdminEvent>().Where(e => e.Detail == "Noise at night").Select(e => e.Kind).ToListAsync())
        );

        await second.Sends("Save", Form("Loud noise", ""));
        Assert.Contains("Somebody else has changed this category", second.Text(".govuk-error-summary"), StringComparison.Ordinal);
        Assert.Contains("Noise at night", second.All("dd"));
        await second.Opens("/admin/categories/nothing");
        Assert.Equal(HttpStatusCode.NotFound, second.Status);
    }

    [Theory]
    [InlineData("What kind? [required]: One; Two", "What kind? [required]: One; Two")]
    [InlineData("  Which ones? [Several] : a ;b;  c ", "Which ones? [several]: a; b; c")]
    [InlineData("How many? [number] [required]", "How many? [number] [required]")]
    [InlineData("Tell us more\n\n", "Tell us more")]
    public void Questions_are_read_as_they_are_written_and_written_as_they_are_read(string typed, string shown)
    {
        Assert.True(QuestionLines.Read(typed, [], "Questions").Accepted(out var questions));
        Assert.Equal(shown, QuestionLines.Of(questions));
        Assert.True(QuestionLines.Read(shown, questions, "Questions").Accepted(out var again));
        Assert.Equal(questions.Select(q => (q.Code, q.Asks, q.Kind, q.Required)), again.Select(q => (q.Code, q.Asks, q.Kind, q.Required)));
    }

    [Theory]
    [InlineData("Which? : only one")]
    [InlineData("How many? [number]: 1; 2")]
    [InlineData("Several? [several]")]
    [InlineData("Same? \nSame?")]
    [InlineData("[required]")]
    public void A_line_that_makes_no_question_is_refused_by_its_number(string typed) =>
        Assert.All(
            QuestionLines.Read(typed, [], "Questions").Refusals,
            r => Assert.StartsWith("Line ", r.Message, StringComparison.Ordinal)
        );

    [Fact]
    public void Every_standard_category_survives_its_form() =>
        Assert.All(
            StandardCategories.All,
            category =>
            {
                Assert.True(
                    QuestionLines.Read(QuestionLines.Of(category.Questions), category.Questions, "Questions").Accepted(out var again)
                );
                Assert.Equal(
                    category.Questions.Select(q =>
                        (q.Code, q.Asks, q.Kind, q.Required, string.Join(',', q.Choices?.Select(c => c.Key) ?? []))
                    ),
                    again.Select(q => (q.Code, q.Asks, q.Kind, q.Required, string.Join(',', q.Choices?.Select(c => c.Key) ?? [])))
                );
            }
        );

    private static async Task<Fosse.Foundation.Outcome<ReportReceipt>> Send(TestCounty county, ReportDraft draft)
    {
        await using var scope = county.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<Reports>()
            .Submit(new(Guid.NewGuid(), BoxKey.New(), draft, ReportChannel.Online), default);
    }
}
