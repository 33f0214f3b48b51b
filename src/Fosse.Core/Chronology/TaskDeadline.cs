using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Chronology;

/// <summary>The day until which a task is to be done.</summary>
public static class TaskDeadline
{
    public static DeadlineKind Kind { get; } = new("DoTask");

    /// <summary>A task of somebody who is not of the agency any more, or whose account is closed, is everybody's: else nobody would see
    /// that it is late.</summary>
    internal static DeadlineRule Rule { get; } =
        new(
            Kind,
            DeadlineLength.Days(7),
            DeadlineLength.Days(1),
            "somebody of the agency has said that it is done; whoever sets it chooses the day",
            (db, today) =>
                db.Set<RecordTask>()
                    .AsNoTracking()
                    .Where(t => t.DoneAt == null)
                    .Join(
                        db.Set<SubjectRecord>().Where(r => r.ForgottenAt == null && r.ClosedAt == null),
                        t => t.RecordId,
                        r => r.Id,
                        (t, r) =>
                            new OpenDeadline
                            {
                                About = r.Id,
                                Name = r.Reference,
                                AgencyId = r.AgencyId,
                                TeamId = r.TeamId,
                                AccountId = db.Set<Account>().OpenOn(today).Any(a => a.Id == t.AccountId && a.AgencyId == r.AgencyId)
                                    ? t.AccountId
                                    : null,
                                On = t.DueOn,
                            }
                    )
                    .OrderBy(o => o.On),
            RecordsPermissions.ReadRecords
        )
        {
            Watched = PartnershipPermissions.AnswerDisclosures, // who leads officers answers for their agency
        };
}
