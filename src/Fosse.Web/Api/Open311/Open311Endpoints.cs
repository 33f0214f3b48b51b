using Fosse.Exchange.Open311;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fosse.Web.Api.Open311;

/// <summary>Open311 GeoReport v2 with mySociety's updates: docs/standards/open311.md.</summary>
public static class Open311Endpoints
{
    internal const string Root = "/open311",
        Version = "/v2";

    private static readonly string[] Read = ["GET", "HEAD"];

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        // Categories and summaries change without a new edition of the figures.
        var open311 = endpoints.MapGroup(Root).WithMetadata(new MadeAnewAttribute());
        open311.MapMethods("/discovery.{format}", Read, ServiceEndpoints.Discovery).WithMetadata(Open311Described.Discovery);
        var v2 = open311.MapGroup(Version);
        v2.MapMethods("/services.{format}", Read, ServiceEndpoints.List).WithMetadata(Open311Described.Services);
        v2.MapMethods("/services/{code}.{format}", Read, ServiceEndpoints.Definition).WithMetadata(Open311Described.Service);
        v2.MapMethods("/requests.{format}", Read, RequestEndpoints.List).WithMetadata(Open311Described.Requests);
        v2.MapPost("/requests.{format}", RequestEndpoints.Post).WithMetadata(Open311Described.Send);
        v2.MapMethods("/requests/{id}.{format}", Read, RequestEndpoints.One).WithMetadata(Open311Described.Request);
        v2.MapMethods("/tokens/{token}.{format}", Read, RequestEndpoints.Token).WithMetadata(Open311Described.Token);
        v2.MapMethods("/servicerequestupdates.{format}", Read, UpdateEndpoints.List).WithMetadata(Open311Described.Updates);
        v2.MapPost("/servicerequestupdates.{format}", UpdateEndpoints.Post).WithMetadata(Open311Described.SendUpdate);
        // A program that asks for what is not there is answered in its own words and not with a page.
        open311.Map(
            "/{**rest}",
            (HttpContext context) =>
                Open311Answer.Refused(
                    [new(404, "There is nothing at this address")],
                    context.Request.Path.Value!.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? SparkFormat.Json : SparkFormat.Xml
                )
        );
    }
}
