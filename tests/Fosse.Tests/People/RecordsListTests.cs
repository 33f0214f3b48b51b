using Fosse.Partnership;
using Fosse.Records;
using Fosse.Tests.People.Accountability;
using Fosse.Tests.Reporting.Triage;

namespace Fosse.Tests.People;

/// <summary>The list of an agency's records.</summary>
public sealed class RecordsListTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Reports_do_not_stand_among_records_unless_they_are_asked_for_and_each_leads_to_its_own_page(string database)
    {
        await using var at = await AtWork.Open(database);
        var sent = await at.County.Reports();
        var (open, closed) = (await at.County.County.Holds(at.County.Officer), await at.County.County.Holds(at.County.Officer));
        await at.County.County.Do(async db =>
        {
            (await db.Set<SubjectRecord>().FindAsync(closed.Id))!.ClosedAt = at.County.County.Time.Now;
            return await db.SaveChangesAsync();
        });
        var officer = await Officer.Enters(at.Site, at.County.Officer.AccountId);
        async Task<IReadOnlyList<string>> Leads(string query)
        {
            await officer.Opens("/work/records" + query);
            return [.. officer.Page.QuerySelectorAll("#records a").Select(a => a.GetAttribute("href")!).Order(StringComparer.Ordinal)];
        }
        string[] To(params string[] links) => [.. links.Order(StringComparer.Ordinal)];

        Assert.Equal(To($"/work/records/{open.Id}"), await Leads(""));
        Assert.Equal(To($"/work/records/{closed.Id}"), await Leads("?state=closed"));
        Assert.Equal(To($"/work/records/{open.Id}", $"/work/records/{closed.Id}"), await Leads("?state=all"));
        Assert.Equal(To($"/work/reports/{sent.Id}"), await Leads("?kind=reports"));
        Assert.Equal(To($"/work/reports/{sent.Id}", $"/work/records/{open.Id}"), await Leads("?kind=all"));
        Assert.Equal(To($"/work/records/{open.Id}"), await Leads("?kind=nonsense&state=x")); // what is no filter shows the list
        await officer.Opens("/work/records");
        await officer.Sends("Find", ("Reference", sent.Receipt.Reference));
        Assert.Equal($"/work/reports/{sent.Id}", officer.At.ToString());
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task A_record_that_was_asked_for_says_that_the_request_waits_and_is_not_asked_for_again(string database)
    {
        await using var at = await AtWork.Open(database);
        var there = at.County.Partnership;
        var record = await at.County.County.Holds(at.County.Officer);
        await there.Agree(
            there.Today.AddDays(30),
            new AgreementScope
            {
                AgreementId = default,
                Class = RecordsDataClasses.AntiSocialBehaviour,
                Purpose = RecordsPurposes.InvestigateCase,
                Level = SharingLevel.Pointer,
            }
        );
        var asker = await at.County.Joins(there.Council, null);
        var officer = await Officer.Enters(at.Site, asker.AccountId);
        await officer.Opens($"/work/records/{record.Id}");
        Assert.Contains($"/work/requests/ask/{record.Id}", Links(officer));
        var request = await there.Add(
            new DisclosureRequest
            {
                RecordId = record.Id,
                FromAgencyId = there.Council.Id,
                FromAccountId = asker.AccountId,
                ToAgencyId = there.Police.Id,
                Purpose = RecordsPurposes.InvestigateCase,
                AskedAt = at.County.County.Time.Now,
                DueOn = there.Today.AddDays(14),
            }
        );
        await officer.Opens($"/work/records/{record.Id}");
        Assert.DoesNotContain($"/work/requests/ask/{record.Id}", Links(officer));
        Assert.Contains($"/work/requests/{request.Id}", Links(officer));
        Assert.Contains("the request waits for an answer", officer.Text("main"), StringComparison.Ordinal);
    }

    private static List<string> Links(Visitor visitor) => [.. visitor.Page.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")!)];
}
