using Fosse.Foundation;

namespace Fosse.Intake.Requests;

/// <summary>What administrators do in this room.</summary>
public static class IntakeAdminEvents
{
    public static AdminEventKind ImportAsked { get; } = new(nameof(ImportAsked));
    public static AdminEventKind ImportStopped { get; } = new(nameof(ImportStopped));
    public static AdminEventKind ImportGoneOn { get; } = new(nameof(ImportGoneOn));
}
