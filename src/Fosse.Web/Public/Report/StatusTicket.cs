using Fosse.Accountability.Subjects;
using Fosse.Foundation;
using Fosse.Reporting;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Web.Public.Report;

/// <summary>Which report this browser has opened with its code: locked, readable by no script, and forgotten after half an hour or with the
/// browser. Once it is closed the house knows it as closed, so that a copy opens nothing.</summary>
public sealed class StatusTicket(IDataProtectionProvider protection, IHttpContextAccessor http, SafetyDb db, CountyClock clock)
{
    internal const string Cookie = SiteCookies.Opened;

    private HttpContext Context => http.HttpContext ?? throw new InvalidOperationException("There is a ticket only within a request.");

    public async Task<(string Reference, string Secret)?> Held(CancellationToken stop) =>
        Read() is { } read && !await db.Set<ClosedVisit>().AnyAsync(v => v.Visit == read.Visit, stop)
            ? (read.Reference, read.Secret)
            : null;

    /// <summary>Opens it here; what was open before is closed.</summary>
    public async Task Hold(string reference, string secret, CancellationToken stop)
    {
        await Close(stop);
        var locked = Lock("status").Protect($"{reference}\n{secret}\n{Guid.NewGuid():n}", SiteCookies.OpenedFor);
        BoxCookie.Write(Context, Cookie, locked);
    }

    public async Task Forget(CancellationToken stop)
    {
        await Close(stop);
        BoxCookie.Remove(Context, Cookie);
    }

    /// <summary>What the page that shows the code opens its report with, as long as it stands there.</summary>
    public string Pass(string reference, string secret) => Lock("receipt").Protect($"{reference}\n{secret}", SiteCookies.OpenedFor);

    public (string Reference, string Secret)? Passed(string? pass) =>
        Opened("receipt", pass) is [var reference, var secret] ? (reference, secret) : null;

    private async Task Close(CancellationToken stop)
    {
        if (Read() is not { } read)
            return;
        db.Add(new ClosedVisit { Visit = read.Visit, At = clock.Now });
        await db.SaveChangesAsync(stop);
    }

    private (string Reference, string Secret, Guid Visit)? Read() =>
        Opened("status", BoxCookie.Read(Context, Cookie)) is [var reference, var secret, var id]
        && Guid.TryParseExact(id, "n", out var visit)
            ? (reference, secret, visit)
            : null;

    private string[]? Opened(string purpose, string? locked)
    {
        if (locked is not { Length: > 0 })
            return null;
        try
        {
            return Lock(purpose).Unprotect(locked).Split('\n');
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null; // too old, or not ours
        }
    }

    private ITimeLimitedDataProtector Lock(string purpose) =>
        protection.CreateProtector($"fosse.report.{purpose}").ToTimeLimitedDataProtector();
}
