using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Reporting;

/// <summary>When staff have put a letter into a reporter's box, makes the mail due that says so: at an hour that is safe, and at most one a
/// day.</summary>
public sealed class MailReporter(SafetyDb db, CountyClock clock) : IReactTo<DeedDone>
{
    internal static readonly TimeSpan AtMostEvery = TimeSpan.FromDays(1);

    public static string Name => "reporting.mail-reporter.1";

    public async Task React(DeedDone happened, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (await db.Set<ReportMailing>().SingleOrDefaultAsync(m => m.RecordId == happened.Record, stop) is not { DueAt: null } mailing)
            return;
        var since = mailing.SentAt ?? DateTimeOffset.MinValue;
        if (
            !await db.Set<ReportLetter>()
                .AnyAsync(
                    l =>
                        l.RecordId == happened.Record
                        && l.At > since
                        && (l.Kind == MessageKind.Reply || l.Kind == MessageKind.Question || l.Kind == MessageKind.Notice),
                    stop
                )
        )
            return;
        var now = clock.Now;
        var earliest = mailing.SentAt is { } sent && sent + AtMostEvery > now ? sent + AtMostEvery : now;
        mailing.DueAt = mailing.Window.Next(earliest);
        await db.SaveChangesAsync(stop);
    }
}
