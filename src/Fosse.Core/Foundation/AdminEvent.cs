using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Foundation;

/// <summary>What kind of thing an administrator did. Each room declares its own.</summary>
[JsonConverter(typeof(CodedWordJson<AdminEventKind>))]
public sealed record AdminEventKind(string Code) : CodedWord(Code)
{
    /// <summary>By this, pages bind it.</summary>
    public static bool TryParse(string? text, IFormatProvider? provider, [NotNullWhen(true)] out AdminEventKind? word) =>
        CodedWords.TryFind(text, out word);
}

/// <summary>What an administrator did. Rows are added and never changed; they hold ids and no personal data of the public.</summary>
public sealed class AdminEvent
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it; <see cref="Actor.TheHouse"/> for whoever was at the command line.</summary>
    public required Guid AccountId { get; init; }
    public required AdminEventKind Kind { get; init; }

    /// <summary>What it was done to: an agency, a team, an account, a role or a message.</summary>
    public Guid? AboutId { get; init; }

    /// <summary>What is not told by the kind: a day, the names of permissions, an id.</summary>
    public string? Detail { get; init; }

    /// <summary>What was there before and is there now, as <see cref="AdminChange"/> in JSON; none where nothing was changed.</summary>
    public string? Changes { get; init; }
}

public static class AdminEvents
{
    /// <summary>Adds the event to what is about to be saved, and its line to the ledger, so that there is no change without
    /// them.</summary>
    /// <param name="by">None for the command line, which asks nobody who they are.</param>
    /// <param name="changed">The row that is about to be saved; its values before and after are kept.</param>
    public static void Note(
        this SafetyDb db,
        SignedIn? by,
        DateTimeOffset now,
        AdminEventKind kind,
        Guid? about,
        string? detail = null,
        object? changed = null
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        db.Add(
            new AdminEvent
            {
                At = now,
                AccountId = by?.AccountId ?? Actor.TheHouse,
                Kind = kind,
                AboutId = about,
                Detail = detail,
                Changes = changed is null ? null : AdminChange.Of(db, changed),
            }
        );
        db.Tell(
            new LedgerLine
            {
                Kind = LedgerKind.Administered,
                ActorId = by?.AccountId ?? Actor.TheHouse,
                AgencyId = by?.AgencyId ?? Guid.Empty,
                Organisation = by?.AgencyName ?? "the operator",
                Subject = about,
                Ground = detail is null ? $"{kind}." : $"{kind}: {detail}.",
            },
            now
        );
    }
}

internal sealed class AdminEventMapping : IEntityTypeConfiguration<AdminEvent>
{
    public void Configure(EntityTypeBuilder<AdminEvent> happened)
    {
        happened.ToTable("admin_events");
        happened
            .Holds(Nature.Staff, "7 years", "Says which administrator did what and when")
            .Column(h => h.Id, nature: Nature.Operational)
            .Grants(app: Rights.Select | Rights.Insert);
        happened.HasIndex(e => e.At);
    }
}
