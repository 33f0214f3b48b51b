using Fosse.Foundation;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Fosse.Web.Admin;

/// <summary>What a form does when somebody else was first.</summary>
internal static class StaleForms
{
    private const string Version = "Version";

    /// <summary>
    /// True when the refusal is that somebody else was first. It belongs to the whole form then: the page shows what they wrote and
    /// takes their version, so that saving again is done knowingly.
    /// </summary>
    public static bool MovesOn(this ModelStateDictionary state, IReadOnlyList<Refusal> refusals, string prefix = "")
    {
        if (refusals is not [{ Field: Version, Message: var message }])
            return false;
        state.Remove(prefix.Length == 0 ? Version : $"{prefix}.{Version}");
        state.Remove(Version);
        state.AddModelError("", message);
        return true;
    }
}
