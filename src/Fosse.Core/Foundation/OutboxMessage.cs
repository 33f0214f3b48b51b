using Fosse.Accountability.Retention;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Foundation;

/// <summary>Something that has happened, told in the past tense. It carries ids and codes, never personal data.</summary>
public interface IEvent
{
    /// <summary>The name it is stored under, with a version, such as "reporting.incident-reported.1"; renaming the type must not lose
    /// stored events.</summary>
    static abstract string Name { get; }
}

/// <summary>An event on its way to one of those who react, stored in the transaction that caused it.</summary>
public sealed class OutboxMessage
{
    private OutboxMessage() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public string Name { get; private init; } = "";

    /// <summary>The stored name of the reaction; empty where nobody reacted to such an event when it was stored.</summary>
    public string Reaction { get; private init; } = "";
    public string Body { get; private init; } = "";
    public DateTimeOffset At { get; private init; }

    /// <summary>When it may next be taken; taking it moves this on, which is the lease.</summary>
    public DateTimeOffset DueAt { get; private init; }

    public DateTimeOffset? DoneAt { get; private init; }
    public int Attempts { get; private init; }

    /// <summary>The type of the last failure and nothing of its message, which might quote a person.</summary>
    public string? LastFailure { get; private init; }

    /// <summary>One for each reaction, so that none waits for another; an event that nobody reacts to is kept all the same.</summary>
    /// <param name="now">When it may first be taken.</param>
    internal static IEnumerable<OutboxMessage> Of(
        string name,
        string body,
        IReadOnlyCollection<string> reactions,
        DateTimeOffset at,
        DateTimeOffset now
    ) =>
        reactions
            .DefaultIfEmpty("")
            .Select(reaction => new OutboxMessage
            {
                Name = name,
                Reaction = reaction,
                Body = body,
                At = at,
                DueAt = now,
            });
}

internal sealed class OutboxMapping : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> message)
    {
        message.ToTable("outbox");
        message
            .Holds(Nature.Operational, "30 days after delivery", "Tells the events apart")
            .Column(m => m.Name, "Says what happened")
            .Column(m => m.Body, "Carries ids and codes to those who react")
            .Column(m => m.Reaction, "Says which reaction it is for")
            .Column(m => m.At, "Says when it happened")
            .Column(m => m.DueAt, "Says when delivery is next tried")
            .Column(m => m.DoneAt, "Says when it was delivered")
            .Column(m => m.Attempts, "Shows what is stuck")
            .Column(m => m.LastFailure, "Names the type of the last failure and nothing of its message")
            .Grants(app: Rights.All, face: Rights.Insert);
        message.HasIndex(m => new { m.DoneAt, m.DueAt });
    }
}
