using System.Text.RegularExpressions;

namespace Fosse.Exchange.Open311;

/// <summary>An update as it was posted (POST servicerequestupdates, mySociety's extension).</summary>
/// <param name="RequestId">The request it is about.</param>
/// <param name="UpdateId">What the sender calls the update: the same sent twice is one.</param>
/// <param name="Status">What the request has become at the sender's, in a word of theirs; upper case.</param>
/// <param name="Description">What somebody wrote.</param>
/// <param name="Name">Who wrote it, where it is told.</param>
/// <param name="Media">Addresses of photos.</param>
public sealed partial record PostedUpdate(
    string RequestId,
    string UpdateId,
    string Status,
    string Description,
    string Name,
    IReadOnlyList<string> Media
)
{
    /// <summary>The words for a status that the extension knows.</summary>
    public static IReadOnlyList<string> Statuses { get; } =
    [
        "OPEN",
        "CLOSED",
        "FIXED",
        "IN_PROGRESS",
        "ACTION_SCHEDULED",
        "INVESTIGATING",
        "DUPLICATE",
        "NOT_COUNCILS_RESPONSIBILITY",
        "NO_FURTHER_ACTION",
        "INTERNAL_REFERRAL",
        "REOPEN",
        "FOR_TRIAGE",
        "CANCELLED",
    ];

    /// <summary>Reads the fields of a form; what is wrong is added to theirs.</summary>
    public static PostedUpdate Read(PostedFields form)
    {
        ArgumentNullException.ThrowIfNull(form);
        foreach (var needed in (string[])["service_request_id", "update_id", "status", "updated_datetime"])
        {
            if (form.All(needed).Count == 0)
                form.Wrong($"{needed} is missing");
        }
        // Blank where only the state changed, or a photo came.
        if (!form.Has("description"))
            form.Wrong("description is missing");
        _ = form.Instant("updated_datetime");
        // A word of the sender's own is kept as it is told; only one that is no word is a slip.
        var status = form.Line("status").ToUpperInvariant().Replace(' ', '_');
        if (status.Length > 0 && !Word.IsMatch(status))
            form.Wrong($"status must be one word, such as {string.Join(", ", Statuses)}");
        foreach (var asked in (string[])["public_anonymity_required", "email_alerts_requested"])
        {
            if (form.Line(asked).ToUpperInvariant() is not ("" or "TRUE" or "FALSE" or "1" or "0"))
                form.Wrong($"{asked} must be TRUE or FALSE");
        }
        var media = form.All("media_url").Concat(form.All("media_url[]")).Take(20).ToList();
        if (media.Exists(m => m.Length > 500))
            form.Wrong("media_url must be 500 characters or fewer");
        var name = string.Join(
            ' ',
            new[] { form.Line("title"), form.Line("first_name"), form.Line("last_name") }.Where(n => n is not ("" or "-"))
        );
        return new(form.Line("service_request_id"), form.Line("update_id"), status, form.Words("description"), name, media);
    }

    [GeneratedRegex(@"\A[A-Z][A-Z_\-]{0,49}\z")]
    private static partial Regex Word { get; }
}
