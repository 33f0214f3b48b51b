using System.Text;
using System.Text.Json;
using Fosse.Foundation;
using Fosse.Publishing;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Public.LedgerHead;

/// <summary>With which line and hash the ledger ended on each of the last days; with a file's name the same as data.</summary>
[MadeAnew]
public sealed class LedgerHeadModel(SafetyDb db) : PageModel
{
    public const string JsonFile = "heads.json",
        TextFile = "heads.txt";

    public IReadOnlyList<PublishedHead> Heads { get; private set; } = [];

    public async Task<IActionResult> OnGet(string? file, CancellationToken stop)
    {
        if (file is not (null or JsonFile or TextFile))
            return NotFound();
        Heads = await db.PublishedHeads(LedgerHeads.Days, stop);
        return file switch
        {
            JsonFile => Content(JsonSerializer.Serialize(Heads.Select(Said), JsonSerializerOptions.Web), "application/json", Encoding.UTF8),
            TextFile => Content(string.Concat(Heads.Select(h => $"{h.Mark}\n")), "text/plain", Encoding.UTF8),
            _ => Page(),
        };
    }

    private static object Said(PublishedHead head) =>
        new
        {
            head.Day,
            head.Sequence,
            head.Hash,
        };
}
