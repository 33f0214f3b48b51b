using System.Net;
using Fosse.Accountability;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Tests.People.Accountability;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fosse.Tests.People;

/// <summary>The page that finds a person, from its form to the ledger.</summary>
public sealed class FindPersonPagesTests
{
    private const string Canary = "Kanarienvogel",
        Face = "--Faces=Public,Partner,Admin,Api,Worker";
    private static readonly Permission[] Searcher =
    [
        AccountsPermissions.Work,
        RecordsPermissions.ReadRecords,
        RecordsPermissions.WriteRecords,
        RecordsPermissions.SearchRecords,
    ];

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Somebody_is_found_and_their_record_opened_for_the_same_reason_without_typing_it_again(string database)
    {
        await using var county = await TestCounty.Open(database);
        await using var site = await TestSite.On(county, Face);
        var writer = await Officer.SignsIn(site, county, Searcher);
        await Writes(writer, ReportingDataClasses.Report, "Asha O'Neill", "7 Mill Lane");
        var officer = await Officer.SignsIn(site, county, Searcher);

        await officer.Opens("/work/records");
        await officer.Follows("Find a person");
        await officer.Sends("Search", ("Name", "o’neill"), ("Purpose", nameof(RecordsPurposes.InvestigateCase)), ("Reason", "why not"));
        Assert.Contains("say why in at least ten characters", officer.Text(".govuk-error-summary"), StringComparison.Ordinal);
        Assert.Equal(
            ("o’neill", "why not"),
            (officer.Page.QuerySelector("input[name=Name]")!.GetAttribute("value"), officer.Text("textarea[name=Reason]"))
        ); // what was typed is kept
        Assert.DoesNotContain("Asha", officer.Text("main"), StringComparison.Ordinal);

        await officer.Sends(
            "Search",
            ("Name", "o’neill"),
            ("Purpose", nameof(RecordsPurposes.InvestigateCase)),
            ("Reason", "named in the noise complaint")
        );
        Assert.Equal(("1 record found", "Asha O'Neill"), (officer.Text("#found"), officer.Text(".fosse-found strong")));
        Assert.Equal("/work/records/find", officer.At.ToString());
        await officer.Sends(officer.Text(".fosse-rows button"));
        Assert.Contains("Asha O'Neill", officer.Text(".fosse-opened"), StringComparison.Ordinal);

        var lines = await county.Lines();
        Assert.Equal(
            [LedgerKind.Refused, LedgerKind.Searched, LedgerKind.Found, LedgerKind.Shown, LedgerKind.Opened],
            lines.Select(l => l.Kind)
        );
        Assert.Equal((ReasonFrom.Typed, (Purpose?)RecordsPurposes.InvestigateCase), (lines[^1].ReasonFrom, lines[^1].Purpose));
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_is_not_to_be_known_of_looks_like_what_is_not_there(string database)
    {
        await using var county = await TestCounty.Open(database);
        await using var site = await TestSite.On(county, Face);
        await Writes(
            await Officer.Enters(site, await Officer.Joins(county, "Test Health", Searcher)),
            RecordsDataClasses.Health,
            "Asha Wagtail",
            "7 Mill Lane"
        );
        var officer = await Officer.SignsIn(site, county, Searcher);
        await officer.Opens("/work/records/find");
        await officer.Sends(
            "Search",
            ("Name", "wagtail"),
            ("Purpose", nameof(RecordsPurposes.SafeguardPerson)),
            ("Reason", "she may be in danger")
        );
        var held = officer.Text(".fosse-opened");
        await officer.Opens("/work/records/find");
        await officer.Sends(
            "Search",
            ("Name", "nobody"),
            ("Purpose", nameof(RecordsPurposes.SafeguardPerson)),
            ("Reason", "she may be in danger")
        );
        Assert.StartsWith("No records found", held, StringComparison.Ordinal);
        Assert.Equal(WithoutTime(held), WithoutTime(officer.Text(".fosse-opened")));

        // With an agreement, that it is held and whom to ask, and nothing else.
        var today = await county.Do(async db => CountyClock.DayOf(await db.Set<SubjectRecord>().Select(r => r.OpenedAt).SingleAsync()));
        await county.Do(async db =>
        {
            var agencies = await db.Set<Agency>().ToDictionaryAsync(a => a.Name, a => a.Id);
            var agreement = db.Add(
                new SharingAgreement
                {
                    Name = "Danger",
                    Gateway = "Care Act 2014 s45",
                    StartsOn = today.AddDays(-9),
                    ReviewOn = today.AddDays(90),
                    SignedOn = today.AddDays(-9),
                }
            ).Entity;
            db.AddRange(
                new AgreementParty
                {
                    AgreementId = agreement.Id,
                    AgencyId = agencies["Test Health"],
                    Gives = true,
                    Receives = false,
                    Regime = Regime.UkGdpr,
                },
                new AgreementParty
                {
                    AgreementId = agreement.Id,
                    AgencyId = agencies[Officer.Agency],
                    Gives = false,
                    Receives = true,
                    Regime = Regime.LawEnforcement,
                },
                new AgreementScope
                {
                    AgreementId = agreement.Id,
                    Class = RecordsDataClasses.Health,
                    Purpose = RecordsPurposes.SafeguardPerson,
                    Level = SharingLevel.Read,
                }
            );
            return await db.SaveChangesAsync();
        });
        await officer.Opens("/work/records/find");
        await officer.Sends(
            "Search",
            ("Name", "wagtail"),
            ("Purpose", nameof(RecordsPurposes.SafeguardPerson)),
            ("Reason", "she may be in danger")
        );
        Assert.Equal("Test Health holds a record. Ask desk@test.example. Go to what Test Health holds", officer.Text(".fosse-rows"));
        var shown = officer.Text(".fosse-opened");
        foreach (var secret in new[] { "Asha", "Mill", "P-20", "Health record" })
            Assert.DoesNotContain(secret, shown, StringComparison.OrdinalIgnoreCase);
        await officer.Follows("Go to what Test Health holds");
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        // the reason is not carried to another agency's record
        Assert.Contains("You are not assigned to it, so say why", officer.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_page_is_a_search_of_its_own_and_too_many_show_nobody()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, Face);
        var officer = await Officer.SignsIn(site, county, Searcher);
        for (var i = 0; i < 11; i++)
            await Writes(officer, ReportingDataClasses.Report, $"Asha{i} Wagtail", "");
        await officer.Opens("/work/records/find");
        await officer.Sends(
            "Search",
            ("Name", "wagtail"),
            ("Purpose", nameof(ReportingPurposes.TriageReport)),
            ("Reason", "she rang the front desk"),
            ("BornOn.Day", ""),
            ("BornOn.Month", ""),
            ("BornOn.Year", "")
        );
        Assert.Equal(
            ("11 records found", 10, "Page 1 of 2"),
            (
                officer.Text("#found"),
                officer.All(".fosse-found").Count,
                officer.All(".fosse-opened p").Single(p => p.StartsWith("Page", StringComparison.Ordinal))
            )
        );
        await officer.Sends("Next page");
        Assert.Equal("Asha0 Wagtail", officer.All(".fosse-found strong").Single()); // the newest come first
        await officer.Sends("Previous page");
        Assert.Equal(10, officer.All(".fosse-found").Count);
        Assert.Equal(
            (3, 3, 21),
            (
                (await county.Lines()).Count(l => l.Kind is LedgerKind.Searched),
                (await county.Lines()).Count(l => l.Kind is LedgerKind.Found),
                (await county.Lines()).Count(l => l.Kind is LedgerKind.Shown)
            )
        );

        for (var i = 0; i < SearchDesk.Most - 10; i++)
            await Writes(officer, ReportingDataClasses.Report, "Bo Wagtail", "");
        await officer.Opens("/work/records/find");
        await officer.Sends(
            "Search",
            ("Name", "wagtail"),
            ("Purpose", nameof(ReportingPurposes.TriageReport)),
            ("Reason", "she rang the front desk")
        );
        Assert.Equal("More than 50 records found", officer.Text("#found"));
        Assert.Empty(officer.All(".fosse-found"));
        Assert.Contains("Add another word", officer.Text(".govuk-inset-text"), StringComparison.Ordinal);
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_is_searched_for_is_in_no_address_log_event_error_or_line_of_the_ledger(string database)
    {
        await using var county = await TestCounty.Open(database);
        await using (
            var site = await TestSite.On(
                county.Address,
                builder => builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(county.Log),
                $"--Keys:Folder={county.KeyFolder}",
                Face
            )
        )
        {
            var officer = await Officer.SignsIn(site, county, Searcher);
            await Writes(officer, ReportingDataClasses.Report, $"Asha {Canary}", "7 Mill Lane");
            var account = await county.Do(db => db.Set<Account>().Select(a => a.Id).SingleAsync());
            foreach (
                var (button, fields) in new (string, (string, string)[])[]
                {
                    (
                        "Search",
                        [("Name", Canary), ("Purpose", nameof(ReportingPurposes.TriageReport)), ("Reason", $"{Canary} rang the desk")]
                    ),
                    ("Search", [("Name", Canary), ("Reason", $"{Canary} rang the desk")]), // no purpose
                    (
                        "Search",
                        [
                            ("Name", Canary),
                            ("Purpose", Canary),
                            ("Reason", $"{Canary} rang the desk"),
                            ("Turn", Canary),
                            ("ShownAt", Canary),
                        ]
                    ),
                    (
                        "Search",
                        [
                            ("Contact", Canary),
                            ("Purpose", nameof(ReportingPurposes.TriageReport)),
                            ("Reason", $"{Canary} rang the desk"),
                            ("BornOn.Day", Canary),
                        ]
                    ),
                    (
                        "Search",
                        [
                            ("Address", Canary),
                            ("Purpose", nameof(AccountabilityPurposes.AnswerSubjectRequest)),
                            ("Reason", $"{Canary} rang the desk"),
                        ]
                    ), // refused by the policy
                }
            )
            {
                await officer.Opens("/work/records/find");
                await officer.Sends(button, fields);
                Assert.Equal((HttpStatusCode.OK, "/work/records/find"), (officer.Status, officer.At.ToString()));
                Assert.DoesNotContain(
                    Canary,
                    officer.Title
                        + string.Join(
                            ' ',
                            officer.Page.QuerySelectorAll("[href], [action]").Select(e => e.GetAttribute("href") + e.GetAttribute("action"))
                        ),
                    StringComparison.Ordinal
                );
                if (officer.Page.QuerySelector(".govuk-error-summary") is { } errors)
                    Assert.DoesNotContain(Canary, errors.TextContent, StringComparison.Ordinal);
            }
            await officer.Opens("/work/records/find");
            using var client = await Officer.Browser(site, account);
            using var form = await client.GetAsync("/work/records/find");
            Assert.Contains("no-store", form.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            using var asked = await client.GetAsync(
                $"/work/records/find?Name={Canary}&Purpose=TriageReport&Reason=she%20rang%20the%20desk"
            );
            // an address fills in nothing and searches nothing
            Assert.DoesNotContain(Canary, await asked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            using var forged = new FormUrlEncodedContent([
                new("Name", Canary),
                new("Purpose", "TriageReport"),
                new("Reason", "she rang the front desk"),
            ]);
            Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync("/work/records/find", forged)).StatusCode);
            using var reader = await Officer.Browser(
                site,
                await Officer.Joins(county, Officer.Agency, AccountsPermissions.Work, RecordsPermissions.ReadRecords)
            );
            Assert.NotEqual(HttpStatusCode.OK, (await reader.GetAsync("/work/records/find")).StatusCode);
        }
        var lines = await county.Lines();
        Assert.Equal([LedgerKind.Searched, LedgerKind.Found, LedgerKind.Shown, LedgerKind.Refused], lines.Select(l => l.Kind));
        Assert.All(
            lines,
            l => Assert.DoesNotContain(Canary, $"{l.Ground} {l.Reason} {l.Organisation}", StringComparison.OrdinalIgnoreCase)
        );
        Assert.All(
            await county.Do(db => db.Set<OutboxMessage>().AsNoTracking().ToListAsync()),
            m => Assert.DoesNotContain(Canary, System.Text.Json.JsonSerializer.Serialize(m), StringComparison.OrdinalIgnoreCase)
        );
        Assert.Contains(county.Log.Lines, line => line.Contains("/work/records/find", StringComparison.Ordinal));
        Assert.DoesNotContain(
            county.Log.Lines.Where(line => !line.Contains("?Name=", StringComparison.Ordinal)),
            line => line.Contains(Canary, StringComparison.OrdinalIgnoreCase)
        );
        SearchFor[] terms = [new(SearchField.Name, Canary)];
        Assert.DoesNotContain(
            Canary,
            $"{new FindPerson(Canary, Canary, null, Canary, null, Canary)} "
                + $"{new SearchQuestion(new(Guid.Empty, Guid.Empty, ""), ReportingPurposes.TriageReport, terms, Canary)}",
            StringComparison.Ordinal
        );
        if (database != TestCounty.Sqlite)
            return;
        await county.Do(db => db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)"));
        Assert.DoesNotContain(
            Canary,
            System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(county.Address.File)),
            StringComparison.OrdinalIgnoreCase
        );
    }

    private static async Task Writes(Visitor officer, DataClass @class, string name, string address)
    {
        await officer.Opens("/work/records/new");
        await officer.Sends("Open the record", ("Class", @class.ToString()), ("Name", name), ("Address", address));
    }

    private static string WithoutTime(string words) => System.Text.RegularExpressions.Regex.Replace(words, @"\d\d:\d\d", "");
}
