using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Records;
using Fosse.Web.Design;
using Fosse.Web.Design.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Web.Partner.Agreements;

/// <summary>How an agency stands to an agreement, in one answer.</summary>
public enum PartyAnswer
{
    None,
    Gives,
    Receives,
    Both,
}

/// <summary>Writes an agreement down, or changes a draft.</summary>
[Authorize(Policy = nameof(PartnershipPermissions.ManageAgreements))]
public sealed class WriteModel(SafetyDb db, Fosse.Partnership.Agreements agreements, SignedIn who, CountyClock clock, HouseWords house)
    : PageModel
{
    private const int MostAgencies = 500;

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Gateway { get; set; }

    [BindProperty, DayMonthYear]
    public DateOnly? StartsOn { get; set; }

    [BindProperty, DayMonthYear]
    public DateOnly? ReviewOn { get; set; }

    [BindProperty]
    public int Version { get; set; }

    /// <summary>How each agency stands to it, by its id.</summary>
    public Dictionary<Guid, PartyAnswer> Parties { get; private set; } = [];

    /// <summary>What opens of each class for each purpose, by "class.purpose"; those that are not shared are not there.</summary>
    public Dictionary<string, SharingLevel?> Scopes { get; private set; } = [];

    public Guid? Id { get; private set; }
    public IReadOnlyList<Agency> Agencies { get; private set; } = [];

    public IReadOnlyList<DataClass> Classes => house.DataClasses;
    public IReadOnlyList<Purpose> Purposes { get; } = house.PurposesThat(p => p.Shared);

    public static string Key(DataClass @class, Purpose purpose) => $"{@class}.{purpose}";

    public async Task<IActionResult> OnGet(Guid? id, CancellationToken stop)
    {
        await Prepare(id, stop);
        if (id is null)
            return Page();
        if (await db.Agreement(id.Value, who, clock.Today, stop) is not { State: AgreementState.Draft } whole)
            return NotFound();
        (Name, Gateway, StartsOn, ReviewOn, Version) = (
            whole.Agreement.Name,
            whole.Agreement.Gateway,
            whole.Agreement.StartsOn,
            whole.Agreement.ReviewOn,
            whole.Agreement.Version
        );
        Parties = whole.Parties.ToDictionary(
            p => p.Party.AgencyId,
            p =>
                p.Party switch
                {
                    { Gives: true, Receives: true } => PartyAnswer.Both,
                    { Gives: true } => PartyAnswer.Gives,
                    _ => PartyAnswer.Receives,
                }
        );
        Scopes = whole.Scopes.ToDictionary(s => Key(s.Class, s.Purpose), s => (SharingLevel?)s.Level);
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid? id, CancellationToken stop)
    {
        await Prepare(id, stop);
        // Asked for one by one: a dictionary that is bound whole takes every other field for one of its own when it finds none.
        foreach (var agency in Agencies)
            Parties[agency.Id] = Sent<PartyAnswer>($"Parties[{agency.Id}]") ?? PartyAnswer.None;
        foreach (var kind in Classes)
        {
            foreach (var purpose in Purposes)
                Scopes[Key(kind, purpose)] = Sent<SharingLevel>($"Scopes[{Key(kind, purpose)}]");
        }
        if (!ModelState.IsValid)
            return Page();
        var scopes =
            from c in Classes
            from p in Purposes
            let level = Scopes.GetValueOrDefault(Key(c, p))
            where level is not null
            select new ScopeWords(c, p, level.Value);
        var save = new SaveAgreement(
            id,
            Version,
            Name ?? "",
            Gateway ?? "",
            StartsOn,
            ReviewOn,
            [
                .. Parties
                    .Where(p => p.Value is not PartyAnswer.None)
                    .Select(p => new PartyWords(
                        p.Key,
                        p.Value is PartyAnswer.Gives or PartyAnswer.Both,
                        p.Value is PartyAnswer.Receives or PartyAnswer.Both
                    )),
            ],
            [.. scopes]
        );
        return ModelState.Accepts(await agreements.Save(save, who, stop), out var saved)
            ? LocalRedirect(WorkLinks.Agreement(saved.Id) + "?did=save")
            : Page();
    }

    private T? Sent<T>(string name)
        where T : struct, Enum => Enum.TryParse<T>(Request.Form[name], out var value) && Enum.IsDefined(value) ? value : null;

    private async Task Prepare(Guid? id, CancellationToken stop)
    {
        Id = id;
        Agencies = await db.Set<Agency>().AsNoTracking().MembersOn(clock.Today).OrderBy(a => a.Name).First(MostAgencies, db, stop);
    }
}
