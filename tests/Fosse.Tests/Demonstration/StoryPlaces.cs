using Fosse.Foundation;
using Fosse.Places;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Fosse.Tests.Demonstration;

/// <summary>The few places without which the story of the made-up county has nobody who answers: its city, and a ward of it.</summary>
internal static class StoryPlaces
{
    public static void Add(SafetyDb db)
    {
        db.Add(Town(1, "Beaumont Leys", -1.169, 52.667));
        db.Add(Town(2, "Leicester", -1.133, 52.634));
        Add(db, 1, AreaKind.District, new(-1.22, -1.05, 52.59, 52.69));
        Add(db, 2, AreaKind.Ward, new(-1.18, -1.15, 52.655, 52.675));
    }

    private static void Add(SafetyDb db, int id, AreaKind kind, Envelope box)
    {
        db.Add(
            new Area
            {
                Id = id,
                Kind = kind,
                Code = $"E0{id}",
                Name = $"{kind}",
                FirstVintage = 2021,
                Longitude = box.Centre.X,
                Latitude = box.Centre.Y,
            }
        );
        db.Add(
            new AreaSlug
            {
                Slug = $"story-{id}",
                AreaId = id,
                Current = true,
            }
        );
        db.Add(
            new AreaBoundary
            {
                AreaId = id,
                Vintage = 2021,
                ValidFrom = new(2021, 1, 1),
                Source = "test",
                Shape = new WKBWriter().Write(new GeometryFactory().ToGeometry(box)),
            }
        );
    }

    private static NamedPlace Town(int id, string name, double longitude, double latitude) =>
        new()
        {
            Id = id,
            Kind = NamedPlaceKind.Settlement,
            Name = name,
            Longitude = longitude,
            Latitude = latitude,
            Source = "test",
        };
}
