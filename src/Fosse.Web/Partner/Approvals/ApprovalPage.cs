using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Web.Design;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Partner.Approvals;

/// <summary>One proposal word by word, who had a part in it, and one's own part.</summary>
public abstract class ApprovalPage(ApprovalDesk desk, ApprovalRows rows, SignedIn who) : PageModel
{
    public ApprovalFront Front { get; private set; } = null!;

    [FromQuery(Name = "did")]
    public string? Did { get; set; }

    /// <summary>Of the words that were on the page.</summary>
    [BindProperty]
    public string? Hash { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The address of this page.</summary>
    protected abstract string Link(Guid id);

    /// <summary>Words that only this face has for a field; none where the common ones do.</summary>
    public virtual string? Say(DeedField field) => null;

    public async Task<IActionResult> OnGet(Guid id, CancellationToken stop) => await Find(id, stop) ? Page() : NotFound();

    public Task<IActionResult> OnPostApprove(Guid id, CancellationToken stop) =>
        Then(id, "approve", () => desk.Approve(id, Shown(Hash), who, stop), stop);

    public Task<IActionResult> OnPostReturn(Guid id, CancellationToken stop) =>
        Then(id, "return", () => desk.Return(id, Reason, who, stop), stop);

    protected virtual async Task<bool> Find(Guid id, CancellationToken stop)
    {
        if (await rows.One(id, who, stop) is not { } front)
            return false;
        Front = front;
        return true;
    }

    private async Task<IActionResult> Then(Guid id, string did, Func<Task<Outcome<Approval>>> act, CancellationToken stop)
    {
        if (!await Find(id, stop))
            return NotFound();
        if (ModelState.Accepts(await act(), out _))
            return LocalRedirect(Link(id) + $"?did={did}");
        await Find(id, stop);
        return Page();
    }

    // What is no hash is the hash of nothing that was shown.
    private static byte[] Shown(string? hash) =>
        hash is { Length: 64 } && hash.All(char.IsAsciiHexDigit) ? Convert.FromHexString(hash) : [];
}
