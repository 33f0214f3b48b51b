using System.Globalization;
using Fosse.Foundation;
using Fosse.Partnership;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Audit;

/// <summary>Mails the agency that is to review an emergency. It says neither whose record it was nor who opened it.</summary>
public sealed class MailGlass(SafetyDb db, AgencyPost post) : IReactTo<GlassBroken>
{
    public static string Name => "accountability.mail-glass.1";

    public async Task React(GlassBroken happened, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var reviews = await db.Set<AccessReview>()
            .Where(r => r.Line == happened.Line && r.Kind == AccessReviewKind.BrokenGlass)
            .Select(r => r.AgencyId)
            .ToListAsync(stop);
        foreach (var agency in reviews.Append(happened.OwnerId).Distinct())
            await post.Send(agency, AccountabilityText.Of("MailGlass.Subject"), AccountabilityText.Of("MailGlass.Words"), stop);
    }
}

/// <summary>Each morning, mails agencies in which something unusual was found since they were told last.</summary>
public sealed class TellUnusual(SafetyDb db, AgencyPost post, CountyClock clock) : ITimetabled
{
    private const int Most = 1000;

    public string Name => "access.unusual";
    public string When => "06:30";
    public string Does => "mails agencies in which reads were found that somebody should ask about, when there are new ones";

    public DateTimeOffset NextAfter(DateTimeOffset instant) => Daily.After(instant, new(6, 30));

    public async Task Run(CancellationToken stop)
    {
        if (!post.IsThere)
            return;
        foreach (var agency in await db.Set<Agency>().MembersOn(clock.Today).Select(a => a.Id).Take(Most).ToListAsync(stop))
        {
            var mark = $"{Name}.{agency:d}";
            var told = await Marks.Read(db, mark, stop);
            var findings = (await db.UnusualAccess(agency, clock.Now, stop)).Select(l => l.Finding.Lines.Max()).ToList();
            var fresh = findings.Count(line => line > told);
            if (fresh == 0)
                continue;
            var count = fresh.ToString(CultureInfo.InvariantCulture);
            await post.Send(agency, AccountabilityText.Of("TellUnusual.Subject"), AccountabilityText.Of("TellUnusual.Words", count), stop);
            await Marks.Write(db, mark, findings.Max(), stop);
            await db.SaveChangesAsync(stop);
        }
    }
}
