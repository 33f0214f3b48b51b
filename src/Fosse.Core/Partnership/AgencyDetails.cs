using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Partnership;

/// <summary>What is asked about an agency, when it is added and when it is changed.</summary>
public sealed record AgencyDetails(string? Name, AgencyKind? Kind, Regime? Regime, string? Contact, DateOnly? JoinedOn)
{
    internal const int LongestName = 100,
        LongestContact = 200;

    internal async Task<List<Refusal>> Refused(SafetyDb db, Guid? self, CancellationToken stop)
    {
        var (name, contact, refused) = (Saving.Tidy(Name), Saving.Tidy(Contact), new List<Refusal>());
        if (name.Length == 0)
            refused.Add(new(nameof(Name), "Enter the name of the agency"));
        else if (name.Length > LongestName)
            refused.Add(new(nameof(Name), $"The name must be {LongestName} characters or fewer"));
        else if (await db.Set<Agency>().Where(a => a.Id != self).Select(a => a.Name).IsThere(name, stop))
            refused.Add(new(nameof(Name), "Another agency has this name. Enter a different one"));
        if (Kind is null)
            refused.Add(new(nameof(Kind), "Select what kind of agency it is"));
        if (Regime is null)
            refused.Add(new(nameof(Regime), "Select the law it handles personal data under"));
        if (contact.Length == 0)
            refused.Add(new(nameof(Contact), "Enter whom other agencies ask"));
        else if (contact.Length > LongestContact)
            refused.Add(new(nameof(Contact), $"Whom to ask must be {LongestContact} characters or fewer"));
        if (JoinedOn is null)
            refused.Add(new(nameof(JoinedOn), "Enter the day on which it joins"));
        return refused;
    }
}
