namespace Fosse.Privacy;

/// <summary>What personal data may be read for.</summary>
public enum Purpose { TriageReport, InvestigateCase, AnswerSubjectRequest, ApplyRetention }

/// <summary>Who is asking: made once per request or job from the signed-in identity.</summary>
public sealed record Actor(Guid Id, string Organisation, IReadOnlySet<Purpose> Purposes);
