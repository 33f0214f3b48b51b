using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Reporting;

/// <summary>A report that is being written. Only the browser that writes it holds the key, so nobody else can read it, the house
/// included.</summary>
public sealed class StoredDraft
{
    public required Guid Id { get; init; }
    public required byte[] Locked { get; set; }
    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Hashes of the locked files that go with it, so that they can be removed with it.</summary>
    public IReadOnlyList<string> Files { get; set; } = [];

    /// <summary>How large these are together.</summary>
    public long Bytes { get; set; }
}

/// <summary>How a reporter wants to be reached.</summary>
public enum ContactWay
{
    None,
    Email,
    Telephone,
    Text,
    Letter,
}

/// <summary>How well the time is known.</summary>
public enum HappenedKind
{
    Exact,
    Between,
    Repeated,
    Unknown,
}

/// <summary>A file that was added: where it lies and what opens it.</summary>
/// <param name="Print">The SHA-256 of its content, by which the same file is known again.</param>
public sealed record DraftFile(string File, string Key, string MediaType, long Bytes, string Name, string Print = "");

/// <summary>An earlier report of which this reporter had the code when they began.</summary>
/// <param name="Join">What is put into its box when this one is sent, locked while it was open; none where it was begun before boxes were
/// told.</param>
public sealed record ProvedReport(Guid RecordId, string Reference, PreparedJoin? Join = null);

/// <param name="Pair">The number of the two.</param>
/// <param name="Letter">The id that the letter is locked with.</param>
public sealed record PreparedJoin(Guid Pair, Guid Letter, byte[] Locked);

/// <summary>What has been told so far. Every line is what somebody typed; nothing is filled in for them, but the place
/// whose page they came from, which they see and confirm.</summary>
public sealed record ReportDraft
{
    /// <summary>Since when it is being told, under whichever ticket: nobody goes on with one for ever.</summary>
    public DateTimeOffset? Begun { get; init; }
    public string Category { get; init; } = "";
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Answers { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    public string Place { get; init; } = "";
    public bool PlaceUnknown { get; init; }
    public TruePoint? Point { get; init; }

    /// <summary>The point stands for a town, a village or what a map without streets can show: which street it is is not known, and the
    /// point is not sent.</summary>
    public bool Rough { get; init; }

    /// <summary>The area that it was in, where no more is known: a reporter who is not sure which of two streets it was knows the
    /// district.</summary>
    public int? Within { get; init; }

    public HappenedKind? Happened { get; init; }
    public DateOnly? On { get; init; }
    public string AtTime { get; init; } = "";
    public DateOnly? Until { get; init; }
    public string UntilTime { get; init; } = "";
    public string HowOften { get; init; } = "";

    public string Behaviour { get; init; } = "";
    public string Looks { get; init; } = "";

    /// <summary>What the spotter pointed out and the reporter chose to leave as it is.</summary>
    public bool SpottedAndKept { get; init; }
    public IReadOnlyList<DraftFile> Files { get; init; } = [];
    public bool FilesSeen { get; init; }

    public bool? Anonymous { get; init; }
    public string Name { get; init; } = "";
    public ContactWay? Way { get; init; }
    public string Email { get; init; } = "";
    public string Telephone { get; init; } = "";
    public string Address { get; init; } = "";

    /// <summary>Nobody else reads the mailbox, and mail that says nothing is welcome: only between these hours, where they are
    /// given.</summary>
    public bool Mail { get; init; }
    public string MailFrom { get; init; } = "";
    public string MailUntil { get; init; } = "";
    public string SafeTimes { get; init; } = "";
    public string SafeWords { get; init; } = "";
    public bool Vulnerable { get; init; }

    /// <summary>The matter nearby that the reporter chose to follow, if any.</summary>
    public bool NearbySeen { get; init; }

    /// <summary>Nothing was near when it was last looked, so there was no question to go back to.</summary>
    public bool NearbyNone { get; init; }

    /// <summary>What it is joined with, as one person's. Only who opened that box puts it here, and never a form.</summary>
    public ProvedReport? After { get; init; }

    /// <summary>Set once it has been sent: what the receipt shows.</summary>
    public string? Sent { get; init; }

    /// <summary>Set once the receipt has shown the code, which it does once: the ticket that the code follows from. What lies there goes
    /// when this one comes back, for then the browser has had the answer.</summary>
    public Guid? ShownAt { get; init; }
}

internal sealed class StoredDraftMapping : IEntityTypeConfiguration<StoredDraft>
{
    public void Configure(EntityTypeBuilder<StoredDraft> draft)
    {
        draft.ToTable("report_drafts");
        draft
            .Holds(
                Nature.Locked,
                "24 hours since it was gone on with and 3 days in all",
                "An unfinished report: only its browser has the key"
            )
            .Grants(app: Rights.All, face: Rights.All);
        draft.HasIndex(d => d.ExpiresAt);
        draft.Property(d => d.Files).AsText(all => string.Join(' ', all), text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
