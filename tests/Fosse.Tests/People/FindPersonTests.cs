using Fosse.Accountability;
using Fosse.Accountability.Audit;
using Fosse.Accountability.Retention;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Partnership.Disclosure;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Reporting;
using Fosse.Tests.Operations;
using Fosse.Tests.People.Accountability;
using Microsoft.EntityFrameworkCore;
using static Fosse.Tests.People.Accountability.Keeping;

namespace Fosse.Tests.People;

/// <summary>Finding people from what was stored beside their records, with every line that it leaves.</summary>
public sealed class FindPersonTests
{
    private static readonly Permission[] Officers =
    [
        AccountsPermissions.Work,
        RecordsPermissions.ReadRecords,
        RecordsPermissions.WriteRecords,
        RecordsPermissions.SearchRecords,
    ];
    private static readonly DateOnly Review = new(2025, 12, 31);

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_search_leaves_its_line_how_many_were_found_and_a_line_for_each_who_is_shown_or_told_of(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (officer, constable) = (await there.Somebody(there.Council, Officers), await there.Somebody(there.Police, Officers));
        var own = await county.Holds(await there.Somebody(there.Council, Officers), name: "Asha O'Neill", address: "7 Mill Lane");
        var theirs = await county.Holds(constable, name: "ASHA ONEILL", address: "9 High Street");
        await county.Holds(constable, RecordsDataClasses.Health, name: "Asha O’Neill"); // no agreement covers it
        var agreement = await there.Agree(
            Review,
            new AgreementScope
            {
                AgreementId = Guid.Empty,
                Class = RecordsDataClasses.AntiSocialBehaviour,
                Purpose = RecordsPurposes.InvestigateCase,
                Level = SharingLevel.Pointer,
            }
        );

        var found = await Finds(
            county,
            officer,
            new("o'neill", "", null, "", RecordsPurposes.InvestigateCase, "named in the noise complaint", SecondsTyping: 12)
        );
        Assert.Equal((2, 1, false), (found.All, found.Pages, found.TooMany));
        Assert.Equal(
            ("Asha O'Neill", "7 Mill Lane", own.Reference),
            (found.Own.Single().Name, found.Own.Single().Address, found.Own.Single().Reference)
        );
        Assert.Equal(new RecordPointer(theirs.Id, "Police", "Police front desk"), found.Elsewhere.Single());

        var lines = await county.Lines();
        Assert.Equal([LedgerKind.Searched, LedgerKind.Found, LedgerKind.Shown, LedgerKind.Pointed], lines.Select(l => l.Kind));
        Assert.All(
            lines,
            l =>
                Assert.Equal(
                    (officer.AccountId, there.Council.Id, "Council", (Purpose?)RecordsPurposes.InvestigateCase),
                    (l.ActorId, l.AgencyId, l.Organisation, l.Purpose)
                )
        );
        var search = lines[0].Subject!.Value;
        Assert.Equal([search, search, own.Id, theirs.Id], lines.Select(l => l.Subject!.Value));
        Assert.Matches("^The roles allow searching for this purpose\\. Name: [0-9a-f]{16}$", lines[0].Ground);
        Assert.Equal("2 found: 1 who may be shown, 1 held by others.", lines[1].Ground);
        Assert.Equal($"A record of the own agency. Found by search {search}.", lines[2].Ground);
        Assert.Equal($"Told that it is held and whom to ask, under {agreement.Name}. Found by search {search}.", lines[3].Ground);
        Assert.Equal([null, null, null, agreement.Id], lines.Select(l => l.Agreement));
        Assert.Equal([12, null, null, null], lines.Select(l => l.SecondsTyping));
        Assert.Equal([ReasonFrom.Typed, ReasonFrom.None, ReasonFrom.Typed, ReasonFrom.Typed], lines.Select(l => l.ReasonFrom));
        Assert.Equal([true, false, true, true], lines.Select(l => l.Typed is not null)); // sealed under the search, and under each
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_person_is_found_by_any_field_and_by_all_that_are_given(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var officer = await there.Somebody(there.Police, Officers);
        await county.With<RecordWriting>(async records =>
            Accepted(
                await records.Open(
                    new(
                        ReportingDataClasses.Report,
                        "",
                        new()
                        {
                            Name = "Asha Wagtail",
                            BornOn = "27 March 1988",
                            Address = "7 Mill Lane, Quorn LE99 1AA",
                            Telephone = "01632 960 114",
                            Email = "asha@test.example",
                            SafeContact = "by her sister Bo",
                            Notes = "Loud since May",
                        }
                    ),
                    officer,
                    default
                )
            )
        );
        await county.With<RecordWriting>(async records =>
            Accepted(
                await records.Open(
                    new(ReportingDataClasses.Report, "", new() { Name = "Asha Wagtail", BornOn = "27 March 1998" }),
                    officer,
                    default
                )
            )
        );

        FindPerson nobody = new("", "", null, "", ReportingPurposes.TriageReport, "she rang the front desk");
        foreach (
            var (find, all) in new[]
            {
                (nobody with { Name = "wagtail asha" }, 2),
                (nobody with { Name = "wagtail", BornOn = new(1988, 3, 27) }, 1),
                (nobody with { Name = "wagtail", BornOn = new(1988, 3, 28) }, 0),
                (nobody with { Address = "le991aa" }, 1),
                (nobody with { Address = "mill lane" }, 1),
                (nobody with { Name = "wagtail", Address = "mill lane" }, 1),
                (nobody with { Name = "swift", Address = "mill lane" }, 0),
                (nobody with { Contact = "+44 1632 960114" }, 1),
                (nobody with { Contact = "ASHA@test.example" }, 1),
                (nobody with { Name = "bo" }, 0),
                (nobody with { Name = "loud" }, 0),
            }
        )
            Assert.True(all == (await Finds(county, officer, find)).All, $"{find.Name} {find.Address} {find.BornOn} {find.Contact}");
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_no_search_can_be_made_of_is_refused_before_it_is_asked_and_a_search_without_a_reason_is_in_the_ledger(
        string database
    )
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var officer = await there.Somebody(there.Police, Officers);
        FindPerson nobody = new("", "", null, "", ReportingPurposes.TriageReport, "she rang the front desk");
        Assert.Contains("Enter a name", await Refuses(nobody), StringComparison.Ordinal);
        // dozens in a county
        Assert.Contains("Enter a name", await Refuses(nobody with { BornOn = new(1988, 3, 27) }), StringComparison.Ordinal);
        Assert.Contains("two letters or more", await Refuses(nobody with { Name = "J." }), StringComparison.Ordinal);
        Assert.Contains("whole telephone number", await Refuses(nobody with { Contact = "960" }), StringComparison.Ordinal);
        Assert.Contains(
            "16 words or fewer",
            await Refuses(nobody with { Name = string.Join(' ', Enumerable.Range(10, 17)) }),
            StringComparison.Ordinal
        );
        Assert.Contains("200 characters or fewer", await Refuses(nobody with { Address = new string('a', 201) }), StringComparison.Ordinal);
        Assert.Contains(
            "Choose what you need to find them for",
            await Refuses(nobody with { Name = "Asha", Purpose = null }),
            StringComparison.Ordinal
        );
        Assert.Empty(await county.Lines());
        Assert.Contains(
            "say why in at least ten characters",
            await Refuses(nobody with { Name = "Asha", Reason = "why not" }),
            StringComparison.Ordinal
        );
        Assert.Equal([LedgerKind.Refused], (await county.Lines()).Select(l => l.Kind));

        async Task<string> Refuses(FindPerson find)
        {
            var said = "";
            await county.With<PersonSearch>(async search => said = Refused(await search.Find(find, officer, default)));
            return said;
        }
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_page_of_a_search_shows_and_notes_those_on_it_and_no_others(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var officer = await there.Somebody(there.Police, Officers);
        for (var i = 0; i < PersonSearch.OnAPage + 2; i++)
            await county.Holds(officer, name: $"Asha Wagtail");
        FindPerson find = new("wagtail", "", null, "", RecordsPurposes.ReviewCase, "the review of the year");
        var (first, second) = (await Finds(county, officer, find), await Finds(county, officer, find with { Page = 2 }));
        Assert.Equal((12, 2, 10, 2), (first.All, first.Pages, first.Own.Count, second.Own.Count));
        Assert.Equal(12, first.Own.Concat(second.Own).Select(p => p.RecordId).Distinct().Count());
        Assert.Equal(12, (await county.Lines()).Count(l => l.Kind is LedgerKind.Shown));
        for (var i = 0; i < SearchDesk.Most - 11; i++)
            await county.Holds(officer, name: "Bo Wagtail");
        var tooMany = await Finds(county, officer, find);
        Assert.Equal((true, 0, 0), (tooMany.TooMany, tooMany.Own.Count, tooMany.Elsewhere.Count));
        Assert.Equal(12, (await county.Lines()).Count(l => l.Kind is LedgerKind.Shown));
        Assert.Equal(10, (await Finds(county, officer, find with { Name = "asha wagtail" })).Own.Count); // a word more narrows it
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Whoever_is_put_right_is_found_under_the_new_words_and_whoever_is_forgotten_under_none(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (officer, office) = (
            await there.Somebody(there.Police, Officers),
            await there.Somebody(there.Police, AccountsPermissions.Work, AccountabilityPermissions.AnswerSubjectRequests)
        );
        var record = await county.Holds(officer, name: "Asha Wagtail", address: "7 Mill Lane");
        var request = Guid.Empty;
        await county.With<SubjectRequests>(async requests =>
        {
            request = Accepted(
                await requests.Register(
                    new(record.Reference, SubjectRequestKind.Rectification, new(2025, 3, 10), "My name is another now"),
                    office,
                    default
                )
            ).Id;
            Accepted(await requests.Take(new(request, SubjectRequestStep.ConfirmIdentity, "passport seen at the desk"), office, default));
        });
        await county.With<Corrections>(async corrections =>
            Assert.Equal(
                ["name", "bornOn"],
                Accepted(
                    await corrections.Save(
                        request,
                        new()
                        {
                            Name = "Asha Swift",
                            BornOn = "4 May 2001",
                            Address = "7 Mill Lane",
                            Notes = "Loud since May",
                        },
                        office,
                        default
                    )
                ).Changed
            )
        );
        Assert.Equal([1, 0, 1, 1], await All("swift", "wagtail", "mill lane", "swift 2001"));

        await county.With<Fosse.Accountability.Retention.ForgetRecord>(forget =>
            forget.Run(record.Id, officer.Actor, "asked for", default)
        );
        Assert.Equal([0, 0, 0, 0], await All("swift", "wagtail", "mill lane", "swift 2001"));

        async Task<List<int>> All(params string[] sought)
        {
            var all = new List<int>();
            foreach (var words in sought)
            {
                FindPerson nobody = new("", "", null, "", ReportingPurposes.TriageReport, "she rang the front desk");
                all.Add(
                    (
                        await Finds(
                            county,
                            officer,
                            words == "mill lane" ? nobody with { Address = words }
                                : words == "swift 2001" ? nobody with { Name = "swift", BornOn = new(2001, 5, 4) }
                                : nobody with { Name = words }
                        )
                    ).All
                );
            }
            return all;
        }
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_supervisor_of_the_same_agency_reads_why_somebody_searched_and_nobody_else(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var officer = await there.Somebody(there.Police, Officers);
        var (supervisor, outsider) = (
            await there.Somebody(there.Police, AccountsPermissions.Work, AccountabilityPermissions.ReviewAccess),
            await there.Somebody(there.Council, AccountsPermissions.Work, AccountabilityPermissions.ReviewAccess)
        );
        await Finds(county, officer, new("wagtail", "", null, "", ReportingPurposes.TriageReport, "Asha Wagtail rang the desk"));
        await county.With<TypedReasons>(async reasons =>
            Assert.Equal("Asha Wagtail rang the desk", Accepted(await reasons.Read(1, "asked by the inspectorate", 5, supervisor, default)))
        );
        await county.With<TypedReasons>(async reasons => Refused(await reasons.Read(1, "asked by the inspectorate", 5, outsider, default)));
        var search = (await county.Lines())[0].Subject!.Value;
        await county.With<AccessDesk>(async desk =>
            await Assert.ThrowsAsync<PersonalDataRefused>(() =>
                desk.Open(new(outsider.Actor, AccountabilityPurposes.SuperviseAccess, search, "asked by the inspectorate"), default)
            )
        );
        await county.With<AccessDesk>(async desk =>
            await Assert.ThrowsAsync<PersonalDataRefused>(() =>
                desk.Open(new(officer.Actor, ReportingPurposes.TriageReport, search, "asked by the inspectorate"), default)
            )
        );
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_person_is_told_who_was_shown_them_by_a_search_and_who_was_told_of_them(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (constable, carer, office) = (
            await there.Somebody(there.Police, Officers),
            await there.Somebody(there.Council, Officers),
            await there.Somebody(there.Police, AccountsPermissions.Work, AccountabilityPermissions.AnswerSubjectRequests)
        );
        var record = await county.Holds(constable, name: "Asha Wagtail");
        var agreement = await there.Agree(
            Review,
            new AgreementScope
            {
                AgreementId = Guid.Empty,
                Class = RecordsDataClasses.AntiSocialBehaviour,
                Purpose = RecordsPurposes.InvestigateCase,
                Level = SharingLevel.Pointer,
            }
        );
        foreach (var who in new[] { constable, carer })
            await Finds(county, who, new("wagtail", "", null, "", RecordsPurposes.InvestigateCase, "named in the noise complaint"));
        await county.With<SubjectRequests>(async requests =>
        {
            var request = Accepted(
                await requests.Register(
                    new(record.Reference, SubjectRequestKind.WhoLooked, new(2025, 3, 10), "Who looked at me?"),
                    office,
                    default
                )
            ).Id;
            Accepted(await requests.Take(new(request, SubjectRequestStep.ConfirmIdentity, "passport seen at the desk"), office, default));
            await county.With<WhoLookedPages>(async pages =>
                Assert.Equal(
                    [
                        ("Council", LedgerKind.Pointed, $"Told that it is held and whom to ask, under {agreement.Name}."),
                        ("Police", LedgerKind.Shown, "A record of the own agency."),
                    ],
                    Accepted(await pages.Draft(request, office, default))
                        .Looks.Where(l => l.Kind is not LedgerKind.Opened)
                        .Select(l => (l.Agency, l.Kind, l.Ground))
                )
            );
        });
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task The_command_forgets_with_a_record_what_another_agency_asked_about_it(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var (constable, carer) = (await there.Somebody(there.Police, Officers), await there.Somebody(there.Council, Officers));
        var record = await county.Holds(constable, name: "Asha Wagtail");
        await there.Agree(
            Review,
            new AgreementScope
            {
                AgreementId = Guid.Empty,
                Class = RecordsDataClasses.AntiSocialBehaviour,
                Purpose = RecordsPurposes.InvestigateCase,
                Level = SharingLevel.Pointer,
            }
        );
        DisclosureRequest? asked = null;
        await county.With<Disclosures>(async disclosures =>
            asked = Accepted(
                await disclosures.Ask(
                    new(record.Id, RecordsPurposes.InvestigateCase, "Asha Wagtail is known to us as well."),
                    carer,
                    default
                )
            )
        );
        await Finds(county, carer, new("wagtail", "", null, "", RecordsPurposes.InvestigateCase, "Asha Wagtail rang the desk"));

        var done = await FosseProcess.On(county, "forget", record.Reference, "--yes", "--ground", "Retention period over");
        Assert.True(done.Code == 0, done.Errors);
        Assert.Contains("p_search_words", done.Output, StringComparison.Ordinal);
        Assert.True(
            await county.Do(async db =>
                await db.Set<ForgettingCertificate>().CountAsync(c => c.Subject == record.Id || c.Subject == asked!.Id) == 2
            )
        );
        Assert.Empty(await county.Do(db => db.Set<SubjectKey>().ToListAsync())); // the record's, the request's, the search's
        Assert.Equal(
            0,
            (await Finds(county, carer, new("wagtail", "", null, "", RecordsPurposes.InvestigateCase, "Asha Wagtail rang the desk"))).All
        );
    }

    private static async Task<PeopleFound> Finds(TestCounty county, SignedIn who, FindPerson find)
    {
        PeopleFound? found = null;
        await county.With<PersonSearch>(async search => found = Accepted(await search.Find(find, who, default)));
        return found!;
    }
}
