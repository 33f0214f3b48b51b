using System.Net;
using Fosse.Accountability.Subjects;
using Fosse.Foundation;
using Fosse.Places;
using Fosse.Reporting;
using Fosse.Tests.Operations;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Tests.Reporting;

/// <summary>A resident tells what happened, without script, one question a page.</summary>
public sealed class JourneyTests
{
    private const string Words = "They play music until four in the morning";

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_report_is_told_checked_sent_and_followed_with_its_code(string database)
    {
        await using var county = await PartnershipOfReports.Open(database);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var visitor = await PartnershipOfReports.TellsAnonymously(site, Words);
        Assert.Contains(Words, visitor.All(".govuk-summary-list__value"));
        Assert.Contains("1 March 2025 late evening", visitor.All(".govuk-summary-list__value"));
        Assert.Contains("You stay anonymous", visitor.All(".govuk-summary-list__value"));

        await visitor.Sends("Send the report");
        Assert.Equal("Report sent", visitor.Heading);
        var (reference, code) = (visitor.Text(".govuk-panel strong"), visitor.Text(".fosse-code")["Your code: ".Length..]);
        await visitor.Opens("/report/done"); // a refresh
        Assert.Equal(reference, visitor.Text(".govuk-panel strong"));
        await visitor.Opens("/report/check"); // back, and the button again
        Assert.Equal("Report sent", visitor.Heading);
        Assert.Equal(1, await county.Do(db => db.Set<IncidentReport>().CountAsync()));

        var elsewhere = await Visitor.Of(site.Client()).Opens("/report/status");
        await elsewhere.Sends("Look", ("reference", reference), ("secret", "0000-0000-0000-0000"));
        Assert.StartsWith(
            "The reference and the code do not belong together",
            elsewhere.Text(".govuk-error-summary__list"),
            StringComparison.Ordinal
        );
        Assert.Equal(reference, elsewhere.Page.QuerySelector("#reference")!.GetAttribute("value"));
        await elsewhere.Sends("Look", ("reference", reference), ("secret", code));
        Assert.Equal("Your report", elsewhere.Heading);
        Assert.StartsWith($"{reference}: Noise, sent on", elsewhere.Text(".fosse-sub"), StringComparison.Ordinal);
        Assert.StartsWith("We have your report", elsewhere.Text(".fosse-intro"), StringComparison.Ordinal);
        await elsewhere.Sends("Send", ("words", "It was louder last night"));
        Assert.Equal("Your message has been sent.", elsewhere.Text(".govuk-notification-banner__heading"));
        Assert.Contains("It was louder last night", elsewhere.Text(".fosse-letters"), StringComparison.Ordinal);
        await elsewhere.Sends("Withdraw it");
        Assert.Equal("You have withdrawn this report.", elsewhere.Text(".fosse-intro"));
        await elsewhere.Sends("Finish and close this page");
        await elsewhere.Opens("/report/status/read");
        Assert.Equal("See what became of your report", elsewhere.Heading);
        Assert.DoesNotContain(
            county.Log.Lines,
            line =>
                line.Contains(Words, StringComparison.Ordinal)
                || line.Contains(reference, StringComparison.Ordinal)
                || line.Contains(code, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Danger_leads_to_999_and_stores_nothing()
    {
        await using var county = await PartnershipOfReports.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var visitor = await Visitor.Of(site.Client()).Opens("/report");
        await visitor.Answers("now", "yes");
        Assert.Equal("Call 999 now", visitor.Heading);
        Assert.Equal("tel:999", visitor.Page.QuerySelector(".fosse-call a")!.GetAttribute("href"));
        Assert.Equal(0, await county.Do(db => db.Set<StoredDraft>().CountAsync()));
        await visitor.Opens("/report/saw"); // somebody who has not passed the first question
        Assert.Equal("Is it happening now, or is somebody in danger?", visitor.Heading);
    }

    [Fact]
    public async Task A_description_of_a_person_is_refused_and_what_was_typed_stays()
    {
        await using var county = await PartnershipOfReports.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var visitor = await Visitor.Of(site.Client()).Opens("/report");
        await visitor.Answers("now", "no");
        await visitor.Sends("Continue", ("category", "suspicious"));
        await visitor.Opens("/report/saw");
        await visitor.Sends("Continue", ("behaviour", ""), ("looks", "Tall, in a red coat"));
        Assert.Equal(
            ["Say what happened or what somebody did. What they looked like is not enough for a report."],
            visitor.All(".govuk-error-summary__list li")
        );
        Assert.Equal("Tall, in a red coat", visitor.Text("#looks"));
    }

    [Theory]
    [InlineData("place", "LE99 9ZZ", "We do not know this postcode. Check it, or enter a street or a place instead")]
    [InlineData("place", "", "Enter a postcode or a place, or say that you do not know")]
    public async Task A_place_that_cannot_be_is_refused_with_how_to_mend_it(string field, string typed, string said)
    {
        await using var county = await PartnershipOfReports.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var visitor = await Visitor.Of(site.Client()).Opens("/report");
        await visitor.Answers("now", "no");
        await visitor.Sends("Continue", ("category", "groups"));
        await visitor.Sends("Continue", (field, typed));
        Assert.Equal([said], visitor.All(".govuk-error-summary__list li"));
    }

    [Fact]
    public async Task What_is_taken_elsewhere_leads_there_and_a_category_that_names_others_says_so_first()
    {
        await using var county = await PartnershipOfReports.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var visitor = await Visitor.Of(site.Client()).Opens("/report");
        await visitor.Answers("now", "no");
        await visitor.Sends("Continue", ("category", "fraud"));
        Assert.Contains("Report Fraud", visitor.Text(".fosse-know"), StringComparison.Ordinal);
        await visitor.Opens("/report/what");
        await visitor.Sends("Continue", ("category", "terrorism"));
        Assert.Contains("0800 789 321", visitor.Text(".fosse-know"), StringComparison.Ordinal);
        Assert.Contains("a person looks at what you tell us before anything else", visitor.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaving_clears_the_draft_and_shows_something_harmless()
    {
        await using var county = await PartnershipOfReports.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var visitor = await PartnershipOfReports.TellsAnonymously(site, Words);
        Assert.Equal(1, await county.Do(db => db.Set<StoredDraft>().CountAsync()));
        await visitor.Sends("Exit this page");
        Assert.Equal("Weather", visitor.Heading);
        Assert.StartsWith(
            "0; url=https://",
            visitor.Page.QuerySelector("meta[http-equiv=refresh]")!.GetAttribute("content"),
            StringComparison.Ordinal
        );
        Assert.Equal(0, await county.Do(db => db.Set<StoredDraft>().CountAsync()));
        await visitor.Opens("/report/check");
        Assert.Equal("Is it happening now, or is somebody in danger?", visitor.Heading);
        Assert.StartsWith("There is no unfinished report", visitor.Text(".govuk-notification-banner__heading"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_is_changed_from_the_check_and_one_returns_there()
    {
        await using var county = await PartnershipOfReports.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var visitor = await PartnershipOfReports.TellsAnonymously(site, Words);
        await visitor.Opens("/report/when?change=true");
        await visitor.Answers("happened", nameof(HappenedKind.Repeated));
        Assert.Equal("How often does it happen?", visitor.Heading); // the days of before are no answer to this
        await visitor.Sends("Continue", ("howOften", "Every Friday"));
        Assert.Equal("Check your answers", visitor.Heading);
        Assert.Contains("Again and again: Every Friday", visitor.All(".govuk-summary-list__value"));
    }

    [Fact]
    public async Task Pages_of_a_report_are_kept_nowhere_and_its_cookies_are_for_no_script()
    {
        await using var county = await PartnershipOfReports.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var client = site.Client();
        var visitor = await Visitor.Of(client).Opens("/report");
        await visitor.Answers("now", "no");
        using var page = await client.GetAsync(new Uri("/report/what", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.True(page.Headers.CacheControl!.NoStore);
        using var again = await site.Client()
            .PostAsync(new Uri("/report", UriKind.Relative), new FormUrlEncodedContent([KeyValuePair.Create("now", "no")]));
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode); // a form of another site
    }

    [Fact]
    public async Task Photos_are_cleaned_and_what_is_none_is_refused_with_its_name()
    {
        await using var county = await PartnershipOfReports.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var visitor = await PartnershipOfReports.TellsAnonymously(site, Words);
        await visitor.Opens("/report/evidence?change=true");
        await Adds(
            visitor,
            ("holiday.jpg", EvidenceFiles.MadeUpFiles.TelephonePhoto(orientation: 6)),
            ("list.jpg", "<svg onload='x'/>"u8.ToArray())
        );
        Assert.StartsWith("list.jpg: ", visitor.Text(".govuk-error-summary__list"), StringComparison.Ordinal);
        Assert.StartsWith("holiday.jpg", visitor.Text(".fosse-files"), StringComparison.Ordinal);
        Assert.Single(visitor.All(".fosse-files li"));
        await visitor.Sends("Continue");
        await visitor.Sends("Send the report");
        Assert.Equal("Report sent", visitor.Heading);
        Assert.Equal(1, await county.Do(db => db.Set<ReportUpload>().CountAsync()));
    }

    [Fact]
    public async Task What_looks_like_details_of_people_is_pointed_out_once_and_never_changed()
    {
        const string told = "My neighbour Karen Patel rings me on 07700 900123 all night";
        await using var county = await PartnershipOfReports.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public");
        var visitor = await PartnershipOfReports.TellsAnonymously(site, Words);
        await visitor.Opens("/report/saw?change=true");
        await visitor.Sends("Continue", ("behaviour", told));
        Assert.Equal(["Perhaps a name: Karen Patel", "A telephone number: 07700 900123"], visitor.All(".fosse-know li"));
        Assert.Equal(told, visitor.Text("#behaviour"));
        await visitor.Sends("Continue", ("behaviour", told), ("keep", "true"));
        Assert.Equal("Check your answers", visitor.Heading);
        Assert.Contains(told, visitor.All(".govuk-summary-list__value"));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_public_matter_nearby_is_offered_and_who_follows_it_leaves_nothing_behind(string database)
    {
        await using var county = await PartnershipOfReports.Open(database);
        await CountyFiles.Run(county, "import", "county", CountyFiles.Write(Path.Combine(county.Folder, "data")));
        var lsoa = await county.Do(db => db.Set<Area>().AsNoTracking().Where(a => a.Code == "E01A").Select(a => a.Id).SingleAsync());
        await county.Do(async db =>
        {
            var now = DateTimeOffset.UtcNow;
            db.Add(
                new ReportSummary
                {
                    Number = "M-2345-6789",
                    Category = "noise",
                    Words = "Music at night from a flat above the shops",
                    LsoaId = lsoa,
                    AgencyName = "Test Council",
                    Since = DateOnly.FromDateTime(now.DateTime).AddDays(-2),
                    PublishedAt = now,
                    UpdatedAt = now,
                }
            );
            await db.SaveChangesAsync();
        });
        await using var site = await TestSite.On(county, "--Faces=Public");
        var visitor = await PartnershipOfReports.TellsAnonymously(
            site,
            Words,
            happened: HappenedKind.Unknown,
            place: "Little Ashby",
            sees: "Is it one of these?"
        );
        Assert.Contains("Music at night from a flat above the shops", visitor.Text(".fosse-matters"), StringComparison.Ordinal);
        await visitor.Sends("Continue");
        Assert.Equal(["Say whether it is one of these"], visitor.All(".govuk-error-summary__list li"));
        await visitor.Sends("Continue", ("same", "none"));
        Assert.Equal("Check your answers", visitor.Heading);

        var other = await PartnershipOfReports.TellsAnonymously(
            site,
            Words,
            happened: HappenedKind.Unknown,
            place: "Little Ashby",
            sees: "Is it one of these?"
        );
        await other.Sends("Continue", ("same", "M-2345-6789"));
        Assert.StartsWith("Noise in ", other.Heading, StringComparison.Ordinal);
        await other.Opens("/report/check");
        Assert.Equal("Is it happening now, or is somebody in danger?", other.Heading);
        Assert.Equal(0, await county.Do(db => db.Set<IncidentReport>().CountAsync()));
        await other.Opens("/matters/M-9999-9999");
        Assert.Equal(HttpStatusCode.NotFound, other.Status);
    }

    [Fact]
    public async Task Mail_is_offered_where_there_is_a_server_and_hours_that_are_none_are_to_be_mended()
    {
        await using var county = await PartnershipOfReports.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, "--Faces=Public", "--Mail:Host=127.0.0.1", "--Mail:From=messages@post.example");
        var visitor = await PartnershipOfReports.TellsAnonymously(site, Words);
        await visitor.Opens("/report/about?change=true");
        await visitor.Answers("anonymous", "no");
        await visitor.Sends(
            "Continue",
            ("name", "Asha Wagtail"),
            ("way", nameof(ContactWay.None)),
            ("mail", "true"),
            ("mailFrom", "17:00"),
            ("mailUntil", "09:00")
        );
        Assert.Equal(
            [
                "Enter the email address to which we may write, or take back that we may",
                "Enter the first and the last hour on a clock of 24 hours, such as 09:00 and 14:30, or leave both empty",
            ],
            visitor.All(".govuk-error-summary__list li")
        );
        Assert.Equal("17:00", visitor.Page.QuerySelector("#mailFrom")!.GetAttribute("value"));
        await visitor.Sends(
            "Continue",
            ("name", "Asha Wagtail"),
            ("way", nameof(ContactWay.None)),
            ("mail", "true"),
            ("email", "asha@kanarien.example"),
            ("mailFrom", "09:00"),
            ("mailUntil", "14:30")
        );
        Assert.Equal("Check your answers", visitor.Heading);
        Assert.Contains("By email, only between 09:00 and 14:30", visitor.All(".govuk-summary-list__value"));

        await using var without = await TestSite.On(county, "--Faces=Public");
        var other = await PartnershipOfReports.TellsAnonymously(without, Words);
        await other.Opens("/report/about?change=true");
        await other.Answers("anonymous", "no");
        Assert.Empty(other.All("#mailFrom"));
    }

    private static async Task Adds(Visitor visitor, params (string Name, byte[] Content)[] files)
    {
        using var form = new MultipartFormDataContent
        {
            {
                new StringContent(
                    visitor.Page.QuerySelector(".fosse-journey__page input[name=__RequestVerificationToken]")!.GetAttribute("value")!
                ),
                "__RequestVerificationToken"
            },
        };
        foreach (var (name, content) in files)
            form.Add(new ByteArrayContent(content), "files", name);
        await visitor.SendsForm("/report/evidence?handler=Add&change=true", form);
    }
}
