using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Routing;

namespace Fosse.Web.Hosting;

/// <summary>Who a host is for. What belongs to a face that is not chosen is not there at all: it answers 404.</summary>
[Flags]
public enum Faces
{
    None = 0,
    Public = 1,
    Partner = 2,
    Admin = 4,
    Api = 8,
    Worker = 16,
    Default = Public | Api | Worker,

    /// <summary>The faces that somebody signs in to; the pages for that are there when either is.</summary>
    Staff = Partner | Admin,
    All = Public | Partner | Admin | Api | Worker,
}

/// <summary>Says on an endpoint which face it belongs to.</summary>
public sealed record OfFace(Faces Face);

/// <summary>Endpoints that are not pages, mapped where their face is. Those of Public and Api are open to everyone.</summary>
public sealed record FaceRoutes(Faces Face, Action<IEndpointRouteBuilder> Map);

/// <summary>Removes the pages of absent faces before they become endpoints, and marks the others with their face.</summary>
internal sealed class FacePages(Faces faces) : IPageRouteModelConvention
{
    public void Apply(PageRouteModel model)
    {
        var path = model.ViewEnginePath;
        var face = Of(path);
        // Every face has need of the error pages.
        if ((faces & face) == 0 && !path.StartsWith("/Public/Errors/", StringComparison.Ordinal))
        {
            model.Selectors.Clear();
            return;
        }
        foreach (var selector in model.Selectors)
            selector.EndpointMetadata.Add(new OfFace(face));
    }

    private static Faces Of(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["Public", ..] => Faces.Public,
            ["Partner", ..] => Faces.Partner,
            ["Admin", ..] => Faces.Admin,
            ["Account", ..] => Faces.Staff,
            _ => throw new InvalidOperationException($"The page {path} lies in no face; move it under Public, Partner, Admin or Account."),
        };
}

/// <summary>The faces that this host shows.</summary>
internal sealed record MappedFaces(Faces Faces)
{
    internal bool Has(Faces face) => (Faces & face) != 0;
}
