using Fosse.Foundation;
using Fosse.Web.Design;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Fosse.Web.Admin;

/// <summary>A page on which something that is kept is changed.</summary>
public abstract class ChangePage<TForm> : PageModel
    where TForm : class, new()
{
    [BindProperty]
    public TForm Form { get; set; } = new();

    /// <summary>Of what is kept, as it was when the form was opened.</summary>
    [BindProperty]
    public int Version { get; set; }

    /// <summary>True when somebody else has changed it since the form was opened.</summary>
    public bool Stale { get; private set; }

    /// <summary>What the command answered.</summary>
    protected object? Made { get; private set; }

    /// <returns>False where the form shows again what is wrong.</returns>
    protected async Task<bool> Changes<T>(Func<Task<Outcome<T>>> change)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(change);
        if (!ModelState.IsValid)
            return false;
        var outcome = await change();
        if (ModelState.Accepts(outcome, out var made, nameof(Form)))
        {
            Made = made;
            return true;
        }
        Stale = ModelState.MovesOn(outcome.Refusals, nameof(Form));
        return false;
    }
}
