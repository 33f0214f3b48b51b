using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Fosse.Reporting;

/// <summary>
/// Sends the mails that are due. Each says the same to everybody: that there is something to read, and neither what, nor where, nor from
/// whom. An hour that is
/// not safe any more is waited out.
/// </summary>
public sealed class SendReporterMails(SafetyDb db, Post post, AccessDesk desk, CountyClock clock, ILogger<SendReporterMails> log)
    : ITimetabled
{
    public const string Subject = "Something new for you to read";

    public const string Words = """
        There is something new for you to read. You know where, and what you need to open it.

        There is no link in this message on purpose. Nobody reads what you answer to it.

        If it means nothing to you, you can delete it.
        """;

    private const int ARound = 200,
        MostFailures = 12;

    private static readonly Actor House = new(Actor.TheHouse, Guid.Empty, "Fosse");

    public string Name => "reports.mail";

    public string When => "every minute";

    public string Does => "tells reporters who asked for it that there is something to read ([mail](mail.md))";

    public DateTimeOffset NextAfter(DateTimeOffset instant) => instant.AddMinutes(1);

    public async Task Run(CancellationToken stop)
    {
        if (!post.IsThere)
            return;
        var now = clock.Now;
        foreach (
            var mailing in await db.Set<ReportMailing>().Where(m => m.DueAt <= now).OrderBy(m => m.DueAt).Take(ARound).ToListAsync(stop)
        )
        {
            if (!mailing.Window.IsOpen(clock.Now))
                mailing.DueAt = mailing.Window.Next(clock.Now);
            else
                await Send(mailing, stop);
            await db.SaveChangesAsync(stop);
        }
    }

    private async Task Send(ReportMailing mailing, CancellationToken stop)
    {
        try
        {
            await post.Send(await AddressOf(mailing.RecordId, stop), Subject, Words, stop);
            (mailing.DueAt, mailing.SentAt, mailing.Failures) = (null, clock.Now, 0);
        }
        catch (PersonalDataRefused)
        {
            mailing.DueAt = null; // forgotten meanwhile
        }
        catch (Exception e) when (e is MailNotTaken or FormatException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            // never the message: it may quote the address
            log.LogWarning("A mail could not be handed over: {Failure}", (e.InnerException ?? e).GetType().Name);
            var never = e is FormatException or MailNotTaken { Never: true } || ++mailing.Failures >= MostFailures;
            mailing.DueAt = never ? null : mailing.Window.Next(clock.Now + TimeSpan.FromMinutes(Math.Pow(2, mailing.Failures)));
        }
    }

    private async Task<string> AddressOf(Guid record, CancellationToken stop)
    {
        using var access = await desk.Open(
            new(House, ReportingPurposes.TellReporter, record, "There is a letter in the reporter's box"),
            stop
        );
        return access.Read(await db.Set<ReportMail>().AsNoTracking().Select(m => m.Address).SingleAsync(stop));
    }
}
