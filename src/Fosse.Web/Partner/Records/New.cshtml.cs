using Fosse.Accountability.Subjects;
using Fosse.Foundation;
using Fosse.Records;
using Fosse.Web.Design;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.Records;

/// <summary>Opens a record about a person.</summary>
[Authorize(Policy = nameof(RecordsPermissions.WriteRecords))]
public sealed class NewModel(Fosse.Records.RecordWriting records, SignedIn who) : PageModel
{
    [BindProperty]
    public DataClass? Class { get; set; }

    [BindProperty]
    public string? CaseReference { get; set; }

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

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        var person = new PersonWords
        {
            Name = Name ?? "",
            BornOn = BornOn ?? "",
            Address = Address ?? "",
            Telephone = Telephone ?? "",
            Email = Email ?? "",
            SafeContact = SafeContact ?? "",
            Notes = Notes ?? "",
        };
        return ModelState.Accepts(await records.Open(new(Class, CaseReference ?? "", person), who, stop), out var record)
            ? LocalRedirect(WorkLinks.Record(record.Id) + "?did=open")
            : Page();
    }
}
