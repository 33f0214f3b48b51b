using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;

namespace Fosse.Records;

/// <summary>All that the access policy decides from, as it is at the instant of the question.</summary>
internal sealed record AccessFacts
{
    public required DateOnly Today { get; init; }

    /// <summary>None when the account is closed, its agency has left, or nobody is signed in.</summary>
    public required SignedIn? Asker { get; init; }

    /// <summary>None when there is no such record.</summary>
    public required RecordFacts? Record { get; init; }

    /// <summary>What the asker is assigned to do on the record today.</summary>
    public string? Assignment { get; init; }
    public bool Conflict { get; init; }

    /// <summary>The queue in which the record waits, where the asker works it today.</summary>
    public string? Queue { get; init; }

    /// <summary>What is asked for is a reason that somebody of the asker's agency typed: its words are that agency's, whoever holds the
    /// record.</summary>
    public bool OwnReason { get; init; }

    /// <summary>The day by which the request is due that is named, where it is open, of the asker's agency and about this
    /// subject.</summary>
    public DateOnly? Request { get; init; }

    /// <summary>Where they ask to break the glass.</summary>
    public GlassFacts? Glass { get; init; }

    /// <summary>The purposes for which the owner has granted the asker's agency this one record, today.</summary>
    public IReadOnlyList<Purpose> Granted { get; init; } = [];

    /// <summary>Agreements that let the owner give and the asker's agency receive this class of data for the purpose asked.</summary>
    public IReadOnlyList<AgreementFacts> Agreements { get; init; } = [];
}

internal sealed record RecordFacts(Guid AgencyId, DataClass Class, bool Forgotten);

internal sealed record AgreementFacts(Guid Id, string Name, AgreementState State, DateOnly ReviewOn, SharingLevel Level);
