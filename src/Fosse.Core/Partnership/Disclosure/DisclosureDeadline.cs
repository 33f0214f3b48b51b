using Fosse.Foundation;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Partnership.Disclosure;

/// <summary>The days in which one agency answers another.</summary>
public static class DisclosureDeadline
{
    public static DeadlineKind Kind { get; } = new("AnswerAgency");

    internal static DeadlineRule Rule { get; } =
        new(
            Kind,
            DeadlineLength.Days(Disclosures.DaysToAnswer),
            DeadlineLength.Days(3),
            "the agency that holds the record has answered, or the other has withdrawn the request",
            (db, _) =>
                db.Set<DisclosureRequest>()
                    .AsNoTracking()
                    .Where(r => r.State == DisclosureState.Asked)
                    .Join(
                        db.Set<SubjectRecord>(),
                        q => q.RecordId,
                        r => r.Id,
                        (q, r) =>
                            new OpenDeadline
                            {
                                About = q.Id,
                                Name = r.Reference,
                                AgencyId = q.ToAgencyId,
                                TeamId = null,
                                AccountId = null,
                                On = q.DueOn,
                            }
                    )
                    .OrderBy(o => o.On),
            PartnershipPermissions.AnswerDisclosures
        )
        {
            Wakes = new(
                DeadlineState.Due,
                TimeSpan.FromDays(7),
                Duty: false,
                () => PartnershipText.Of("DisclosureDeadline.Subject"),
                (count, by, _) => PartnershipText.Of("DisclosureDeadline.Words", count, CountyClock.DayOf(by))
            ),
        };
}
