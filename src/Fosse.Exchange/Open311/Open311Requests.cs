namespace Fosse.Exchange.Open311;

/// <summary>A request as everybody, or the system that sent it, may see it.</summary>
/// <param name="Open">False where it is closed.</param>
/// <param name="Longitude">Degrees (WGS 84); none with the latitude where it is not shown on a map.</param>
public sealed record Open311Request(
    string Id,
    bool Open,
    string StatusNotes,
    string ServiceName,
    string ServiceCode,
    string Description,
    string Agency,
    DateTimeOffset RequestedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? ExpectedAt = null,
    string Address = "",
    double? Latitude = null,
    double? Longitude = null
);

/// <summary>A change to a request that was sent, as its sender may see it (mySociety's extension).</summary>
/// <param name="Status">In upper case, such as OPEN or CLOSED.</param>
public sealed record Open311Update(string Id, string RequestId, string Status, string Description, DateTimeOffset UpdatedAt);

/// <summary>One thing that is wrong with what was sent.</summary>
/// <param name="Code">400, 403 or 404.</param>
public sealed record Open311Error(int Code, string Description)
{
    /// <summary>What was sent cannot be taken; the description says how to mend it.</summary>
    public static Open311Error Bad(string description) => new(400, description);
}

/// <summary>Writes what became of requests.</summary>
public static class Open311Results
{
    /// <summary>Requests, one or many: a list either way.</summary>
    public static SparkDocument Requests(IEnumerable<Open311Request> requests) =>
        List([
            .. requests.Select(r => new SparkMembers([
                new("service_request_id", new SparkText(r.Id)),
                new("status", new SparkText(r.Open ? "open" : "closed")),
                new("status_notes", new SparkText(r.StatusNotes)),
                new("service_name", new SparkText(r.ServiceName)),
                new("service_code", new SparkText(r.ServiceCode)),
                new("description", new SparkText(r.Description)),
                new("agency_responsible", new SparkText(r.Agency)),
                new("service_notice", new SparkText(null)),
                new("requested_datetime", Instant(r.RequestedAt)),
                new("updated_datetime", Instant(r.UpdatedAt)),
                new("expected_datetime", Instant(r.ExpectedAt)),
                new("address", new SparkText(r.Address)),
                new("address_id", new SparkText(null)),
                new("zipcode", new SparkText(null)),
                new("lat", Degrees(r.Latitude)),
                new("long", Degrees(r.Longitude)),
                new("media_url", new SparkText(null)),
            ])),
        ]);

    /// <summary>The answer to a request that was taken: its id, and never a token beside it.</summary>
    public static SparkDocument Taken(string id, string notice, string account) =>
        List([
            new SparkMembers([
                new("service_request_id", new SparkText(id)),
                new("service_notice", new SparkText(notice)),
                new("account_id", new SparkText(account)),
            ]),
        ]);

    /// <summary>What a token has become.</summary>
    public static SparkDocument Token(string id, string token) =>
        List([new SparkMembers([new("service_request_id", new SparkText(id)), new("token", new SparkText(token))])]);

    /// <summary>Changes to requests that were sent.</summary>
    public static SparkDocument Updates(IEnumerable<Open311Update> updates) =>
        new(
            "service_request_updates",
            new SparkList(
                "request_update",
                [
                    .. updates.Select(u => new SparkMembers([
                        new("update_id", new SparkText(u.Id)),
                        new("service_request_id", new SparkText(u.RequestId)),
                        new("status", new SparkText(u.Status)),
                        new("updated_datetime", Instant(u.UpdatedAt)),
                        new("description", new SparkText(u.Description)),
                        new("media_url", new SparkText(null)),
                    ])),
                ]
            )
        );

    /// <summary>The answer to an update that was taken.</summary>
    public static SparkDocument UpdateTaken(string id) =>
        new("service_request_updates", new SparkList("request_update", [new SparkMembers([new("update_id", new SparkText(id))])]));

    /// <summary>Why something was refused; there may be several reasons.</summary>
    public static SparkDocument Errors(IEnumerable<Open311Error> errors) =>
        new(
            "errors",
            new SparkList(
                "error",
                [
                    .. errors.Select(e => new SparkMembers([
                        new("code", new SparkNumber(e.Code)),
                        new("description", new SparkText(e.Description)),
                    ])),
                ]
            )
        );

    private static SparkDocument List(IReadOnlyList<SparkValue> requests) => new("service_requests", new SparkList("request", requests));

    private static SparkText Instant(DateTimeOffset? instant) => new(instant is { } at ? Open311Time.Text(at) : null);

    private static SparkValue Degrees(double? degrees) => degrees is { } number ? new SparkNumber(number) : new SparkText(null);
}
