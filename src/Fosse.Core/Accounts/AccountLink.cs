using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Accounts;

/// <summary>Why two accounts are taken for one person's.</summary>
public enum LinkReason
{
    /// <summary>Whoever invited them said so.</summary>
    Said,
    Name,

    /// <summary>What stands before the @ of their addresses is the same.</summary>
    Mailbox,
}

/// <summary>Two accounts that count as one person's until oversight says that they are two people.</summary>
public sealed class AccountLink
{
    /// <summary>The smaller of the two ids.</summary>
    public required Guid FirstId { get; init; }
    public required Guid SecondId { get; init; }
    public required LinkReason Why { get; init; }
    public required DateTimeOffset FoundAt { get; init; }
    public DateTimeOffset? ApartAt { get; private set; }
    public Guid? ApartBy { get; private set; }

    public void TellApart(Guid by, DateTimeOffset at) => (ApartBy, ApartAt) = (by, at);

    public static AccountLink Of(Guid one, Guid other, LinkReason why, DateTimeOffset at)
    {
        var (first, second) = one.CompareTo(other) < 0 ? (one, other) : (other, one);
        return new()
        {
            FirstId = first,
            SecondId = second,
            Why = why,
            FoundAt = at,
        };
    }
}

internal sealed class AccountLinkMapping : IEntityTypeConfiguration<AccountLink>
{
    public void Configure(EntityTypeBuilder<AccountLink> link)
    {
        link.ToTable("account_links");
        link.Holds(Nature.Staff, "6 years after the end of the accounts", "Keeps two accounts of one person from approving each other")
            .Grants(app: Rights.Select | Rights.Insert | Rights.Update);
        link.HasKey(l => new { l.FirstId, l.SecondId });
    }
}
