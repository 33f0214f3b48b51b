using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.CrimeData;

public enum CrimeFileKind
{
    Street,
    Outcomes,
    StopAndSearch,
}

/// <summary>Loading: rows are going in and nobody counts them yet. Current: whole, and counted.</summary>
public enum CrimeFileState
{
    Loading,
    Current,
}

/// <summary>One published file: one force, one month, one kind. A later revision of it takes its place.</summary>
public sealed class CrimeFile
{
    public required int Id { get; init; }
    public required string Force { get; init; }
    public required int Month { get; init; }
    public required CrimeFileKind Kind { get; init; }
    public required string Sha256 { get; set; }
    public required CrimeFileState State { get; set; }
    public required int Rows { get; set; }
    public required int WithoutLocation { get; set; }
    public required int Outside { get; set; }
    public required int AntiSocial { get; set; }
    public required int Refused { get; set; }
    public required DateTimeOffset LoadedAt { get; set; }

    /// <summary>The edition of the areas that its rows were placed by; where another is held, the file is to be imported again.</summary>
    public required string PlacedBy { get; set; }

    /// <summary>A file of which nothing is in yet.</summary>
    public static CrimeFile Begun(int id, CrimeFileKind kind, string force, int month, DateTimeOffset at) =>
        new()
        {
            Id = id,
            Force = force,
            Month = month,
            Kind = kind,
            Sha256 = "",
            State = CrimeFileState.Loading,
            Rows = 0,
            WithoutLocation = 0,
            Outside = 0,
            AntiSocial = 0,
            Refused = 0,
            LoadedAt = at,
            PlacedBy = "",
        };
}

/// <summary>One run of an import: what it took, what it changed, what it refused and why.</summary>
public sealed class ImportRun
{
    public required Guid Id { get; init; }
    public required string Kind { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>What an administrator asked for and a worker ran; none for a run of the command line.</summary>
    public Guid? RequestId { get; init; }
}

/// <summary>What a run did with one file.</summary>
public sealed class ImportedFile
{
    /// <summary>The result of a file of which rows were taken that were then put together with those of others: what was stored is told
    /// once, by the row <see cref="Together"/>.</summary>
    public const string Taken = "taken";

    /// <summary>The result of the row that is no file: what was stored of all files of a run together.</summary>
    public const string Together = "together";

    public required Guid RunId { get; init; }
    public required int Position { get; init; }
    public required string Name { get; init; }
    public required string Result { get; init; }
    public required int Added { get; init; }
    public required int Changed { get; init; }
    public required int Removed { get; init; }
    public required int Unchanged { get; init; }
    public required int Refused { get; init; }
    public string? Note { get; init; }
}

/// <summary>A row that was not taken, kept with its line and the reason, so that somebody can mend it.</summary>
public sealed class RefusedImportRow
{
    public required Guid RunId { get; init; }
    public required int Position { get; init; }
    public required int Line { get; init; }
    public required string Reason { get; init; }
    public required string Text { get; init; }
}

internal sealed class CrimeFileMapping
    : IEntityTypeConfiguration<CrimeFile>,
        IEntityTypeConfiguration<ImportRun>,
        IEntityTypeConfiguration<ImportedFile>,
        IEntityTypeConfiguration<RefusedImportRow>
{
    public void Configure(EntityTypeBuilder<CrimeFile> file)
    {
        file.ToTable("crime_files");
        file.Holds(Nature.Operational, "for ever", "Says which published files are held and in what state")
            .Grants(app: Rights.All, face: Rights.Select);
        file.Property(f => f.Id).ValueGeneratedNever();
        file.Property(f => f.Kind).HasConversion<string>();
        file.Property(f => f.State).HasConversion<string>();
        file.HasIndex(f => new
            {
                f.Kind,
                f.Force,
                f.Month,
            })
            .IsUnique();
    }

    public void Configure(EntityTypeBuilder<ImportRun> run)
    {
        run.ToTable("import_runs");
        run.Holds(Nature.Operational, "1 year", "Says when data was brought in").Grants(app: Rights.All);
        run.HasIndex(r => r.RequestId);
    }

    public void Configure(EntityTypeBuilder<ImportedFile> file)
    {
        file.ToTable("imported_files");
        file.Holds(Nature.Operational, "1 year", "Says what a run did with a file").Grants(app: Rights.All);
        file.HasKey(f => new { f.RunId, f.Position });
    }

    public void Configure(EntityTypeBuilder<RefusedImportRow> row)
    {
        row.ToTable("refused_import_rows");
        row.Holds(Nature.OpenData, "1 year", "Keeps a row that was not taken so that it can be mended").Grants(app: Rights.All);
        row.HasKey(r => new
        {
            r.RunId,
            r.Position,
            r.Line,
        });
    }
}
