using Fosse.Web.Api.Open311;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace Fosse.Web.Api;

/// <summary>A field that a call takes.</summary>
internal sealed record ApiField(string Name, string Means, bool Needed = false);

/// <summary>What the description of the API says of an endpoint beyond its address.</summary>
/// <param name="Key">Whether it asks for an API key.</param>
/// <param name="Asks">Fields of the address.</param>
/// <param name="Sends">Fields of the form; none where nothing is sent.</param>
internal sealed record Described(string Says, bool Key, IReadOnlyList<ApiField> Asks, IReadOnlyList<ApiField> Sends);

/// <summary>The endpoints of the face for other systems, described for programs (OpenAPI) at one address.</summary>
internal static class ApiDescription
{
    internal const string Address = "/api/openapi.json";

    private const string Key = "api_key";

    // The same answers in both.
    private static readonly string[] Formats = ["application/json", "text/xml"];

    internal static void Add(IServiceCollection services) =>
        services.AddOpenApi(api =>
        {
            // HEAD is taken wherever GET is, and need not be said each time.
            api.ShouldInclude = one =>
                one.HttpMethod != "HEAD" && one.ActionDescriptor.EndpointMetadata.OfType<OfFace>().Any(of => of.Face == Faces.Api);
            api.AddOperationTransformer(
                (operation, context, _) =>
                {
                    if (context.Description.ActionDescriptor.EndpointMetadata.OfType<Described>().FirstOrDefault() is { } told)
                        Tell(operation, told, context.Document!);
                    return Task.CompletedTask;
                }
            );
            api.AddDocumentTransformer(
                (document, context, _) =>
                {
                    var own = context.ApplicationServices.GetRequiredService<IOptions<Open311Options>>().Value.Address;
                    document.Info = new()
                    {
                        Title = "Fosse for other systems",
                        Version = typeof(ApiDescription).Assembly.GetName().Version!.ToString(3),
                        Description = "Open311 GeoReport v2 with mySociety's updates. Instants have a zone; places are degrees (WGS 84).",
                    };
                    // Never the name that somebody asked under: the answer is kept and handed on.
                    document.Servers = [new() { Url = own is { Length: > 0 } address ? address.TrimEnd('/') : "/" }];
                    document.AddComponent(
                        Key,
                        new OpenApiSecurityScheme
                        {
                            Type = SecuritySchemeType.ApiKey,
                            In = ParameterLocation.Query,
                            Name = Key,
                            Description = "Made by an administrator for one system of one agency. In a form it is a field of the form.",
                        }
                    );
                    return Task.CompletedTask;
                }
            );
        });

    internal static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapOpenApi(Address);

    private static void Tell(OpenApiOperation operation, Described told, OpenApiDocument document)
    {
        operation.Summary = told.Says;
        operation.Tags = null;
        operation.Parameters ??= [];
        foreach (var field in operation.Parameters.OfType<OpenApiParameter>().Where(p => p.Name == "format"))
            field.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["json", "xml"] };
        foreach (var field in told.Asks)
        {
            operation.Parameters.Add(
                new OpenApiParameter
                {
                    Name = field.Name,
                    In = ParameterLocation.Query,
                    Description = field.Means,
                    Required = field.Needed,
                    Schema = Text(),
                }
            );
        }
        if (told.Sends.Count > 0)
        {
            var form = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Properties = told.Sends.ToDictionary(f => f.Name, IOpenApiSchema (f) => Text(f.Means)),
                Required = told.Sends.Where(f => f.Needed).Select(f => f.Name).ToHashSet(),
            };
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType> { ["application/x-www-form-urlencoded"] = new() { Schema = form } },
            };
        }
        if (told.Key)
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(Key, document)] = [] }];
        operation.Responses = new()
        {
            ["200"] = Answer("What was asked for."),
            ["400"] = Answer("Something in the call is wrong; the answer lists all of it."),
            ["404"] = Answer("There is nothing at this address."),
        };
        if (told.Key)
            operation.Responses["403"] = Answer("The key is missing or is not known here.");
    }

    private static OpenApiResponse Answer(string says) =>
        new() { Description = says, Content = Formats.ToDictionary(f => f, _ => new OpenApiMediaType()) };

    private static OpenApiSchema Text(string? means = null) => new() { Type = JsonSchemaType.String, Description = means };
}
