using System.Globalization;
using System.Text;
using Fosse.Foundation;

namespace Fosse.Cli.Demonstration;

/// <summary>Writes 36 months of street-level crime the way data.police.uk lays it out.</summary>
/// <param name="first">The first of the months.</param>
internal sealed class CrimeFiles(County county, IReadOnlyList<SnapPoint>[] points, Dice dice, DateOnly first)
{
    public const int Months = 36;
    private static readonly byte[] Header =
    [
        .. "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,"u8,
        .. "Location,LSOA code,LSOA name,Crime type,Last outcome category,Context\n"u8,
    ];
    private static readonly byte[] Nowhere = ",,No Location,,"u8.ToArray();

    private readonly byte[][] _where = [.. county.Areas.SelectMany(area => points[area.Index].Select(point => Where(point, area)))];
    private readonly double[] _habit = [.. county.Areas.Select(_ => dice.Between(0.6, 1.4))];
    private readonly byte[] _row = new byte[512];
    private int _month;

    public void Write(string folder, CancellationToken stop)
    {
        for (_month = 0; _month < Months; _month++)
        {
            stop.ThrowIfCancellationRequested();
            var name = string.Create(CultureInfo.InvariantCulture, $"{first.AddMonths(_month):yyyy-MM}");
            Directory.CreateDirectory(Path.Combine(folder, name));
            using var file = new FileStream(
                Path.Combine(folder, name, name + "-leicestershire-street.csv"),
                FileMode.Create,
                FileAccess.Write,
                FileShare.None,
                1 << 16
            );
            file.Write(Header);
            var start = Encoding.ASCII.GetBytes("," + name + ",Leicestershire Police,Leicestershire Police,");

            // A restless factor per area and month, so that counts vary more than chance alone, as real ones do.
            var month = county.Areas.Select(area => _habit[area.Index] * dice.Between(0.8, 1.2)).ToArray();
            foreach (var type in CrimeMix.Types)
                WriteType(file, type, start, month);
        }
    }

    private void WriteType(FileStream file, CrimeType type, byte[] start, double[] month)
    {
        var planted = Planted(type.Name);
        var running = new double[county.Areas.Count];
        var sum = 0.0;
        foreach (var area in county.Areas)
        {
            if (!planted(area))
                sum += Weight(type, area) * month[area.Index];
            running[area.Index] = sum;
        }

        var ends = Encoding.ASCII.GetBytes("," + type.Name + ",");
        var expected = type.Yearly / 12.0 * type.Seasons[first.AddMonths(_month).Month - 1] * (1 + (type.Trend * ((_month / 12) - 1)));
        foreach (var (area, count) in Stories(type))
        {
            expected -= count;
            for (var i = 0; i < count; i++)
                WriteRow(file, type, start, ends, (area * SnapPoints.PerArea) + Snap(type.Shift));
        }
        for (var left = dice.Count(expected); left > 0; left--)
        {
            var found = Array.BinarySearch(running, dice.Unit() * sum);
            var area = Math.Min(found < 0 ? ~found : found + 1, running.Length - 1);
            WriteRow(file, type, start, ends, (area * SnapPoints.PerArea) + Snap(type.Shift));
        }

        if (type.Name != CrimeMix.Burglary)
            return;
        var scene = SceneOfTheSeries();
        for (var left = PlantedStories.ExtraBurglariesIn(_month); left > 0; left--)
            WriteRow(file, type, start, ends, dice.Pick(scene), certain: true);
    }

    /// <summary>Three streets next to each other: burglars come back to where it went well.</summary>
    private int[] SceneOfTheSeries()
    {
        var area = county.Areas.First(PlantedStories.IsBurglaryWard).Index;
        var streets = Enumerable.Range(0, SnapPoints.PerArea).Where(i => points[area][i].Street).ToList();
        var home = At(streets[0]);
        return [.. streets.OrderBy(i => Seeds.SquaredDistance(At(i), home)).Take(3).Select(i => (area * SnapPoints.PerArea) + i)];

        NetTopologySuite.Geometries.Coordinate At(int i) => Plane.From(points[area][i].Longitude, points[area][i].Latitude);
    }

    /// <summary>The areas whose count of this type is told by a story instead of drawn with the rest.</summary>
    private static Func<SmallArea, bool> Planted(string type) =>
        type switch
        {
            CrimeMix.Shoplifting => PlantedStories.IsShopliftingTown,
            CrimeMix.Antisocial => PlantedStories.IsAntisocialWard,
            _ => _ => false,
        };

    private IEnumerable<(int Area, int Count)> Stories(CrimeType type)
    {
        var areas = county.Areas.Where(Planted(type.Name)).Select(area => area.Index).ToList();
        if (areas.Count == 0)
            yield break;
        var mean =
            type.Name == CrimeMix.Shoplifting
                ? PlantedStories.ShopliftingIn(_month)
                : PlantedStories.AntisocialBaseline
                    * type.Seasons[first.AddMonths(_month).Month - 1]
                    * PlantedStories.AntisocialFactor(_month);

        // Less noise than elsewhere: a story that chance hides teaches nobody anything.
        var total = (int)(mean * (1 + (0.04 * dice.Bell())) + 0.5);
        for (var i = 0; i < areas.Count; i++)
            yield return (areas[i], (total / areas.Count) + (i < total % areas.Count ? 1 : 0));
    }

    private static double Weight(CrimeType type, SmallArea area)
    {
        // A large town's middle draws more people than a small one's; the city's draws the whole county.
        var size = area.Ward.Name == "Castle" && area.District == 0 ? 2.5 : Gazetteer.Settlements[area.Settlement].Areas / 6.0;
        var centre = area.TownCentre ? Math.Max(1, type.Centre * size) : 1;
        return area.Residents
            * Math.Max(0.15, 1 + (type.Gradient * 2 * (area.Deprivation - 0.5)))
            * centre
            * (area.District == 0 ? 1.25 : 1);
    }

    /// <summary>One of twelve, the k-th with weight 1/k (Zipf), beginning at the type's own favourite.</summary>
    private int Snap(int shift)
    {
        var roll = dice.Unit() * 3.103210678210678;
        var k = 0;
        while (k < SnapPoints.PerArea - 1 && (roll -= 1.0 / (k + 1)) >= 0)
            k++;
        return (k + shift) % SnapPoints.PerArea;
    }

    private void WriteRow(FileStream file, CrimeType type, byte[] start, byte[] ends, int point, bool certain = false)
    {
        var length = 0;
        var crime = type.Name != CrimeMix.Antisocial;
        if (crime)
        {
            for (var part = 0; part < 4; part++)
            {
                var bits = dice.Next();
                for (var digit = 0; digit < 16; digit++, bits >>= 4)
                    _row[length++] = "0123456789abcdef"u8[(int)(bits & 15)];
            }
        }
        Add(start, ref length);
        var roll = certain ? 999 : dice.Below(1000);
        if (roll < 25)
            Add(Nowhere, ref length);
        else if (roll < 28)
            Add(Outside(), ref length);
        else
            Add(_where[point], ref length);
        Add(ends, ref length);
        if (crime)
            Add(Encoding.ASCII.GetBytes(CrimeMix.Outcome(type.Outcomes, Months - 1 - _month, dice)), ref length);
        _row[length++] = (byte)',';
        _row[length++] = (byte)'\n';
        file.Write(_row, 0, length);
    }

    /// <summary>Ten kilometres or more past the county's southern edge, with no area of ours.</summary>
    private byte[] Outside() =>
        Encoding.ASCII.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{dice.Between(-1.3, -0.6):0.000000},{dice.Between(52.20, 52.30):0.000000},On or near Motorway/A Road,,"
            )
        );

    private static byte[] Where(SnapPoint point, SmallArea area) =>
        Encoding.UTF8.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{point.Longitude:0.000000},{point.Latitude:0.000000},On or near {point.Name},{area.Code},{area.Name}"
            )
        );

    private void Add(ReadOnlySpan<byte> bytes, ref int length)
    {
        bytes.CopyTo(_row.AsSpan(length));
        length += bytes.Length;
    }
}
