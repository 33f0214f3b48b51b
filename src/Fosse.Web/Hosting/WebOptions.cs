using System.ComponentModel;

namespace Fosse.Web.Hosting;

/// <summary>Settings under <c>Web</c>, and <c>Faces</c> beside it.</summary>
public sealed record WebOptions
{
    public const string Section = "Web";

    [Description(
        "addresses or networks of the web servers in front whose `X-Forwarded-For` is believed (`Web:Proxies:0`, "
            + "`Web:Proxies:1`, …); empty: nobody's"
    )]
    public IReadOnlyList<string> Proxies { get; set; } = [];

    [Description("how long requests that have begun may go on after the host is told to stop")]
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(20);

    [Description("the largest body of a request, in bytes")]
    public long BodyLimit { get; set; } = 1024 * 1024;

    [Description("memory for rendered pages, in bytes")]
    public long KeptPages { get; set; } = 64 * 1024 * 1024;

    [Description(
        "reads the figures and prepares the pages while the host starts; `false` for a host that is asked little, as in tests: "
            + "the first visitor of each page waits for it"
    )]
    public bool WarmUp { get; set; } = true;

    [Description(
        "for tests: a browser that asks for Arabic gets every sentence turned round and longer, so that what cannot be translated is seen"
    )]
    public bool PseudoLanguage { get; set; }
}

/// <summary>Settings under <c>RateLimits</c>: how much one address may ask of each face.</summary>
public sealed record RateLimits
{
    public const string Section = "RateLimits";

    [Description("lets programs on this machine ask without limit: for load tests, never behind a proxy on the same machine")]
    public bool ExemptLoopback { get; set; }

    [Description("(public face)")]
    public RateLimit Public { get; set; } = new();

    [Description("(partner face)")]
    public RateLimit Partner { get; set; } = new();

    [Description("(administration)")]
    public RateLimit Admin { get; set; } = new();

    [Description("(open APIs)")]
    public RateLimit Api { get; set; } = new();

    internal RateLimit Of(Faces face) =>
        face switch
        {
            Faces.Partner or Faces.Staff => Partner,
            Faces.Admin => Admin,
            Faces.Api => Api,
            _ => Public,
        };
}

/// <summary>A steady pace, and how far a visitor may run ahead of it.</summary>
public sealed record RateLimit
{
    [Description("requests a minute from one address; more are answered 429 with `Retry-After`")]
    public int PermitPerMinute { get; set; } = 600;

    [Description("how far an address may run ahead of that pace")]
    public int Burst { get; set; } = 200;
}
