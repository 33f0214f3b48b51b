using System.ComponentModel;
using System.Globalization;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Publishing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fosse.Accountability.Audit;

/// <summary>Settings under <c>LedgerHeads</c>: where the daily end of the ledger goes, beside mail and the public page.</summary>
public sealed record LedgerHeadOptions
{
    public const string Section = "LedgerHeads";

    [Description(
        "a folder into which each day's end of the ledger is written as a file; best one that somebody else than the owner of the "
            + "database keeps, such as a share that can be added to and not changed. Empty: none"
    )]
    public string Folder { get; set; } = "";
}

/// <summary>The ledger's end of a day is to be told to one agency.</summary>
public sealed record LedgerHeadTaken(DateOnly Day, Guid AgencyId) : IEvent
{
    public static string Name => "people.ledger-head-taken.1";
}

/// <summary>
/// Once a day, gives the ledger's end to everybody who is party to it: on a public page, as a file, and by mail. Whoever owns the database
/// can cut the ledger or write it anew; what others keep they cannot.
/// </summary>
public sealed class SendHeads(SafetyDb db, LedgerMarks marks, Post post, IOptions<LedgerHeadOptions> options, CountyClock clock)
    : ITimetabled
{
    private const int Most = 1000;

    public string Name => "ledger.heads";
    public string When => "05:00";
    public string Does => "publishes the ledger's last line and hash, writes them into a folder and mails them to each agency";

    public DateTimeOffset NextAfter(DateTimeOffset instant) => Daily.After(instant, new(5, 0));

    public async Task Run(CancellationToken stop)
    {
        var today = clock.Today;
        var head = await db.Set<PublishedHead>().AsNoTracking().SingleOrDefaultAsync(h => h.Day == today, stop);
        // Written first: where the folder is not there, the job fails and says so, and begins again.
        var taken = head ?? await Taken(today, stop);
        await Write(taken, stop);
        if (head is not null)
            return;
        db.Add(taken);
        if (post.IsThere)
        {
            foreach (var agency in await db.Set<Agency>().MembersOn(today).Select(a => a.Id).Take(Most).ToListAsync(stop))
                db.Announce(new LedgerHeadTaken(today, agency));
        }
        await db.SaveChangesAsync(stop);
    }

    private async Task<PublishedHead> Taken(DateOnly today, CancellationToken stop)
    {
        var now = await marks.Now(stop) ?? throw new InvalidOperationException("The ledger has lost its head. Run 'fosse doctor'.");
        return new()
        {
            Day = today,
            Sequence = now.Sequence,
            Hash = now.Hash,
            TakenAt = clock.Now,
        };
    }

    private async Task Write(PublishedHead head, CancellationToken stop)
    {
        if (options.Value.Folder.Length == 0)
            return;
        Directory.CreateDirectory(options.Value.Folder);
        var file = Path.Combine(
            options.Value.Folder,
            string.Create(CultureInfo.InvariantCulture, $"ledger-head-{head.Day:yyyy-MM-dd}.txt")
        );
        // What is there stays: a folder that can only be added to takes it once.
        if (!File.Exists(file))
            await File.WriteAllTextAsync(file, $"{head.Mark}\n", stop);
    }
}

/// <summary>Mails an end of the ledger to an agency's shared mailbox. It names no line's content and nobody.</summary>
public sealed class MailHead(SafetyDb db, Post post, ILogger<MailHead> log) : IReactTo<LedgerHeadTaken>
{
    public const string Subject = "The end of the ledger today";

    public static string Name => "accountability.mail-ledger-head.1";

    public async Task React(LedgerHeadTaken happened, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var head = await db.Set<PublishedHead>().AsNoTracking().SingleOrDefaultAsync(h => h.Day == happened.Day, stop);
        var contact = await db.Set<Agency>().Where(a => a.Id == happened.AgencyId).Select(a => a.Contact).SingleOrDefaultAsync(stop);
        if (head is null || contact is null || !post.IsThere)
            return;
        if (!Post.IsMailbox(contact))
        {
            log.LogWarning("The contact of agency {Agency} is no mailbox: the end of the ledger is not mailed to it.", happened.AgencyId);
            return;
        }
        try
        {
            await post.Send(contact, Subject, Words(head), stop);
        }
        catch (MailNotTaken refused) when (refused.Never)
        {
            log.LogWarning("The mailbox of agency {Agency} takes no mail: the end of the ledger did not reach it.", happened.AgencyId);
        }
    }

    private static string Words(PublishedHead head) =>
        $"""
            The ledger says who looked at whose record, and why. Today it ends with this line and its hash:

            {head.Mark}

            Keep this message where whoever runs the system cannot change it. If you doubt the ledger one day, ask them to run

            fosse doctor --since {head.Sequence.ToString(CultureInfo.InvariantCulture)}:{head.Hash}

            while you look on. It says whether the ledger still is the one that this line stood in.

            Nobody reads what you answer to this message.
            """;
}
