using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Subjects;

/// <summary>The month in which a person is answered about their own data.</summary>
public static class SubjectDeadline
{
    public static DeadlineKind Kind { get; } = new("AnswerPerson");

    internal static DeadlineRule Rule { get; } =
        new(
            Kind,
            DeadlineLength.Months(1),
            DeadlineLength.Days(7),
            "the request is answered, refused or withdrawn; where the person was told in time that it takes longer, two months more",
            (db, _) =>
                db.Set<SubjectRequest>()
                    .AsNoTracking()
                    .Where(r => r.ClosedAt == null)
                    .Join(
                        db.Set<Records.SubjectRecord>(),
                        q => q.RecordId,
                        r => r.Id,
                        (q, r) =>
                            new OpenDeadline
                            {
                                About = q.Id,
                                Name = r.Reference,
                                AgencyId = q.AgencyId,
                                TeamId = null,
                                AccountId = null,
                                On = q.DueOn,
                            }
                    )
                    .OrderBy(o => o.On),
            AccountabilityPermissions.AnswerSubjectRequests
        )
        {
            Wakes = new(
                DeadlineState.Warned,
                TimeSpan.FromDays(7),
                Duty: false,
                () => AccountabilityText.Of("SubjectDeadline.Subject"),
                (count, by, _) => AccountabilityText.Of("SubjectDeadline.Words", count, CountyClock.DayOf(by))
            ),
        };
}
