using Fosse.Privacy;

namespace Fosse.Accountability;

/// <summary>What personal data is read for in this room.</summary>
public static class AccountabilityPurposes
{
    public static Purpose AnswerSubjectRequest { get; } = new(nameof(AnswerSubjectRequest));
    public static Purpose SuperviseAccess { get; } = new(nameof(SuperviseAccess));
}
