using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Accountability.Retention;

/// <summary>What one daily run did: the certificate that nothing was kept longer than its rule says.</summary>
public sealed class RetentionRun
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Records whose time had come.</summary>
    public int Due { get; private set; }
    public int Forgotten { get; private set; }
    public int Held { get; private set; }
    public int ForReview { get; private set; }

    /// <summary>SHA-256 over what the certificate says, so that a paper copy can be held against the database. None while the run goes
    /// on.</summary>
    public byte[]? Hash { get; private set; }

    public void End(IReadOnlyList<RetentionRunRecord> records, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(records);
        if (EndedAt is not null)
            throw new InvalidOperationException("The run has ended.");
        // Both databases keep instants to the microsecond at least, and the hash must come out the same when they are read back.
        EndedAt = new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
        (Due, Forgotten, Held, ForReview) = (
            records.Count,
            Count(RetentionResult.Forgotten),
            Count(RetentionResult.Held),
            Count(RetentionResult.ForReview)
        );
        Hash = HashOf(records);

        int Count(RetentionResult result) => records.Count(r => r.Result == result);
    }

    /// <summary>Whether the certificate says what was written at the end of the run.</summary>
    public bool IsAsWritten(IReadOnlyList<RetentionRunRecord> records) => Hash is not null && Hash.AsSpan().SequenceEqual(HashOf(records));

    private byte[] HashOf(IEnumerable<RetentionRunRecord> records)
    {
        var text = new StringBuilder("fosse retention 1\n").Append(
            CultureInfo.InvariantCulture,
            $"{Id:d} {Micro(StartedAt)} {Micro(EndedAt!.Value)} {Due} {Forgotten} {Held} {ForReview}\n"
        );
        foreach (var r in records.OrderBy(r => r.RecordId))
            text.Append(CultureInfo.InvariantCulture, $"{r.RecordId:d} {r.Class} {r.DueOn:yyyy-MM-dd} {r.Result}\n");
        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static long Micro(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerMicrosecond;
}

/// <summary>One record that a run came to, and what became of it.</summary>
public sealed class RetentionRunRecord
{
    public required Guid RunId { get; init; }
    public required Guid RecordId { get; init; }
    public required DataClass Class { get; init; }
    public required DateOnly DueOn { get; init; }
    public required RetentionResult Result { get; init; }
}

public enum RetentionResult
{
    Forgotten,
    Held,
    ForReview,
}

internal sealed class RetentionRunMapping : IEntityTypeConfiguration<RetentionRun>, IEntityTypeConfiguration<RetentionRunRecord>
{
    public void Configure(EntityTypeBuilder<RetentionRun> run)
    {
        run.ToTable("retention_runs");
        run.Holds(Nature.Operational, "6 years", "Certifies what was forgotten")
            .Column(r => r.Hash, "Shows that a certificate is as it was written")
            .Grants(app: Rights.All);
        run.HasIndex(r => r.StartedAt);
    }

    public void Configure(EntityTypeBuilder<RetentionRunRecord> record)
    {
        record.ToTable("retention_run_records");
        record.Holds(Nature.Operational, "6 years", "Certifies what was forgotten").Grants(app: Rights.All).Forgotten(WhenForgotten.Kept);
        record.HasKey(r => new { r.RunId, r.RecordId });
    }
}
