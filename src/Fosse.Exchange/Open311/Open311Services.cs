namespace Fosse.Exchange.Open311;

/// <summary>What can be asked of a server (GET services). All are of the type <c>realtime</c>: who sends one is told its id at
/// once.</summary>
/// <param name="Metadata">True where a definition with questions is there to fetch.</param>
/// <param name="Group">The heading that it is listed under.</param>
/// <param name="Keywords">With commas between; <c>private</c> tells FixMyStreet to show what is sent to its reporter and staff
/// alone.</param>
public sealed record Open311Listing(string Code, string Name, string Description, bool Metadata, string Group, string Keywords);

/// <summary>What an attribute takes.</summary>
public enum Open311Datatype
{
    /// <summary>A line of text.</summary>
    Line,

    /// <summary>A number.</summary>
    Number,

    /// <summary>An instant with a zone, or a day.</summary>
    DateTime,

    /// <summary>Text of several lines.</summary>
    Text,

    /// <summary>One key of the values.</summary>
    SingleValueList,

    /// <summary>Any keys of the values.</summary>
    MultiValueList,
}

/// <summary>One answer to choose.</summary>
public sealed record Open311Choice(string Key, string Name);

/// <summary>One question of a service.</summary>
/// <param name="DatatypeDescription">Says how to answer.</param>
/// <param name="SetBySystem">Asked of the sending system and not of a person: mySociety's <c>automated</c> is <c>server_set</c>.</param>
public sealed record Open311Question(
    string Code,
    Open311Datatype Datatype,
    bool Required,
    string Description,
    string DatatypeDescription = "",
    IReadOnlyList<Open311Choice>? Values = null,
    bool SetBySystem = false
);

/// <summary>Where a server is and what it speaks (service discovery).</summary>
/// <param name="ChangedAt">When what it speaks last changed.</param>
/// <param name="Contact">Whom to ask.</param>
/// <param name="KeyService">How to come by a key.</param>
/// <param name="Url">The address of the endpoint, without a slash at its end.</param>
/// <param name="Production">False for one to try things on.</param>
public sealed record Open311Discovery(DateTimeOffset ChangedAt, string Contact, string KeyService, string Url, bool Production);

/// <summary>Writes what a server is and offers.</summary>
public static class Open311Offer
{
    /// <summary>The discovery document.</summary>
    public static SparkDocument Discovery(Open311Discovery discovery)
    {
        ArgumentNullException.ThrowIfNull(discovery);
        var changed = new SparkText(Open311Time.Text(discovery.ChangedAt));
        return new(
            "discovery",
            new SparkMembers([
                new("changeset", changed),
                new("contact", new SparkText(discovery.Contact)),
                new("key_service", new SparkText(discovery.KeyService)),
                new(
                    "endpoints",
                    new SparkList(
                        "endpoint",
                        [
                            new SparkMembers([
                                new("specification", new SparkText("http://wiki.open311.org/GeoReport_v2")),
                                new("url", new SparkText(discovery.Url)),
                                new("changeset", changed),
                                new("type", new SparkText(discovery.Production ? "production" : "test")),
                                new("formats", new SparkList("format", [new SparkText("text/xml"), new SparkText("application/json")])),
                            ]),
                        ]
                    )
                ),
            ])
        );
    }

    /// <summary>The list of services.</summary>
    public static SparkDocument Services(IEnumerable<Open311Listing> services) =>
        new(
            "services",
            new SparkList(
                "service",
                [
                    .. services.Select(s => new SparkMembers([
                        new("service_code", new SparkText(s.Code)),
                        new("service_name", new SparkText(s.Name)),
                        new("description", new SparkText(s.Description)),
                        new("metadata", new SparkFlag(s.Metadata)),
                        new("type", new SparkText("realtime")),
                        new("keywords", new SparkText(s.Keywords)),
                        new("group", new SparkText(s.Group)),
                    ])),
                ]
            )
        );

    /// <summary>The questions of a service, in their order.</summary>
    public static SparkDocument Definition(string code, IEnumerable<Open311Question> attributes) =>
        new(
            "service_definition",
            new SparkMembers([
                new("service_code", new SparkText(code)),
                new("attributes", new SparkList("attribute", [.. attributes.Select(Attribute)])),
            ])
        );

    private static SparkMembers Attribute(Open311Question attribute, int index)
    {
        List<SparkMember> members =
        [
            new("variable", new SparkFlag(true)),
            new("code", new SparkText(attribute.Code)),
            new("datatype", new SparkText(Word(attribute.Datatype))),
            new("required", new SparkFlag(attribute.Required)),
            new("datatype_description", new SparkText(attribute.DatatypeDescription)),
            new("order", new SparkNumber(index + 1)),
            new("description", new SparkText(attribute.Description)),
        ];
        if (attribute.SetBySystem)
            members.Add(new("automated", new SparkText("server_set")));
        if (attribute.Values is { } values)
            members.Add(
                new(
                    "values",
                    new SparkList(
                        "value",
                        [.. values.Select(v => new SparkMembers([new("key", new SparkText(v.Key)), new("name", new SparkText(v.Name))]))]
                    )
                )
            );
        return new(members);
    }

    private static string Word(Open311Datatype datatype) =>
        datatype switch
        {
            Open311Datatype.Line => "string",
            Open311Datatype.Number => "number",
            Open311Datatype.DateTime => "datetime",
            Open311Datatype.Text => "text",
            Open311Datatype.SingleValueList => "singlevaluelist",
            _ => "multivaluelist",
        };
}
