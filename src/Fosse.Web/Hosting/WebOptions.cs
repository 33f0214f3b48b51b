namespace Fosse.Web.Hosting;

/// <summary>Settings under <c>Web</c>, and <c>Faces</c> beside it.</summary>
public sealed record WebOptions
{
    public const string Section = "Web";

    /// <summary>Addresses or networks (10.0.0.0/8) of the proxies whose word about the visitor's address is taken.</summary>
    public IReadOnlyList<string> Proxies { get; set; } = [];

    /// <summary>How long requests that have begun may go on after the host is told to stop.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Largest request body, in bytes.</summary>
    public long BodyLimit { get; set; } = 1024 * 1024;

    /// <summary>Memory for rendered pages, in bytes.</summary>
    public long KeptPages { get; set; } = 64 * 1024 * 1024;

    /// <summary>Reads the figures and prepares the pages while the host starts; off, the first visitor of each waits for it.</summary>
    public bool WarmUp { get; set; } = true;

    /// <summary>For tests: offers <see cref="Hosting.PseudoLanguage"/> too.</summary>
    public bool PseudoLanguage { get; set; }
}

/// <summary>Settings under <c>RateLimits</c>: how much one address may ask of each face.</summary>
public sealed record RateLimits
{
    public const string Section = "RateLimits";

    /// <summary>Lets programs on this machine ask without limit; for load tests, and never behind a proxy on the same machine.</summary>
    public bool ExemptLoopback { get; set; }

    public RateLimit Public { get; set; } = new();
    public RateLimit Partner { get; set; } = new();
    public RateLimit Admin { get; set; } = new();
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
    public int PermitPerMinute { get; set; } = 600;
    public int Burst { get; set; } = 200;
}
