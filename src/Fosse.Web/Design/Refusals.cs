using Fosse.Foundation;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Fosse.Web.Design;

/// <summary>Brings what a command refused to the boxes that it is about.</summary>
public static class Refusals
{
    /// <summary>Puts every refusal at its field: <c>if (!ModelState.Accepts(outcome, out var made)) return Page();</c></summary>
    /// <param name="prefix">The name under which the page binds the command's fields, such as "Input"; none where the names are the
    /// same.</param>
    public static bool Accepts<T>(this ModelStateDictionary state, Outcome<T> outcome, out T result, string prefix = "")
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(outcome);
        if (outcome.Accepted(out result))
            return true;
        state.Refuse(outcome.Refusals, prefix);
        return false;
    }

    public static void Refuse(this ModelStateDictionary state, IEnumerable<Refusal> refusals, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(refusals);
        foreach (var refusal in refusals)
            state.AddModelError(
                prefix.Length == 0 || refusal.Field.Length == 0 ? refusal.Field : $"{prefix}.{refusal.Field}",
                refusal.Message
            );
    }
}
