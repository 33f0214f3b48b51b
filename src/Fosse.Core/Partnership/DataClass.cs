namespace Fosse.Partnership;

/// <summary>What kind of personal data a record holds: what sharing agreements and retention rules name.</summary>
public enum DataClass
{
    /// <summary>Who somebody is and how to reach them safely.</summary>
    Identity,

    /// <summary>What somebody told about a crime or incident.</summary>
    Report,

    /// <summary>Anti-social behaviour: parties, events, interventions.</summary>
    AntiSocialBehaviour,

    /// <summary>A professional's assessment of risk to a victim.</summary>
    VictimRisk,

    /// <summary>Safety of a child or an adult at risk.</summary>
    Safeguarding,

    /// <summary>Health, as far as a partner needs it.</summary>
    Health,
    Housing,

    /// <summary>Suspected or proven offending.</summary>
    Offending,
}
