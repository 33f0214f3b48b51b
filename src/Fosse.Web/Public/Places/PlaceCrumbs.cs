using Fosse.Publishing;
using Fosse.Web.Design.TagHelpers;
using Fosse.Web.Hosting;

namespace Fosse.Web.Public.Places;

/// <summary>The way from the county down to a place.</summary>
internal static class PlaceCrumbs
{
    public static IEnumerable<Crumb> To(CountyFigures county, AreaFacts area)
    {
        if (area.Kind != Fosse.Places.AreaKind.County)
            yield return new(county.CountyName, PublicLinks.County);
        if (area.District is { } district)
            yield return new(district.Name, SiteLinks.Place(district.Slug));
        if (area.Msoa is { } msoa)
            yield return new(msoa.Name, SiteLinks.Place(msoa.Slug));
        yield return new(area.Name);
    }
}
