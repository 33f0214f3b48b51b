using System.Globalization;
using Fosse.Foundation;
using NetTopologySuite.Geometries;

namespace Fosse.Cli.Demonstration;

/// <summary>Lays the county out: areas, their groups, their names and codes, and who lives in them.</summary>
internal static class CountyBuilder
{
    public static County Build(int seed)
    {
        var seeds = Seeds.Scatter(Dice.For(seed, 1));
        var map = Tessellation.Cut(seeds, Dice.For(seed, 2));
        var middles = seeds.Select(point => point.At).ToArray();
        var dice = Dice.For(seed, 3);

        var codes = new string[seeds.Count];
        var names = new string[seeds.Count];
        var residents = new int[seeds.Count];
        var wardOf = new LargeArea[seeds.Count];
        var msoas = new List<LargeArea>();
        var wards = new List<LargeArea>();
        var areaNumber = 0;
        for (var d = 0; d < Gazetteer.Districts.Count; d++)
        {
            var district = Gazetteer.Districts[d];
            var members = Enumerable.Range(0, seeds.Count).Where(i => Gazetteer.Settlements[seeds[i].Settlement].District == d).ToList();
            ShareOut(district.Residents, members, residents, dice);

            var fromNorth = members.OrderByDescending(i => middles[i].Y).ToList();
            foreach (var (group, m) in Grouping.Grow(fromNorth, 5, 4, map.Neighbours, middles).Select((group, m) => (group, m)))
            {
                var msoa = new LargeArea(Code("E029", msoas.Count + 1), $"{district.Name} {Text(m + 1, "000")}", d, group);
                msoas.Add(msoa);
                for (var letter = 0; letter < group.Count; letter++)
                {
                    codes[group[letter]] = Code("E019", ++areaNumber);
                    names[group[letter]] = msoa.Name + (char)('A' + letter);
                }
            }

            var townsFirst = members
                .OrderByDescending(i => seeds[i].Centre)
                .ThenByDescending(i => Gazetteer.Settlements[seeds[i].Settlement].Areas)
                .ThenBy(i => i)
                .ToList();
            var taken = new HashSet<string>();
            foreach (var group in Grouping.Grow(townsFirst, d == 0 ? 5 : 3, 2, map.Neighbours, middles))
            {
                var ward = new LargeArea(Code("E059", wards.Count + 1), WardNames.For(seeds[group[0]], taken), d, group);
                wards.Add(ward);
                foreach (var member in group)
                    wardOf[member] = ward;
            }
        }

        var areas = new SmallArea[seeds.Count];
        for (var i = 0; i < areas.Length; i++)
        {
            var settlement = Gazetteer.Settlements[seeds[i].Settlement];
            var rank = (int)((settlement.Decile - 0.5 + (0.8 * dice.Bell())) / 10 * SmallArea.Ranks);
            areas[i] = new()
            {
                Index = i,
                Code = codes[i],
                Name = names[i],
                Settlement = seeds[i].Settlement,
                Ward = wardOf[i],
                Shape = map.Shapes[i],
                TownCentre = seeds[i].Centre && settlement.Type is "City" or "Town",
                Residents = residents[i],
                Households = (int)(residents[i] / (Gazetteer.Districts[settlement.District].PeoplePerHome * dice.Between(0.93, 1.07))),
                Rank = Math.Clamp(rank, 100 + i, SmallArea.Ranks - 100 - i),
            };
        }
        return new(areas, msoas, wards);
    }

    private static void ShareOut(int total, List<int> members, int[] residents, Dice dice)
    {
        var weights = members.Select(_ => dice.Between(0.8, 1.2)).ToArray();
        var sum = weights.Sum();
        var left = total;
        for (var i = 0; i < members.Count; i++)
        {
            residents[members[i]] = i == members.Count - 1 ? left : (int)(total * weights[i] / sum);
            left -= residents[members[i]];
        }
    }

    private static string Code(string range, int number) => range + Text(number, "00000");

    private static string Text(int number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}

/// <summary>Wards are named after the place they grew from. Two districts each have a "Castle": slugs must cope, as with the real
/// ones.</summary>
internal static class WardNames
{
    private static readonly Dictionary<string, string> Renamed = new()
    {
        ["Leicester"] = "Castle",
        ["Mowmacre Hill"] = "Abbey",
        ["Castle Donington"] = "Castle",
        ["Coalville"] = "Broom Leys",
    };

    public static string For(SeedPoint start, HashSet<string> taken)
    {
        var settlement = Gazetteer.Settlements[start.Settlement];
        var name = Renamed.GetValueOrDefault(settlement.Name, settlement.Name);
        if (taken.Add(name))
            return name;

        var middle = Plane.From(settlement.Longitude, settlement.Latitude);
        var (east, north) = (start.At.X - middle.X, start.At.Y - middle.Y);
        var first = Math.Abs(east) > Math.Abs(north) ? (east > 0 ? "East" : "West") : (north > 0 ? "North" : "South");
        string[] endings = [first, "North", "East", "South", "West", "Park", "Fields", "Mill", "Common", "Green", "Meadows", "Lodge"];
        return endings.Select(ending => $"{settlement.Name} {ending}").First(taken.Add);
    }
}
