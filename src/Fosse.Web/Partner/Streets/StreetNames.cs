using Fosse.Exchange.Tiles;

namespace Fosse.Web.Partner.Streets;

/// <summary>A name on the picture: its middle, and how it is turned, in degrees.</summary>
internal sealed record PlacedName(string Name, double X, double Y, double Turn, bool IsPlace);

/// <summary>Puts names where there is room: each once, along its street where that is straight enough, and none over another.</summary>
internal static class StreetNames
{
    internal const double Size = 15.5; // units: on the smallest screen no letter is under twelve pixels
    private const double Letter = 0.5 * Size,
        Room = 3,
        Straight = 0.95;

    private const int Most = 24;

    /// <param name="kept">Where no name may stand: the mark.</param>
    /// <param name="towns">So much is seen that towns and villages are named.</param>
    internal static IReadOnlyList<PlacedName> Of(IReadOnlyList<StreetLine> lines, (double X, double Y)? kept, bool towns)
    {
        var placed = new List<PlacedName>();
        // The ruler stands in the corner.
        var taken = Enumerable.Range(0, 9).Select(i => (X: i * Size, Y: StreetView.Height - Size)).ToList();
        if (kept is { } mark)
            taken.AddRange([mark, (mark.X, mark.Y - Size), (mark.X, mark.Y - 2 * Size)]);
        var (x, y) = kept ?? (StreetView.Width / 2, StreetView.Height / 2);
        foreach (var place in lines.Where(l => towns && l.Layer == "place" && l.Name is not null && Towns.Contains(l.Class)).Take(12))
            Put(new(place.Name!, place.Points[0].X, place.Points[0].Y, 0, true));
        // The nearest first: those are what somebody looks for.
        var streets = StreetLines.Joined(lines.Where(l => l is { Layer: "transportation_name", Shape: TileShape.Lines, Name.Length: > 0 }));
        foreach (var street in streets.GroupBy(l => l.Name!).OrderBy(s => s.Min(l => l.From(x, y))))
        {
            foreach (var candidate in street.SelectMany(Along).OrderBy(c => Math.Abs(c.X - x) + Math.Abs(c.Y - y)))
            {
                if (placed.Count < Most && Put(candidate))
                    break;
            }
        }
        return placed;

        bool Put(PlacedName name)
        {
            var covered = Covered(name).ToList();
            if (covered.Any(c => !Inside(c)) || covered.Any(c => taken.Any(t => Math.Abs(t.X - c.X) < Size && Math.Abs(t.Y - c.Y) < Size)))
                return false;
            taken.AddRange(covered);
            placed.Add(name);
            return true;
        }
    }

    private static readonly string[] Towns = ["city", "town", "village", "suburb", "quarter", "neighbourhood", "hamlet"];

    private static double LengthOf(string name) => name.Length * Letter;

    private static bool Inside((double X, double Y) at) =>
        at.X > Room && at.Y > Size && at.X < StreetView.Width - Room && at.Y < StreetView.Height - Size;

    // Points along the name, a letter's height apart, stand for the room that it takes.
    private static IEnumerable<(double X, double Y)> Covered(PlacedName name)
    {
        var (half, angle) = (LengthOf(name.Name) / 2, name.Turn * Math.PI / 180);
        for (var along = -half; along <= half + Size / 2; along += Size / 2)
            yield return (name.X + Math.Min(along, half) * Math.Cos(angle), name.Y + Math.Min(along, half) * Math.Sin(angle));
    }

    private static IEnumerable<PlacedName> Along(StreetLine street)
    {
        var length = LengthOf(street.Name!);
        for (var from = 0; from < street.Points.Count - 1; from++)
        {
            var (walked, to) = (0.0, from);
            while (to + 1 < street.Points.Count && walked < length)
            {
                walked += Between(street.Points[to], street.Points[to + 1]);
                to++;
            }
            var chord = Between(street.Points[from], street.Points[to]);
            if (walked < length || chord < Straight * walked)
                continue;
            var (a, b) = (street.Points[from], street.Points[to]);
            var turn = Math.Atan2(b.Y - a.Y, b.X - a.X) * 180 / Math.PI;
            if (turn is > 90 or <= -90)
                turn += turn > 0 ? -180 : 180; // nobody reads upside down
            yield return new(street.Name!, (a.X + b.X) / 2, (a.Y + b.Y) / 2, turn, false);
        }
    }

    private static double Between((double X, double Y) a, (double X, double Y) b) =>
        Math.Sqrt((b.X - a.X) * (b.X - a.X) + (b.Y - a.Y) * (b.Y - a.Y));
}
