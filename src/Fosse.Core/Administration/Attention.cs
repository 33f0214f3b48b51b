using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Partnership.Disclosure;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Administration;

public enum AttentionKind
{
    OneAdministrator,
    Guessing,
    StuckEvents,
    FailingJobs,
    LateJobs,
    AgreementPastReview,
    AgreementNearReview,
    AgencyLeaves,
    AccountEnds,
    GlassWithoutReview,
    DisclosureInVain,
}

/// <summary>One thing that needs an administrator. Its words are the page's; here are what it is, how many or until when, and what it is
/// called.</summary>
public sealed record Attention(AttentionKind Kind, Guid? Id = null, string? Name = null, DateOnly? On = null, int Count = 0);

/// <summary>Looks at what should not wait. It is asked at every opening of the admin home, so it counts and reads little.</summary>
public static class AttentionQuery
{
    private const int Most = 50,
        ReviewDays = 42,
        LeaveDays = 60,
        ManyWrong = 20;

    public static async Task<IReadOnlyList<Attention>> Attention(
        this SafetyDb db,
        HouseWords words,
        int stuckAfter,
        DateTimeOffset now,
        CancellationToken stop
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        var (found, today) = (new List<Attention>(), CountyClock.DayOf(now));
        if (await db.AdministeringPeople(today, stop) < 2)
            found.Add(new(AttentionKind.OneAdministrator));
        if (await db.Set<SignInAttempt>().CountAsync(a => a.Wrong >= ManyWrong && a.ForgetAt > now, stop) is > 0 and var guessed)
            found.Add(new(AttentionKind.Guessing, Count: guessed));
        if (await db.StuckMessages(stuckAfter).CountAsync(stop) is > 0 and var stuck)
            found.Add(new(AttentionKind.StuckEvents, Count: stuck));
        if (await db.FailingJobs().CountAsync(stop) is > 0 and var failing)
            found.Add(new(AttentionKind.FailingJobs, Count: failing));
        if (await db.LateJobs(now).CountAsync(stop) is > 0 and var late)
            found.Add(new(AttentionKind.LateJobs, Count: late));
        var (soon, leaving) = (today.AddDays(ReviewDays), today.AddDays(LeaveDays));
        var agreements = await db.Set<SharingAgreement>()
            .AsNoTracking()
            .NotEndedOn(today)
            .Where(a => a.SignedOn != null && a.ReviewOn <= soon)
            .OrderBy(a => a.ReviewOn)
            .Take(Most)
            .ToListAsync(stop);
        found.AddRange(
            agreements.Select(a => new Attention(
                a.ReviewOn < today ? AttentionKind.AgreementPastReview : AttentionKind.AgreementNearReview,
                a.Id,
                a.Name,
                a.ReviewOn
            ))
        );
        var agencies = await db.Set<Agency>()
            .AsNoTracking()
            .NotLeftBy(today)
            .Where(a => a.LeftOn <= leaving)
            .OrderBy(a => a.LeftOn)
            .Take(Most)
            .ToListAsync(stop);
        found.AddRange(agencies.Select(a => new Attention(AttentionKind.AgencyLeaves, a.Id, a.Name, a.LeftOn)));
        var unreviewed = await db.GlassWithoutReview(words, today, stop);
        var blind = await db.Set<Agency>()
            .MembersOn(today)
            .Where(a => unreviewed.Contains(a.Id))
            .OrderBy(a => a.Name)
            .Select(a => a.Name)
            .Take(Most)
            .ToListAsync(stop);
        if (blind.Count > 0)
            found.Add(new(AttentionKind.GlassWithoutReview, Name: string.Join(", ", blind), Count: blind.Count));
        var vain = await db.AskedInVain(today, stop);
        var silent = await db.Set<Agency>()
            .MembersOn(today)
            .Where(a => vain.Contains(a.Id))
            .OrderBy(a => a.Name)
            .Select(a => a.Name)
            .Take(Most)
            .ToListAsync(stop);
        if (silent.Count > 0)
            found.Add(new(AttentionKind.DisclosureInVain, Name: string.Join(", ", silent), Count: silent.Count));
        var nextWeek = today.AddDays(7);
        if (await db.Set<Account>().NotClosedOn(today).CountAsync(a => a.EndsOn <= nextWeek, stop) is > 0 and var ends)
            found.Add(new(AttentionKind.AccountEnds, On: nextWeek, Count: ends));
        return found;
    }
}
