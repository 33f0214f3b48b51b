using Fosse.Accountability.Subjects;
using Fosse.Reporting;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Http;

namespace Fosse.Web.Public.Report;

/// <summary>The unfinished report of this browser. A cookie that no script can read, and that goes with the browser, holds its
/// key.</summary>
public sealed class Journey(Drafts drafts, Receipts receipts, IHttpContextAccessor http)
{
    internal const string Cookie = SiteCookies.Draft;

    private HttpContext Context => http.HttpContext ?? throw new InvalidOperationException("There is a journey only within a request.");

    /// <summary>Which report it is and its key; none before the journey has begun.</summary>
    public DraftTicket? Ticket => DraftTicket.From(BoxCookie.Read(Context, Cookie));

    /// <summary>Whether a browser has something that can be forgotten.</summary>
    internal static bool Begun(HttpContext context) =>
        BoxCookie.Read(context, Cookie) is { Length: > 0 } || BoxCookie.Read(context, StatusTicket.Cookie) is { Length: > 0 };

    /// <returns>None before it has begun, after a day, and after it was cleared.</returns>
    public async Task<ReportDraft?> Open(CancellationToken stop)
    {
        var draft = Ticket is { } ticket ? await drafts.Open(ticket, stop) : null;
        if (draft?.ShownAt is not null)
            await receipts.Arrived(draft, stop); // whatever it asks for: the answer with the code has come here
        return draft;
    }

    /// <summary>Begins from nothing. The receipt of the last one opens nothing any more. What lies here unfinished may be somebody else's
    /// of the same household, or put here by whoever waits for what is told with it: it is cleared.</summary>
    /// <param name="after">What it is joined with: a report of which they have the code.</param>
    /// <param name="place">The place whose page they come from, to be confirmed; else nothing.</param>
    public async Task Begin(ProvedReport? after, string place, CancellationToken stop)
    {
        if (Ticket is { } old)
            await drafts.Clear(old, stop);
        var ticket = DraftTicket.New();
        await drafts.Begin(ticket, new() { After = after, Place = place }, stop);
        Hold(ticket);
    }

    /// <summary>Goes on with an unfinished report under a new ticket: the cookie may have been put here by somebody who knows it. What
    /// joins it with an earlier one goes, unless the box of that one is open in this browser.</summary>
    /// <param name="box">The reference of the box that is open.</param>
    /// <returns>False where there is none to go on with.</returns>
    public async Task<bool> GoOn(string? box, CancellationToken stop)
    {
        if (Ticket is not { } old || await drafts.Open(old, stop) is not { Sent: null } draft)
            return false;
        var ticket = DraftTicket.New();
        await drafts.Move(old, ticket, draft.After is { } after && after.Reference != box ? draft with { After = null } : draft, stop);
        Hold(ticket);
        return true;
    }

    /// <summary>This browser has the receipt, under a ticket that only the page of the answers knew.</summary>
    public async Task<bool> Holds(DraftTicket receipt, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        if (await drafts.Open(receipt, stop) is not { Sent: not null })
            return false;
        Hold(receipt);
        return true;
    }

    /// <summary>The code, the one time that it is shown: afterwards this browser has a ticket from which none follows.</summary>
    /// <returns>None where it is not there any more.</returns>
    public async Task<string?> ShowOnce(string reference, CancellationToken stop)
    {
        var (receipt, after) = (Mine, DraftTicket.New());
        if (!await receipts.Shown(receipt, after, reference, stop))
            return null;
        Hold(after);
        return receipt.Key.Secret(reference);
    }

    private void Hold(DraftTicket ticket) => BoxCookie.Write(Context, Cookie, ticket.Text);

    /// <summary>The answers; where it was sent or cleared meanwhile, nothing is kept, and the next page leads to the beginning.</summary>
    public Task Keep(ReportDraft draft, CancellationToken stop) => drafts.Keep(Mine, draft, stop);

    /// <returns>None where it was sent or cleared meanwhile.</returns>
    public Task<ReportDraft?> Add(IReadOnlyList<DraftFile> added, CancellationToken stop) => drafts.Add(Mine, added, stop);

    public Task TakeOut(string file, CancellationToken stop) => drafts.TakeOut(Mine, file, stop);

    private DraftTicket Mine => Ticket ?? throw new InvalidOperationException("The journey has not begun.");

    /// <summary>Leaves nothing of it, here or in the browser.</summary>
    public async Task Clear(CancellationToken stop)
    {
        if (Ticket is { } ticket)
            await drafts.Clear(ticket, stop);
        BoxCookie.Remove(Context, Cookie);
    }
}
