using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.CrimeData;

/// <summary>What is imported: the county's areas, people and places, or recorded crime.</summary>
public enum ImportKind
{
    County,
    Crime,
}

/// <summary>Where the files are: sent from a browser, or in a folder of the server.</summary>
public enum ImportSource
{
    Upload,
    Folder,
}

/// <summary>Refused: the files are not what they must be, and trying again changes nothing. Failed: something beneath did.</summary>
public enum ImportState
{
    Waiting,
    Running,
    Stopped,
    Ended,
    Refused,
    Failed,
}

/// <summary>An import that an administrator asked for and a worker runs: what, how far it is, and how it ended.</summary>
public sealed class ImportRequest
{
    public required Guid Id { get; init; }
    public required ImportKind Kind { get; init; }
    public required ImportSource Source { get; init; }

    /// <summary>The folder below the operator's, or the names of the files that were sent.</summary>
    public required string What { get; init; }

    /// <summary>The administrator's account.</summary>
    public required Guid AskedBy { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public required ImportState State { get; init; }

    /// <summary>When a worker may take it; while one has it, when the others take that one for dead.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>How many times a worker has taken it since somebody asked.</summary>
    public int Attempts { get; init; }
    public bool StopAsked { get; init; }

    /// <summary>When a worker took it last, by which that worker knows it again.</summary>
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What is being done, with the name of the file.</summary>
    public string? Step { get; init; }

    /// <summary>What Done and Expected count: rows or bytes.</summary>
    public string? Unit { get; init; }
    public long Done { get; init; }
    public long Expected { get; init; }
    public int Files { get; init; }
    public long Added { get; init; }
    public long Changed { get; init; }
    public long Removed { get; init; }
    public long Unchanged { get; init; }
    public long Refused { get; init; }

    /// <summary>What whoever asked has to know, one thing a line.</summary>
    public string? Note { get; init; }

    public bool IsOpen => State is ImportState.Waiting or ImportState.Running;

    /// <summary>An upload that was refused stays refused; a folder may have been mended.</summary>
    public bool CanGoOn =>
        State is ImportState.Stopped or ImportState.Failed || State is ImportState.Refused && Source is ImportSource.Folder;
}

internal sealed class ImportRequestMapping : IEntityTypeConfiguration<ImportRequest>
{
    public void Configure(EntityTypeBuilder<ImportRequest> request)
    {
        request.ToTable("import_requests");
        request
            .Holds(Nature.Operational, "1 year", "Says which import an administrator asked for and how it went")
            .Column(r => r.AskedBy, nature: Nature.Staff)
            .Grants(app: Rights.All);
        request.HasIndex(r => r.AskedAt);
        request.HasIndex(r => r.Kind).IsUnique().HasFilter("state = 'Running'").HasDatabaseName("ix_import_requests_running");
    }
}
