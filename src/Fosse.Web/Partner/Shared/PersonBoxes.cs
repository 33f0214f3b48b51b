using Fosse.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.Shared;

/// <summary>A page with boxes for what is held about a person.</summary>
public abstract class PersonBoxes : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? BornOn { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public string? Telephone { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? SafeContact { get; set; }

    [BindProperty]
    public string? Notes { get; set; }

    /// <summary>What was typed, or what is held.</summary>
    protected PersonWords Person
    {
        get =>
            new()
            {
                Name = Name ?? "",
                BornOn = BornOn ?? "",
                Address = Address ?? "",
                Telephone = Telephone ?? "",
                Email = Email ?? "",
                SafeContact = SafeContact ?? "",
                Notes = Notes ?? "",
            };
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            (Name, BornOn, Address, Telephone, Email, SafeContact, Notes) = (
                value.Name,
                value.BornOn,
                value.Address,
                value.Telephone,
                value.Email,
                value.SafeContact,
                value.Notes
            );
        }
    }
}
