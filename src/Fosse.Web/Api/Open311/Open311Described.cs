namespace Fosse.Web.Api.Open311;

/// <summary>What the description of the API says of each call; the standard and our answers to it are in
/// docs/standards/open311.md.</summary>
internal static class Open311Described
{
    private static readonly ApiField From = new("start_date", "From this instant, with its zone"),
        To = new("end_date", "To this instant, with its zone"),
        OwnKey = new("api_key", "With it, also what the same system sent");

    public static readonly Described Discovery = Open("Where this server is, and whom to ask about it"),
        Services = Open("What can be reported"),
        Service = Open("What a service asks"),
        Request = Open("One request", OwnKey),
        Requests = Open(
            "Requests, newest first: 90 days or 1,000 of them, whichever is less",
            OwnKey,
            new("service_request_id", "These ids, with commas between; nothing else is looked at then"),
            new("service_code", "These services, with commas between"),
            new("status", "open or closed"),
            From,
            To,
            new("page", "From 1"),
            new("page_size", "At most 1,000")
        ),
        Token = new("The id of a request that was sent", Key: true, [], []),
        Updates = new("What became of the requests that the same system sent", Key: true, [From, To], []),
        Send =
            new(
                "Send a request. The same sent again is one request",
                Key: true,
                [],
                [
                    new("api_key", "The key of the sending system", Needed: true),
                    new("service_code", "Which service it is for", Needed: true),
                    new("description", "What was seen, 15 to 4,000 characters", Needed: true),
                    new("lat", "Degrees, together with long; else address_string or address_id"),
                    new("long", "Degrees, together with lat"),
                    new("address_string", "The place in words"),
                    new("address_id", "The place by its number in the sender's directory; #NOTPINPOINTED# where it is not known"),
                    new("first_name", "Of the reporter; without a name, an email address and a telephone number the report is anonymous"),
                    new("last_name", "Of the reporter"),
                    new("email", "Of the reporter"),
                    new("phone", "Of the reporter"),
                    new("media_url", "Address of a photo; it is not fetched"),
                    new("attribute[CODE]", "The answer to a question of the service; attribute[CODE][] where it takes several"),
                ]
            ),
        SendUpdate =
            new(
                "Send an update of a request. The same sent again is one update",
                Key: true,
                [],
                [
                    new("api_key", "The key of the sending system", Needed: true),
                    new("service_request_id", "The request that it is about", Needed: true),
                    new("update_id", "What the sender calls the update", Needed: true),
                    new("updated_datetime", "When, with its zone", Needed: true),
                    new("status", "What the request has become at the sender's, such as CLOSED or REOPEN", Needed: true),
                    new("description", "What somebody wrote", Needed: true),
                    new("first_name", "Who wrote it"),
                    new("last_name", "Who wrote it"),
                ]
            );

    private static Described Open(string says, params ApiField[] asks) => new(says, Key: false, asks, []);
}
