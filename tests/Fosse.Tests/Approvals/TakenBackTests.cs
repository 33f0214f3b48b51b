using Fosse.Accountability;
using Fosse.Accountability.Retention;
using Fosse.Accountability.Subjects;
using Fosse.Accounts;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Tests.People.Accountability;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Fosse.Tests.People.Accountability.Keeping;

namespace Fosse.Tests.Approvals;

/// <summary>A proposal is taken back in the moment in which it is approved: then nothing of it is done. What forgets is in one transaction
/// with what decided it.</summary>
public sealed class TakenBackTests
{
    private static readonly Permission[] Office =
    [
        AccountsPermissions.Work,
        AccountabilityPermissions.AnswerSubjectRequests,
        AccountabilityPermissions.ManageRetention,
    ];

    public static TheoryData<string, string> Deeds => EachDatabase.Times(["EraseRecord", "EmptyFields", "ForgetRecord"]);

    [EachDatabase, MemberData(nameof(Deeds))]
    public async Task Taken_back_after_the_last_look_and_before_it_is_done_it_is_not_done(string database, string deed)
    {
        Func<Task>? between = null;
        await using var county = await TestCounty.Open(
            database,
            services =>
                services.AddSingleton(
                    new ApprovalSignedIn(
                        async (db, account, today, stop) =>
                        {
                            // Asked at the end of the first look at a proposal, whose content is read by then.
                            var once = Interlocked.Exchange(ref between, null);
                            if (once is not null)
                                await once();
                            return await db.WhoIs(account, today, stop);
                        }
                    )
                )
        );
        var (kind, about, record, one, two) = await Proposed(county, deed);
        between = () =>
            county.With<ApprovalDesk>(async desk =>
            {
                var open = await county.Do(db => db.Set<Approval>().AsNoTracking().SingleAsync(a => a.State == ApprovalState.Open));
                Accepted(await desk.Return(open.Id, null, one, default));
            });
        Assert.False((await county.Approves(kind, about, two)).Accepted(out _));
        Assert.Null(between);
        Assert.Equal(ApprovalState.Withdrawn, (await county.Do(db => db.Set<Approval>().SingleAsync())).State);
        Assert.Null((await county.Do(db => db.Set<SubjectRecord>().SingleAsync(r => r.Id == record))).ForgottenAt);
        Assert.Empty(await county.Do(db => db.Set<ForgettingCertificate>().ToListAsync()));
        Assert.Empty(await county.Do(db => db.Set<RecordCorrection>().ToListAsync()));
        Assert.Empty(county.Services.GetRequiredService<KeyRing>().Tombstones.All());
    }

    [EachDatabase, InlineData(TestCounty.Sqlite), InlineData(TestCounty.Postgres)]
    public async Task What_forgets_sees_the_deed_done_and_where_it_fails_neither_is(string database)
    {
        var (seen, fails) = (new List<ApprovalState>(), true);
        await using var county = await TestCounty.Open(
            database,
            services =>
                services.AddSingleton(
                    new ForgettingStep(
                        "test",
                        async (db, _, _, stop) =>
                        {
                            seen.AddRange(await db.Set<Approval>().AsNoTracking().Select(a => a.State).ToListAsync(stop));
                            return fails ? throw new InvalidOperationException("Killed here.") : 0;
                        }
                    )
                )
        );
        var (kind, about, record, _, two) = await Proposed(county, "EraseRecord");
        await Assert.ThrowsAsync<InvalidOperationException>(() => county.Approves(kind, about, two));
        Assert.Equal((ApprovalState.Open, SubjectRequestState.IdentityConfirmed, false), await Stands());
        Assert.Empty(county.Services.GetRequiredService<KeyRing>().Tombstones.All());

        fails = false;
        Accepted(await county.Approves(kind, about, two));
        Assert.Equal((ApprovalState.Done, SubjectRequestState.Answered, true), await Stands());
        Assert.Equal([record], county.Services.GetRequiredService<KeyRing>().Tombstones.All());
        Assert.All(seen, state => Assert.Equal(ApprovalState.Done, state));

        Task<(ApprovalState, SubjectRequestState, bool)> Stands() =>
            county.Do(async db =>
                (
                    (await db.Set<Approval>().AsNoTracking().SingleAsync()).State,
                    (await db.Set<SubjectRequest>().AsNoTracking().SingleAsync()).State,
                    (await db.Set<SubjectRecord>().AsNoTracking().SingleAsync(r => r.Id == record)).ForgottenAt is not null
                )
            );
    }

    private static async Task<(JointDeed Kind, Guid About, Guid Record, SignedIn One, SignedIn Two)> Proposed(
        TestCounty county,
        string deed
    )
    {
        var there = await Partnership.In(county);
        var (one, two) = (await there.Somebody(there.Police, Office), await there.Somebody(there.Police, Office));
        var @class = deed == "ForgetRecord" ? RecordsDataClasses.Safeguarding : RecordsDataClasses.AntiSocialBehaviour;
        var record = await county.Holds(await there.Somebody(there.Police, RecordsPermissions.WriteRecords), @class);
        if (deed == "ForgetRecord")
        {
            await county.Closed(record, new(1990, 1, 31, 12, 0, 0, TimeSpan.Zero));
            await county.With<RetentionDesk>(async d => Accepted(await d.Decide(new(record.Id, null, "no longer needed"), one, default)));
            return (AccountabilityDeeds.ForgetRecord, record.Id, record.Id, one, two);
        }
        var id = Guid.Empty;
        var erases = deed == "EraseRecord";
        await county.With<SubjectRequests>(async requests =>
        {
            var kind = erases ? SubjectRequestKind.Erasure : SubjectRequestKind.Rectification;
            id = Accepted(await requests.Register(new(record.Reference, kind, there.Today, "Please do as I ask"), one, default)).Id;
            Accepted(await requests.Take(new(id, SubjectRequestStep.ConfirmIdentity, "Showed a passport"), one, default));
            if (erases)
                Accepted(await requests.Take(new(id, SubjectRequestStep.Answer, "You are forgotten", true), one, default));
        });
        if (erases)
            return (AccountabilityDeeds.EraseRecord, id, record.Id, one, two);
        await county.With<Corrections>(async c =>
            Accepted(await c.Save(id, new() { Name = "Asha Wagtail", Address = "7 Mill Lane" }, one, default))
        );
        return (AccountabilityDeeds.EmptyFields, id, record.Id, one, two);
    }
}
