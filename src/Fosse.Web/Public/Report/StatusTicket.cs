using Fosse.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace Fosse.Web.Public.Report;

/// <summary>Which report this browser has opened with its code: locked, readable by no script, and forgotten after half an hour or with the
/// browser.</summary>
public sealed class StatusTicket(IDataProtectionProvider protection, IHttpContextAccessor http)
{
    internal const string Cookie = SiteCookies.Opened;

    private HttpContext Context => http.HttpContext ?? throw new InvalidOperationException("There is a ticket only within a request.");
    private ITimeLimitedDataProtector Lock => protection.CreateProtector("fosse.report.status").ToTimeLimitedDataProtector();

    public (string Reference, string Secret)? Held
    {
        get
        {
            if (BoxCookie.Read(Context, Cookie) is not { Length: > 0 } locked)
                return null;
            try
            {
                return Lock.Unprotect(locked).Split('\n') is [var reference, var secret] ? (reference, secret) : null;
            }
            catch (System.Security.Cryptography.CryptographicException)
            {
                return null; // too old, or not ours
            }
        }
    }

    public void Hold(string reference, string secret) =>
        BoxCookie.Write(Context, Cookie, Lock.Protect($"{reference}\n{secret}", SiteCookies.OpenedFor));

    public void Forget() => BoxCookie.Remove(Context, Cookie);
}
