namespace Fosse.Exchange.Open311;

/// <summary>An update as it was posted (POST servicerequestupdates, mySociety's extension).</summary>
/// <param name="RequestId">The request it is about.</param>
/// <param name="UpdateId">What the sender calls the update: the same sent twice is one.</param>
/// <param name="Status">What the request has become at the sender's; upper case.</param>
/// <param name="Description">What somebody wrote.</param>
/// <param name="Name">Who wrote it, where it is told.</param>
/// <param name="Media">Addresses of photos.</param>
public sealed record PostedUpdate(
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
    ];

    /// <summary>Reads the fields of a form; what is wrong is added to theirs.</summary>
    public static PostedUpdate Read(PostedFields form)
    {
        ArgumentNullException.ThrowIfNull(form);
        foreach (var needed in (string[])["service_request_id", "update_id", "status", "updated_datetime", "description"])
        {
            if (form.All(needed).Count == 0)
                form.Wrong($"{needed} is missing");
        }
        _ = form.Instant("updated_datetime");
        var status = form.Line("status");
        if (status.Length > 0 && !Statuses.Contains(status))
            form.Wrong($"status must be one of {string.Join(", ", Statuses)}");
        if (form.Line("public_anonymity_required") is not ("" or "TRUE" or "FALSE"))
            form.Wrong("public_anonymity_required must be TRUE or FALSE");
        if (form.Line("email_alerts_requested") is not ("" or "TRUE" or "FALSE"))
            form.Wrong("email_alerts_requested must be TRUE or FALSE");
        var media = form.All("media_url").Concat(form.All("media_url[]")).Take(20).ToList();
        if (media.Exists(m => m.Length > 500))
            form.Wrong("media_url must be 500 characters or fewer");
        var name = string.Join(
            ' ',
            new[] { form.Line("title"), form.Line("first_name"), form.Line("last_name") }.Where(n => n is not ("" or "-"))
        );
        return new(form.Line("service_request_id"), form.Line("update_id"), status, form.Words("description"), name, media);
    }
}
