namespace Fosse.Reporting;

/// <summary>Which reports do not wait for their turn: somebody may be hurt meanwhile.</summary>
public static class UrgentRisks
{
    private static readonly Risk[] Urgent = [Risk.Hate, Risk.Threat, Risk.Safeguarding, Risk.CounterTerrorism];

    public static bool AreUrgent(this IReadOnlyList<Risk> risks)
    {
        ArgumentNullException.ThrowIfNull(risks);
        return risks.Any(Urgent.Contains);
    }
}
