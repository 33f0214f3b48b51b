namespace Fosse.Reporting;

/// <summary>Where a report is on its way.</summary>
public enum ReportState
{
    Submitted,
    Assigned,

    /// <summary>Handed to another agency, which has not taken it up yet.</summary>
    Redirected,

    /// <summary>It was happening as it was read: control room was told.</summary>
    EmergencyDiverted,

    /// <summary>Words in it ask for somebody's judgement before anything else is done.</summary>
    SafeguardingHold,
    InProgress,
    Answered,
    Duplicate,
    Closed,
    Withdrawn,
}

/// <summary>How a report came.</summary>
public enum ReportChannel
{
    Online,
    AtTheDoor,
    ByTelephone,
    Open311,
}

/// <summary>Why a report was closed.</summary>
public enum ClosingReason
{
    Resolved,
    AdviceGiven,
    PassedOn,
    NothingFurtherPossible,
    NotForUs,
    NoAnswerFromReporter,
    Duplicate,
    Withdrawn,
}

/// <summary>What a reader should see before anything else.</summary>
public enum Risk
{
    Hate,
    Threat,
    RepeatVictim,
    Vulnerable,
    Safeguarding,
    CounterTerrorism,
    Emergency,
}

/// <summary>Which state may follow which.</summary>
public static class ReportMoves
{
    private static readonly Dictionary<ReportState, ReportState[]> Next = new()
    {
        [ReportState.Submitted] =
        [
            ReportState.Assigned,
            ReportState.InProgress,
            ReportState.Redirected,
            ReportState.EmergencyDiverted,
            ReportState.SafeguardingHold,
            ReportState.Answered,
            ReportState.Duplicate,
            ReportState.Withdrawn,
        ],
        [ReportState.SafeguardingHold] =
        [
            ReportState.Assigned,
            ReportState.InProgress,
            ReportState.Redirected,
            ReportState.EmergencyDiverted,
            ReportState.Answered,
            ReportState.Withdrawn,
        ],
        [ReportState.Assigned] =
        [
            ReportState.Assigned,
            ReportState.InProgress,
            ReportState.Redirected,
            ReportState.EmergencyDiverted,
            ReportState.SafeguardingHold,
            ReportState.Answered,
            ReportState.Duplicate,
            ReportState.Withdrawn,
        ],
        [ReportState.Redirected] =
        [
            ReportState.Assigned,
            ReportState.InProgress,
            ReportState.Redirected,
            ReportState.EmergencyDiverted,
            ReportState.SafeguardingHold,
            ReportState.Answered,
            ReportState.Duplicate,
            ReportState.Withdrawn,
        ],
        [ReportState.EmergencyDiverted] =
        [
            ReportState.Assigned,
            ReportState.InProgress,
            ReportState.Redirected,
            ReportState.Answered,
            ReportState.Withdrawn,
        ],
        [ReportState.InProgress] =
        [
            ReportState.Assigned,
            ReportState.Redirected,
            ReportState.EmergencyDiverted,
            ReportState.SafeguardingHold,
            ReportState.Answered,
            ReportState.Duplicate,
            ReportState.Withdrawn,
        ],
        [ReportState.Answered] =
        [
            ReportState.Closed,
            ReportState.Assigned,
            ReportState.InProgress,
            ReportState.Redirected,
            ReportState.Withdrawn,
        ],
        [ReportState.Duplicate] = [ReportState.Submitted],
        [ReportState.Closed] = [ReportState.Submitted],
        [ReportState.Withdrawn] = [],
    };

    public static bool May(this ReportState from, ReportState to) => Next[from].Contains(to);

    /// <summary>Nobody works on it any more.</summary>
    public static bool IsOver(this ReportState state) => state is ReportState.Closed or ReportState.Duplicate or ReportState.Withdrawn;
}
