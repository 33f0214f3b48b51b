using System.Globalization;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Fosse.Administration;

/// <summary>Mails whoever is on duty when something begins to be wrong, and once a day while it stays so.</summary>
public sealed class CallDuty(
    SafetyDb db,
    HouseWords words,
    Post post,
    IOptions<FoundationOptions> work,
    IOptions<DutyOptions> duty,
    CountyClock clock
) : ITimetabled
{
    private const string Told = "duty.call";
    private static readonly TimeSpan Again = TimeSpan.FromDays(1);

    private static readonly Dictionary<AttentionKind, Func<int, string>> Called = new()
    {
        [AttentionKind.Guessing] = count => AdministrationText.Of("CallDuty.Guessing", count),
        [AttentionKind.StuckEvents] = count => AdministrationText.Of("CallDuty.StuckEvents", count),
        [AttentionKind.FailingJobs] = count => AdministrationText.Of("CallDuty.FailingJobs", count),
        [AttentionKind.LateJobs] = count => AdministrationText.Of("CallDuty.LateJobs", count),
    };

    public string Name => "duty.call";
    public string When => "every quarter of an hour";
    public string Does => "mails whoever is on duty (`Duty:To`) when somebody guesses at sign-ins, or work is stuck, fails or is late";

    public DateTimeOffset NextAfter(DateTimeOffset instant) => instant.AddMinutes(15);

    public async Task Run(CancellationToken stop)
    {
        if (duty.Value.To.Length == 0 || !post.IsThere)
            return;
        var wrong = (await db.Attention(words, work.Value.StuckAfter, clock.Now, stop)).Where(a => Called.ContainsKey(a.Kind)).ToList();
        var kinds = string.Join(',', wrong.Select(a => a.Kind));
        var held = await db.Set<Setting>().SingleOrDefaultAsync(s => s.Key == Told, stop);
        var (at, before) = Read(held?.Value);
        var fresh = wrong.Exists(a => !before.Contains(a.Kind.ToString(), StringComparer.Ordinal));
        var tell = wrong.Count > 0 && (fresh || clock.Now - at >= Again);
        if (!tell && kinds == string.Join(',', before))
            return;
        if (tell)
            await post.Send(
                duty.Value.To,
                AdministrationText.Of("CallDuty.Subject"),
                AdministrationText.Of("CallDuty.Words", string.Join('\n', wrong.Select(a => Called[a.Kind](a.Count)))),
                stop
            );
        var value = $"{(tell ? clock.Now : at).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)} {kinds}";
        if (held is null)
            db.Add(new Setting { Key = Told, Value = value });
        else
            held.Value = value;
        await db.SaveChangesAsync(stop);
    }

    private static (DateTimeOffset At, string[] Kinds) Read(string? told) =>
        told?.Split(' ') is [var at, var kinds]
            ? (
                DateTimeOffset.FromUnixTimeSeconds(long.Parse(at, CultureInfo.InvariantCulture)),
                kinds.Split(',', StringSplitOptions.RemoveEmptyEntries)
            )
            : (DateTimeOffset.MinValue, []);
}
