using Fosse.Foundation;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Partnership;

/// <summary>What is asked about an agency, when it is added and when it is changed.</summary>
public sealed record AgencyDetails(string? Name, AgencyKind? Kind, Regime? Regime, string? Contact, DateOnly? JoinedOn)
{
    internal const int LongestName = 100,
        LongestContact = 200;

    internal async Task<List<Refusal>> Refused(SafetyDb db, Guid? self, CancellationToken stop)
    {
        var (name, contact, refused) = (Saving.Tidy(Name), Saving.Tidy(UnseenText.Without(Contact ?? "")), new List<Refusal>());
        if (name.Length == 0)
            refused.Add(new(nameof(Name), PartnershipText.Of("AgencyDetails.EnterName")));
        else if (name.Length > LongestName)
            refused.Add(new(nameof(Name), PartnershipText.Of("AgencyDetails.NameTooLong", LongestName)));
        else if (await db.Set<Agency>().Where(a => a.Id != self).Select(a => a.Name).IsThere(name, stop))
            refused.Add(new(nameof(Name), PartnershipText.Of("AgencyDetails.NameTaken")));
        if (Kind is null)
            refused.Add(new(nameof(Kind), PartnershipText.Of("AgencyDetails.SelectKind")));
        if (Regime is null)
            refused.Add(new(nameof(Regime), PartnershipText.Of("AgencyDetails.SelectLaw")));
        if (contact.Length == 0)
            refused.Add(new(nameof(Contact), PartnershipText.Of("AgencyDetails.EnterContact")));
        else if (contact.Length > LongestContact)
            refused.Add(new(nameof(Contact), PartnershipText.Of("AgencyDetails.ContactTooLong", LongestContact)));
        else if (
            contact.Contains('@', StringComparison.Ordinal)
            && !contact.Contains(' ', StringComparison.Ordinal)
            && !Mailbox.Is(contact)
        )
            refused.Add(new(nameof(Contact), PartnershipText.Of("AgencyDetails.WrongContact")));
        if (JoinedOn is null)
            refused.Add(new(nameof(JoinedOn), PartnershipText.Of("AgencyDetails.EnterFirstDay")));
        return refused;
    }
}
