using Fosse.Foundation;

namespace Fosse.Records;

/// <summary>The personal data that records of this room hold.</summary>
public static class RecordsDataClasses
{
    /// <summary>Who somebody is and how to reach them safely.</summary>
    public static DataClass Identity { get; } = new(nameof(Identity));

    /// <summary>Anti-social behaviour: parties, events, interventions.</summary>
    public static DataClass AntiSocialBehaviour { get; } = new(nameof(AntiSocialBehaviour));

    /// <summary>A professional's assessment of risk to a victim.</summary>
    public static DataClass VictimRisk { get; } = new(nameof(VictimRisk));

    /// <summary>Safety of a child or an adult at risk.</summary>
    public static DataClass Safeguarding { get; } = new(nameof(Safeguarding));

    /// <summary>Health, as far as a partner needs it.</summary>
    public static DataClass Health { get; } = new(nameof(Health));
    public static DataClass Housing { get; } = new(nameof(Housing));

    /// <summary>Suspected or proven offending.</summary>
    public static DataClass Offending { get; } = new(nameof(Offending));
}
