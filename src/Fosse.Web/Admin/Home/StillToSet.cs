using Fosse.Accounts;
using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Places;
using Fosse.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Fosse.Web.Admin.Home;

/// <summary>What Fosse works without and an administrator would look for: whom residents can turn to, who is woken, mail, the address,
/// the figures, the streets of the map.</summary>
public sealed class StillToSet(
    IOptions<ContactOptions> contact,
    IOptions<DutyOptions> duty,
    IOptions<MailOptions> mail,
    IOptions<SignInOptions> signIn,
    StreetTiles streets
)
{
    /// <returns>The keys of their sentences.</returns>
    public async Task<IReadOnlyList<string>> In(SafetyDb db, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        var set = new (string Key, bool Is)[]
        {
            ("Crime", await db.Set<CrimeFile>().AnyAsync(stop)),
            ("Address", Given(signIn.Value.Address)),
            ("Mail", Given(mail.Value.Host)),
            (nameof(ContactOptions.Operator), Given(contact.Value.Operator)),
            (nameof(ContactOptions.Privacy), Given(contact.Value.Privacy)),
            (nameof(ContactOptions.Accessibility), Given(contact.Value.Accessibility)),
            (nameof(DutyOptions), Given(duty.Value.To)),
            (nameof(StreetTiles), streets.Now() is not null),
        };
        return [.. set.Where(s => !s.Is).Select(s => s.Key)];
    }

    private static bool Given(string? setting) => !string.IsNullOrWhiteSpace(setting);
}
