using Fosse.Accountability.Subjects;
using Fosse.Foundation;
using Fosse.Records;
using Fosse.Web.Design;
using Fosse.Web.Partner.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.Records;

/// <summary>Opens a record about a person.</summary>
[Authorize(Policy = nameof(RecordsPermissions.WriteRecords))]
public sealed class NewModel(Fosse.Records.RecordWriting records, SignedIn who) : PersonBoxes
{
    [BindProperty]
    public DataClass? Class { get; set; }

    [BindProperty]
    public string? CaseReference { get; set; }

    public async Task<IActionResult> OnPost(CancellationToken stop)
    {
        return ModelState.Accepts(await records.Open(new(Class, CaseReference ?? "", Person), who, stop), out var record)
            ? LocalRedirect(WorkLinks.Record(record.Id) + "?said=open")
            : Page();
    }
}
