using System.Runtime.CompilerServices;
using Fosse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.HouseRules;

/// <summary>Every address of the site is in routes.txt, so that a new one is seen in review.</summary>
public sealed class RoutesTests
{
    private const string Everything = "--Faces=Public,Partner,Admin,Api,Worker";

    private const string Heading =
        "# Every address of the site: route, methods, face, who may. ./test --approve writes it; read what differs.\n";

    // Where somebody of staff is who has not signed in yet.
    private static readonly string[] Doors = ["/sign-in page ", "/sign-in/", "/sign-out page ", "/invitation/"];

    [Fact]
    public async Task Every_route_with_its_face_and_policy_is_approved()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, Everything);
        Approved.Is(Heading + string.Concat(Endpoints(site).Select(line => $"{line}\n")), "routes.txt");
    }

    [Fact]
    public async Task Only_health_files_the_public_and_open_faces_and_the_doors_of_staff_are_open_to_everyone()
    {
        await using var county = await TestCounty.Open(TestCounty.Sqlite);
        await using var site = await TestSite.On(county, Everything);
        Assert.All(
            Endpoints(site).Where(line => line.EndsWith(" anyone", StringComparison.Ordinal)),
            line =>
                Assert.True(
                    line.Contains(" Public ", StringComparison.Ordinal)
                        || line.Contains(" Api ", StringComparison.Ordinal)
                        || line.StartsWith("/health/", StringComparison.Ordinal)
                        || line.StartsWith("/assets/", StringComparison.Ordinal)
                        || Doors.Any(door => line.StartsWith(door, StringComparison.Ordinal)),
                    line
                )
        );
    }

    /// <summary>Route, face and policy of each endpoint; the built files are one line.</summary>
    internal static IReadOnlyList<string> Endpoints(TestSite site) =>
        [
            .. site
                .App.Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(e => e.Metadata.GetMetadata<ISuppressMatchingMetadata>() is not { SuppressMatching: true })
                .Select(Line)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    private static string Line(RouteEndpoint endpoint)
    {
        var route = "/" + endpoint.RoutePattern.RawText?.TrimStart('/');
        if (route.StartsWith("/assets/", StringComparison.Ordinal))
            route = "/assets/*";
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } named
            ? string.Join(',', named)
            : "page";
        var face = endpoint.Metadata.GetMetadata<OfFace>()?.Face.ToString() ?? "every-face";
        var policy =
            endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null ? "anyone"
            : string.Join('+', endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(rule => rule.Policy ?? "signed-in").Distinct())
                is { Length: > 0 } all
                ? all
            : "nobody";
        return $"{route} {methods} {face} {policy}";
    }

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
