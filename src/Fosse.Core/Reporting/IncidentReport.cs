using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fosse.Reporting;

/// <summary>
/// That something was reported, and what became of it. It names nobody and no place: who reported, their words and the point lie
/// behind the wall, under the id of the record that the report is (<see cref="Records.SubjectRecord"/>); the areas lie in
/// <see cref="ReportPlace"/>.
/// </summary>
public sealed class IncidentReport
{
    /// <summary>The record that holds what was told; its agency is the one that answers.</summary>
    public required Guid RecordId { get; init; }

    /// <summary>What the reporter is given. By chance, so that it tells neither how many there are nor which came before.</summary>
    public required string Reference { get; init; }

    /// <summary>What was sent: the same sent twice is one report.</summary>
    public required Guid Submission { get; init; }
    public required string Category { get; set; }

    /// <summary>The agency that answers, by the name it had when it took the report up: all that a reporter is told of it.</summary>
    public required string AnsweredByName { get; set; }

    /// <summary>How it was with the first desk that it reached, and how it is with the one that has it.</summary>
    public DeskReached Reached { get; init; }
    public DeskReached Desk { get; set; }
    public required ReportChannel Channel { get; init; }
    public required DateTimeOffset SubmittedAt { get; init; }
    public ReportState State { get; private set; } = ReportState.Submitted;
    public DateTimeOffset StateSince { get; private set; }
    public IReadOnlyList<Risk> Risks { get; set; } = [];

    /// <summary>Somebody may be in danger, or has to judge it: no code closes it, a person does.</summary>
    public bool NeedsALook => State is ReportState.SafeguardingHold or ReportState.EmergencyDiverted || Risks.Count > 0;

    /// <summary>The first meaningful reply of a person: it stops the clock.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Since when the reporter has been asked something, and how long they were waited for before.</summary>
    public DateTimeOffset? WaitingSince { get; private set; }
    public int WaitedSeconds { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public ClosingReason? ClosedBecause { get; private set; }
    public DateTimeOffset? ReopenedAt { get; private set; }
    public Guid? DuplicateOf { get; private set; }

    /// <summary>Until when somebody must have looked at it, where it does not wait for its turn; none for the others.</summary>
    public DateTimeOffset? LookBy { get; private set; }

    /// <summary>When somebody of the agency that has it first opened it, or did something with it.</summary>
    public DateTimeOffset? LookedAt { get; private set; }

    /// <summary>Until when it must have been answered, where that is sooner than what is promised to everybody.</summary>
    public DateTimeOffset? UrgentReplyBy { get; private set; }

    /// <summary>For optimistic locking: two officers must not overwrite one another.</summary>
    public int Version { get; set; }

    /// <exception cref="InvalidOperationException">The state table does not have this move.</exception>
    public void Move(ReportState to, DateTimeOffset at)
    {
        if (!State.May(to))
            throw new InvalidOperationException($"A report that is {State} cannot become {to}.");
        (State, StateSince) = (to, at);
        Version++;
    }

    /// <summary>Until when somebody must have replied: what is reopened is promised another reply. None where none is owed.</summary>
    public DateTimeOffset? ReplyDueAt =>
        State.IsOver() || State is ReportState.Answered || (AnsweredAt is not null && ReopenedAt is null)
            ? null
            : UrgentReplyBy ?? ReplyClock.DueAt(ReopenedAt ?? SubmittedAt);

    /// <summary>Somebody has to look before anything else is owed.</summary>
    public bool WaitsForALook => LookBy is not null && LookedAt is null && !State.IsOver();

    /// <summary>What is owed first: that somebody looks at it, or a reply.</summary>
    public Deadline Clock =>
        WaitsForALook ? new(ReportingDeadlines.Look, LookBy!.Value, DateTimeOffset.MinValue)
        : ReplyDueAt is not { } due
            ? ReplyClock.Rule.Since(ReopenedAt ?? SubmittedAt, met: (State.IsOver() ? ClosedAt : null) ?? AnsweredAt ?? StateSince)
        : UrgentReplyBy is null ? ReplyClock.Rule.By(due)
        : ReplyClock.Rule.By(due) with { Kind = ReportingDeadlines.UrgentReply };

    /// <summary>It does not wait for its turn: from now on it has clocks of its own.</summary>
    public void MustNotWait(DateTimeOffset lookBy, DateTimeOffset replyBy) => (LookBy, LookedAt, UrgentReplyBy) = (lookBy, null, replyBy);

    /// <summary>It is with others now, of whom nobody has looked; until when it must be answered stays.</summary>
    public void LookAnew(DateTimeOffset lookBy)
    {
        if (LookBy is not null)
            (LookBy, LookedAt) = (lookBy, null);
    }

    public void Looked(DateTimeOffset at)
    {
        if (LookBy is not null)
            LookedAt ??= at;
    }

    /// <summary>Somebody has it now. What is held stays held, and what has been answered stays answered.</summary>
    public void TakenUp(DateTimeOffset at)
    {
        if (State is ReportState.Submitted or ReportState.Redirected or ReportState.EmergencyDiverted)
            Move(ReportState.Assigned, at);
        else
            Version++;
    }

    /// <summary>The control room was told: it was happening.</summary>
    public void Divert(DateTimeOffset at)
    {
        Move(ReportState.EmergencyDiverted, at);
        Risks = [.. Risks.Append(Risk.Emergency).Distinct().Order()];
    }

    /// <summary>It is of another kind than its reporter chose, with all that this kind brings with it.</summary>
    public void Recategorise(ReportCategory category, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(category);
        Category = category.Code;
        Risks = [.. Risks.Concat(category.Brings()).Distinct().Order()];
        if (category.Hold is not CategoryHold.None && State.May(ReportState.SafeguardingHold))
            Move(ReportState.SafeguardingHold, at);
    }

    /// <summary>Something was added to it that moves nothing.</summary>
    public void Touched() => Version++;

    public void Asked(DateTimeOffset at)
    {
        WaitingSince ??= at;
        Version++;
    }

    public void HeardFromReporter(DateTimeOffset at)
    {
        if (WaitingSince is { } since)
            WaitedSeconds += (int)(at - since).TotalSeconds;
        WaitingSince = null;
        Version++;
    }

    /// <summary>A meaningful reply has gone out.</summary>
    public void Answered(DateTimeOffset at)
    {
        AnsweredAt ??= at;
        if (State.May(ReportState.Answered))
            Move(ReportState.Answered, at);
        else
            Version++;
    }

    public void Close(ClosingReason because, DateTimeOffset at)
    {
        HeardFromReporter(at);
        Move(
            because switch
            {
                ClosingReason.Duplicate => ReportState.Duplicate,
                ClosingReason.Withdrawn => ReportState.Withdrawn,
                _ => ReportState.Closed,
            },
            at
        );
        (ClosedAt, ClosedBecause) = (at, because);
    }

    public void CloseAsDuplicate(Guid of, DateTimeOffset at)
    {
        Close(ClosingReason.Duplicate, at);
        DuplicateOf = of;
    }

    /// <summary>It was not the same matter after all: it waits again, and its clock has run on.</summary>
    public void PartFromDuplicate(DateTimeOffset at)
    {
        if (DuplicateOf is null)
            throw new InvalidOperationException("A report that was not put together with another is not parted from it.");
        Move(ReportState.Submitted, at);
        (ClosedAt, ClosedBecause, DuplicateOf) = (null, null, null);
    }

    public static readonly TimeSpan ReopenWithin = TimeSpan.FromDays(28);

    /// <summary>Once, and within 28 days of being closed.</summary>
    public bool MayReopen(DateTimeOffset now) =>
        State == ReportState.Closed && ReopenedAt is null && ClosedAt is { } closed && now - closed <= ReopenWithin;

    public void Reopen(DateTimeOffset at)
    {
        if (!MayReopen(at))
            throw new InvalidOperationException("A report is reopened once, within 28 days of being closed.");
        Move(ReportState.Submitted, at);
        ReopenedAt = at;
    }
}

internal sealed class IncidentReportMapping : IEntityTypeConfiguration<IncidentReport>
{
    public void Configure(EntityTypeBuilder<IncidentReport> report)
    {
        report.ToTable("reports");
        report
            .Holds(Nature.Operational, "24 months", "Says what became of a report and how long it took: no person and no place")
            .Grants(app: Rights.All, face: Rights.Select | Rights.Insert)
            .GrantsFace(
                Rights.Update,
                r => r.State,
                r => r.StateSince,
                r => r.WaitingSince,
                r => r.WaitedSeconds,
                r => r.ClosedAt,
                r => r.ClosedBecause,
                r => r.ReopenedAt,
                r => r.Risks,
                r => r.LookBy,
                r => r.LookedAt,
                r => r.UrgentReplyBy,
                r => r.Version
            )
            .Forgotten(WhenForgotten.Kept);
        report.HasKey(r => r.RecordId);
        report.HasIndex(r => r.Reference).IsUnique();
        report.HasIndex(r => r.Submission).IsUnique();
        report.HasIndex(r => r.SubmittedAt);
        report.HasIndex(r => new { r.LookedAt, r.LookBy });
        report.Ignore(r => r.Clock);
        report.Property(r => r.Version).IsConcurrencyToken();
        report
            .Property(r => r.Risks)
            .AsText(
                all => string.Join(' ', all),
                text => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Risk>)]
            );
    }
}
