using Microsoft.EntityFrameworkCore;

namespace Fosse.Foundation;

/// <summary>One thing that somebody owes.</summary>
/// <param name="Mine">It is theirs by name, and not only their agency's.</param>
public sealed record DueLine(Guid About, string Name, Guid? TeamId, bool Mine, Deadline Deadline);

/// <summary>What somebody owes, of whatever room: what is their own, what is their agency's and nobody's by name, and for
/// those who lead others what is late with them.</summary>
public sealed class DueList(SafetyDb db, IEnumerable<DeadlineRule> rules, CountyClock clock)
{
    private const int Most = 200;

    /// <summary>What is near or late: what somebody on duty is woken for, and then what is due first.</summary>
    public async Task<IReadOnlyList<DueLine>> Near(SignedIn who, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(who);
        var (agency, account, now) = (who.AgencyId, who.AccountId, clock.Now);
        var due = new List<(bool Urgent, DueLine Line)>();
        foreach (var rule in rules.Where(r => r.Shown.Any(who.May)))
        {
            var watches = rule.Watched is { } watched && who.May(watched);
            var open = await rule.Open(db, clock.Today)
                .Where(o => o.AgencyId == agency && (watches || o.AccountId == null || o.AccountId == account))
                .First(Most, db, stop);
            due.AddRange(
                open.Select(o => (Others: o.AccountId is { } whose && whose != account, Line: Line(o)))
                    .Where(l =>
                        l.Line.Deadline.At(now) is DeadlineState.Missed || (!l.Others && l.Line.Deadline.At(now) is DeadlineState.Warned)
                    )
                    .Select(l => (rule.Wakes is { Duty: true }, l.Line))
            );

            DueLine Line(OpenDeadline o) => new(o.About, o.Name, o.TeamId, o.AccountId == account, rule.Of(o));
        }
        return [.. due.OrderByDescending(d => d.Urgent).ThenBy(d => d.Line.Deadline.By).ThenBy(d => d.Line.About).Select(d => d.Line)];
    }
}
