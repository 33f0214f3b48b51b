using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fosse.Partnership;

/// <summary>Wakes those who owe what must not wait, and wakes them again as long as nobody has done it. The mail says how many wait and
/// until when, and nothing else.</summary>
public sealed class WakeDeadlines(
    SafetyDb db,
    IEnumerable<DeadlineRule> rules,
    Post post,
    AgencyPost agencies,
    IOptions<DutyOptions> duty,
    CountyClock clock,
    ILogger<WakeDeadlines> log
) : ITimetabled
{
    private const int Most = 1000;

    public string Name => "deadlines.wake";
    public string When => "every minute";
    public string Does =>
        "mails the contact of an agency, and `Duty:To` where that is urgent, for what is owed and nobody has done ([list](deadlines.md))";

    public DateTimeOffset NextAfter(DateTimeOffset instant) => instant.AddMinutes(1);

    public async Task Run(CancellationToken stop)
    {
        foreach (var rule in rules)
        {
            if (rule.Wakes is { } wakes)
                await Wake(rule, wakes, stop);
        }
    }

    private async Task Wake(DeadlineRule rule, Waking wakes, CancellationToken stop)
    {
        var (now, kind) = (clock.Now, rule.Kind);
        var open = (await rule.Open(db, clock.Today).Take(Most).ToListAsync(stop)).Select(o => new Owed(o, rule.Of(o))).ToList();
        var calls = await db.Set<DeadlineCall>().Where(c => c.Kind == kind).Take(Most * 2).ToDictionaryAsync(c => c.About, stop);
        db.RemoveRange(calls.Values.Where(c => !open.Exists(o => o.Open.About == c.About)));
        await db.SaveChangesAsync(stop);
        if (!post.IsThere)
            return;
        foreach (var agency in open.Where(o => o.Deadline.At(now) is var state && state >= wakes.From).GroupBy(o => o.Open.AgencyId))
        {
            var waits = agency.DistinctBy(o => o.Open.About).ToList();
            if (!waits.Exists(o => IsDue(calls.GetValueOrDefault(o.Open.About), o)))
                continue;
            var before = waits.Max(o => calls.GetValueOrDefault(o.Open.About) is { } c && c.DueAt == o.Deadline.By ? c.Called : 0);
            var words = wakes.Words(agency.Count(), agency.Min(o => o.Deadline.By), before);
            await Send(agency.Key, wakes, words, stop);
            foreach (var owed in waits)
                Note(calls, kind, owed, now);
            await db.SaveChangesAsync(stop);
        }

        bool IsDue(DeadlineCall? call, Owed owed) =>
            call is null || call.DueAt != owed.Deadline.By || call.AgencyId != owed.Open.AgencyId || now - call.LastAt >= wakes.Again;
    }

    // Where one of two mailboxes takes it, somebody is awake; the other is tried again with the next call.
    private async Task Send(Guid agency, Waking wakes, string words, CancellationToken stop)
    {
        var taken = false;
        MailNotTaken? failed = null;
        try
        {
            taken = await agencies.Send(agency, wakes.Subject(), words, stop);
        }
        catch (MailNotTaken refused)
        {
            failed = refused;
        }
        if (wakes.Duty && duty.Value.To.Length > 0)
        {
            try
            {
                await post.Send(duty.Value.To, wakes.Subject(), words, stop);
                taken = true;
            }
            catch (MailNotTaken refused)
            {
                failed = refused;
            }
        }
        if (!taken && failed is not null)
            throw failed;
        if (!taken)
            log.LogError("Nobody could be woken for agency {Agency}: it has no mailbox, and there is no Duty:To.", agency);
    }

    private void Note(Dictionary<Guid, DeadlineCall> calls, DeadlineKind kind, Owed owed, DateTimeOffset now)
    {
        if (!calls.TryGetValue(owed.Open.About, out var call))
        {
            call = new()
            {
                Kind = kind,
                About = owed.Open.About,
                DueAt = owed.Deadline.By,
                AgencyId = owed.Open.AgencyId,
                Called = 0,
                LastAt = now,
            };
            calls.Add(owed.Open.About, call);
            db.Add(call);
        }
        if (call.DueAt != owed.Deadline.By || call.AgencyId != owed.Open.AgencyId)
            (call.DueAt, call.AgencyId, call.Called) = (owed.Deadline.By, owed.Open.AgencyId, 0);
        (call.Called, call.LastAt) = (call.Called + 1, now);
    }

    private sealed record Owed(OpenDeadline Open, Deadline Deadline);
}
