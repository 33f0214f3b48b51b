using System.Globalization;
using Fosse.Analysis;
using Fosse.Foundation;

namespace Fosse.Cli.Analyse.Methods;

/// <summary>Sites, sight, patrols, and when things happened.</summary>
internal static class PlaceMethods
{
    private const string Family = "Places and routes";
    private static readonly Parameter Seed = new("seed", "1", "Seed of chance");

    public static IReadOnlyList<Method> Each { get; } =
    [
        new("cover", Family, "Maximal covering: where so many cameras or posts reach most")
        {
            Formula = "max Σ w z, z_i <= Σ y_j over sites within reach, Σ y <= p; lazy greedy, exchanges, Lagrangian bound",
            Source = "Church and ReVelle (1974); Minoux (1978); Galvão and ReVelle (1996)",
            NotFor = "placing cameras without an assessment of privacy",
            Input = "demand x,y[,w or weight]; --sites [id,]x,y",
            Output = "order,id (row of the site from 1 where it has none),x,y; about the whole: covered,greedy,bound,gap",
            Parameters =
            [
                Parameter.File("sites", "Where a camera could be"),
                new("reach", null, "Metres; d <= reach is covered"),
                new("p", null, "How many sites"),
                new("rounds", "400", "Of the bound"),
            ],
            Work = (question, stop) =>
            {
                var (demand, sites) = (question.Input().Points(), question.Needed("sites").Points());
                var found = Covering.Choose(
                    demand.X,
                    demand.Y,
                    demand.Weights(),
                    sites.X,
                    sites.Y,
                    question.Number("reach"),
                    question.Whole("p"),
                    question.Whole("rounds"),
                    stop
                );
                var ids = sites.Table.Ids();
                return new Answer()
                    .Add("order", Enumerable.Range(1, found.Sites.Count))
                    .Add("id", found.Sites.Select(s => ids[s]))
                    .Add("x", found.Sites.Select(s => sites.X[s]))
                    .Add("y", found.Sites.Select(s => sites.Y[s]))
                    .Say("covered", found.Covered)
                    .Say("greedy", found.Greedy)
                    .Say("bound", found.Bound)
                    .Say("gap", found.Gap);
            },
        },
        new("viewshed", Family, "What a camera sees on the flat (isovist), exact")
        {
            Formula = "area within range and field of view that no wall hides, by angular sweep",
            Source = "Benedikt (1979); Asano (1985)",
            NotFor = "terrain, trees, light",
            Input = "cameras [id,]x,y[,azimuth,fov,range] (degrees clockwise from north; metres); --walls x1,y1,x2,y2",
            Output = "id,area (square metres)",
            Parameters =
            [
                Parameter.File("walls", "Walls as segments"),
                new("range", "100", "Metres"),
                new("azimuth", "0", "Degrees clockwise from north"),
                new("fov", "360", "Field of view, degrees"),
            ],
            Work = (question, _) =>
            {
                var (cameras, walls) = (question.Input().Points(), question.Needed("walls"));
                var (x1, y1, x2, y2) = (walls.Numbers("x1"), walls.Numbers("y1"), walls.Numbers("x2"), walls.Numbers("y2"));
                var all = x1.Select((v, i) => new Wall(v, y1[i], x2[i], y2[i])).ToArray();
                double[] Of(string name) =>
                    cameras.Table.Has(name) ? cameras.Table.Numbers(name) : [.. Enumerable.Repeat(question.Number(name), cameras.Count)];
                var (azimuth, fov, range) = (Of("azimuth"), Of("fov"), Of("range"));
                return new Answer()
                    .Add("id", cameras.Table.Ids())
                    .Add("area", cameras.X.Select((x, i) => Isovist.Of(x, cameras.Y[i], all, range[i], azimuth[i], fov[i]).Area));
            },
        },
        new("patrol", Family, "Which stops teams visit in a shift (team orienteering with dwell)")
        {
            Formula = "most reward, each stop once, each team within its minutes; exact for one team and up to 12 stops",
            Source = "Chao, Golden and Wasil (1996); Koper (1995)",
            NotFor = "arrest targets; plans whose minutes by neighbourhood are more concentrated than its harm",
            Input = "[id,]x,y,reward",
            Output = "team,order,id,x,y,reward; about the whole: reward,exact,minutes",
            Parameters =
            [
                new("depot", null, "x,y where teams begin and end; the middle of the stops when left out"),
                new("minutes", "120", "Of a shift"),
                new("teams", "1", "Teams"),
                new("dwell", "15", "Minutes at a stop"),
                new("speed", "400", "Metres a minute"),
                new("rounds", "5000", "Of ruin and recreate"),
                Seed,
            ],
            Work = Patrolled,
        },
        new("aoristic", Family, "Hour of the week of events that are known to lie in a span")
        {
            Formula = "an even weight over [from, to]; spans above 7 days are left out",
            Source = "Ratcliffe (2000)",
            NotFor = "single events",
            Input = "start,end (local time, 2024-01-31T23:30)",
            Output = "day (0 is Monday),hour,weight (sum); with --rows: row,day,hour,weight; about the whole: used,left_out",
            Parameters =
            [
                Parameter.Flag("clock-changes", "Count hours as they were in Europe/London, across clock changes"),
                new("longest", "7", "Days"),
                Parameter.Flag("rows", "Weights of each event"),
            ],
            Work = Spans,
        },
    ];

    private static Answer Patrolled(Question question, CancellationToken stop)
    {
        var stops = question.Input().Points();
        var rewards = stops.Table.Numbers("reward", "value", "weight");
        var depot = question.Has("depot") ? question.Numbers("depot") : [stops.X.Average(), stops.Y.Average()];
        if (depot.Length != 2)
            throw new FormatException("--depot must be two numbers, as 450000,300000.");
        var plan = Patrol.Plan(
            stops.X,
            stops.Y,
            rewards,
            (depot[0], depot[1]),
            question.Number("minutes"),
            question.Whole("teams"),
            question.Number("dwell"),
            question.Number("speed"),
            question.Whole("rounds"),
            question.Whole("seed")
        );
        var (ids, visits) = (
            stops.Table.Ids(),
            plan.Routes.SelectMany((route, team) => route.Select((at, k) => (Team: team + 1, Order: k + 1, At: at))).ToArray()
        );
        return new Answer()
            .Add("team", visits.Select(v => v.Team))
            .Add("order", visits.Select(v => v.Order))
            .Add("id", visits.Select(v => ids[v.At]))
            .Add("x", visits.Select(v => stops.X[v.At]))
            .Add("y", visits.Select(v => stops.Y[v.At]))
            .Add("reward", visits.Select(v => rewards[v.At]))
            .Say("reward", plan.Reward)
            .Say("exact", plan.Exact)
            .Say("minutes", string.Join(' ', plan.Minutes.Select(m => Written.Cell(m))));
    }

    private static Answer Spans(Question question, CancellationToken stop)
    {
        var table = question.Input();
        var (start, end) = (table.Words("start", "from"), table.Words("end", "to"));
        DateTime At(string[] words, int i, string column) =>
            DateTime.TryParse(words[i], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
                ? at
                : throw table.Bad(i, column, "must be a time as 2024-01-31T23:30");
        var zone = question.Flag("clock-changes") ? CountyClock.Zone : null;
        var all = start
            .Select(
                (_, i) =>
                {
                    var (from, to) = (At(start, i, table.Has("start") ? "start" : "from"), At(end, i, table.Has("end") ? "end" : "to"));
                    if (!Aoristic.InOrder(from, to, zone))
                        throw table.Bad(
                            i,
                            table.Has("end") ? "end" : "to",
                            "must not be before the start"
                                + (Aoristic.InOrder(from, to, CountyClock.Zone) ? " (--clock-changes takes it: the clock went back)" : "")
                        );
                    return Aoristic.Weights(from, to, zone, question.Number("longest"));
                }
            )
            .ToArray();
        var used = all.Count(w => w is not null);
        Answer answer;
        if (question.Flag("rows"))
        {
            var rows = all.SelectMany(
                    (w, i) =>
                        w is null
                            ? []
                            : Enumerable.Range(0, Aoristic.Hours).Where(b => w[b] > 0).Select(b => (Row: i + 1, Bin: b, Weight: w[b]))
                )
                .ToArray();
            answer = new Answer()
                .Add("row", rows.Select(r => r.Row))
                .Add("day", rows.Select(r => r.Bin / 24))
                .Add("hour", rows.Select(r => r.Bin % 24))
                .Add("weight", rows.Select(r => r.Weight));
        }
        else
        {
            var bins = Enumerable.Range(0, Aoristic.Hours).ToArray();
            answer = new Answer()
                .Add("day", bins.Select(b => b / 24))
                .Add("hour", bins.Select(b => b % 24))
                .Add("weight", bins.Select(b => all.Sum(w => w?[b] ?? 0)));
        }
        return answer.Say("used", used).Say("left_out", all.Length - used);
    }
}
