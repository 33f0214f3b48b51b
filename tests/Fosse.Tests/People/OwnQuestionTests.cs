using Fosse.Accounts;
using Fosse.Partnership;
using Fosse.Partnership.Disclosure;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;
using static Fosse.Tests.People.Accountability.Keeping;

namespace Fosse.Tests.People;

/// <summary>One person with an account in two agencies is no two agencies.</summary>
public sealed class OwnQuestionTests
{
    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task Nobody_answers_under_one_account_what_they_asked_under_the_other(string database)
    {
        await using var county = await TestCounty.Open(database);
        var there = await Partnership.In(county);
        var record = await county.Holds(await there.Somebody(there.Police, RecordsPermissions.WriteRecords));
        var asker = await there.Somebody(there.Council, RecordsPermissions.ReadRecords);
        var owner = await there.Somebody(there.Police, AccountsPermissions.Work, PartnershipPermissions.AnswerDisclosures);
        var request = await there.Add(
            new DisclosureRequest
            {
                RecordId = record.Id,
                FromAgencyId = there.Council.Id,
                FromAccountId = asker.AccountId,
                ToAgencyId = there.Police.Id,
                Purpose = RecordsPurposes.InvestigateCase,
                AskedAt = county.Time.Now,
                DueOn = there.Today,
            }
        );
        await county.Do(db =>
            db.Set<Account>()
                .Where(a => a.Id == owner.AccountId)
                .ExecuteUpdateAsync(s => s.SetProperty(a => a.SamePersonAs, asker.AccountId))
        );
        var answer = new AnswerDisclosure(request.Id, DisclosureState.Disclosed, "It is needed for the case that you work on");
        await county.With<Disclosures>(async d =>
            Assert.Contains("asked for it yourself", Refused(await d.Answer(answer, owner, default)), StringComparison.Ordinal)
        );
        Assert.Empty(await county.Do(db => db.Set<AccessGrant>().ToListAsync()));

        // Somebody else of the agency does.
        var other = await there.Somebody(there.Police, AccountsPermissions.Work, PartnershipPermissions.AnswerDisclosures);
        await county.With<Disclosures>(async d => Accepted(await d.Answer(answer, other, default)));
    }
}
