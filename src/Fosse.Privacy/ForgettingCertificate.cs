using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Privacy;

/// <summary>That a person was forgotten, by whom, when, and what went. It stays, and names nobody.</summary>
public sealed class ForgettingCertificate
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid Subject { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid ActorId { get; init; }
    public required string Organisation { get; init; }

    /// <summary>Why: a retention rule, a request. No personal data.</summary>
    public required string Ground { get; init; }

    /// <summary>Tables and rows that went: "p_statements 1, p_search_words 12".</summary>
    public required string Removed { get; init; }

    /// <summary>Fingerprints of the keys that were destroyed.</summary>
    public required string Keys { get; init; }

    /// <summary>The line of the ledger that says so.</summary>
    public required long LedgerSequence { get; init; }
    public required byte[] LedgerHash { get; init; }

    /// <summary>As it is printed and handed out.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            Certificate of forgetting {Id}
            Subject      {Subject}
            Forgotten    {At:yyyy-MM-dd HH:mm:ss} UTC
            By           {Organisation} ({ActorId})
            Ground       {Ground}
            Removed      {Removed}
            Keys         {Keys}
            Ledger line  {LedgerSequence}, {Convert.ToHexStringLower(LedgerHash)}
            What was sealed with these keys cannot be read here again. Copies and backups from before hold it sealed; once the
            key ring has been turned and its old key retired, nobody can read those either.
            """
        );
}

internal sealed class ForgettingMapping : IEntityTypeConfiguration<ForgettingCertificate>
{
    public void Configure(EntityTypeBuilder<ForgettingCertificate> certificate)
    {
        certificate.ToTable("forgetting_certificates");
        certificate
            .Holds(Nature.Operational, "for ever", "Names the certificate")
            .Column(c => c.Subject, "Who was forgotten; nothing is left behind the id", nature: Nature.Pseudonym)
            .Column(c => c.At, "Shows when")
            .Column(c => c.ActorId, "Shows who did it", nature: Nature.Pseudonym)
            .Column(c => c.Organisation, "Shows for which agency")
            .Column(c => c.Ground, "Shows on what ground")
            .Column(c => c.Removed, "Shows which tables lost how many rows")
            .Column(c => c.Keys, "Fingerprints of the keys destroyed")
            .Column(c => c.LedgerSequence, "The line of the ledger that says so")
            .Column(c => c.LedgerHash, "The hash of that line")
            .Grants(app: Rights.Select | Rights.Insert)
            .GrantsFace(Rights.Select, c => c.Subject)
            .Forgotten(WhenForgotten.Kept);
        certificate.HasIndex(c => c.Subject);
    }
}
