using System.Globalization;

namespace Fosse.Cli.Demonstration;

/// <summary>A real district with its rounded population; the shape comes from the tessellation.</summary>
internal sealed record District(
    string Code,
    string Name,
    int Residents,
    double PeoplePerHome,
    string County,
    string Partnership,
    string PartnershipCode
);

/// <summary>A real place at a rounded position. <c>Areas</c> (how many LSOAs) and <c>Decile</c> (of deprivation) are made up.</summary>
internal sealed record Settlement(string Name, string Type, int District, double Longitude, double Latitude, int Areas, int Decile);

/// <summary>Names, codes and rounded positions: facts, written by hand.</summary>
internal static class Gazetteer
{
    public static readonly IReadOnlyList<District> Districts =
    [
        new("E06000016", "Leicester", 368_600, 2.7, "City of Leicester", "Leicester", "E22900001"),
        new("E06000017", "Rutland", 41_000, 2.4, "Rutland", "Rutland", "E22900002"),
        new("E07000129", "Blaby", 102_900, 2.45, "Leicestershire", "Blaby", "E22900003"),
        new("E07000130", "Charnwood", 183_900, 2.4, "Leicestershire", "Charnwood", "E22900004"),
        new("E07000131", "Harborough", 97_600, 2.4, "Leicestershire", "Harborough", "E22900005"),
        new("E07000132", "Hinckley and Bosworth", 113_600, 2.3, "Leicestershire", "Hinckley and Bosworth", "E22900006"),
        new("E07000133", "Melton", 51_800, 2.3, "Leicestershire", "Melton", "E22900007"),
        new("E07000134", "North West Leicestershire", 104_700, 2.35, "Leicestershire", "North West Leicestershire", "E22900008"),
        new("E07000135", "Oadby and Wigston", 57_700, 2.55, "Leicestershire", "Oadby and Wigston", "E22900009"),
    ];

    public static readonly IReadOnlyList<Settlement> Settlements = Read();

    private static Settlement[] Read() =>
        [
            .. from line in Rows.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            let cell = line.Split('|')
            select new Settlement(cell[0], cell[1], Whole(cell[2]), Number(cell[3]), Number(cell[4]), Whole(cell[5]), Whole(cell[6])),
        ];

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    // name | type | district (index) | longitude | latitude | LSOAs | typical deprivation decile (invented)
    private const string Rows = """
        Leicester|City|0|-1.133|52.634|6|3
        Westcotes|Suburban Area|0|-1.154|52.628|3|3
        Highfields|Suburban Area|0|-1.119|52.631|5|2
        Spinney Hills|Suburban Area|0|-1.108|52.636|4|2
        North Evington|Suburban Area|0|-1.099|52.638|4|2
        Crown Hills|Suburban Area|0|-1.083|52.633|4|3
        Evington|Suburban Area|0|-1.080|52.622|4|6
        Stoneygate|Suburban Area|0|-1.105|52.615|4|5
        Clarendon Park|Suburban Area|0|-1.121|52.617|4|6
        Knighton|Suburban Area|0|-1.112|52.605|4|9
        Aylestone|Suburban Area|0|-1.150|52.603|4|5
        Eyres Monsell|Suburban Area|0|-1.151|52.592|4|2
        Rowley Fields|Suburban Area|0|-1.167|52.613|3|4
        Braunstone Frith|Suburban Area|0|-1.197|52.634|3|2
        New Parks|Suburban Area|0|-1.176|52.646|5|1
        Western Park|Suburban Area|0|-1.172|52.636|3|5
        Newfoundpool|Suburban Area|0|-1.153|52.640|3|3
        Beaumont Leys|Suburban Area|0|-1.169|52.667|6|2
        Mowmacre Hill|Suburban Area|0|-1.144|52.669|4|1
        Belgrave|Suburban Area|0|-1.122|52.656|4|3
        Rushey Mead|Suburban Area|0|-1.104|52.663|4|4
        Humberstone|Suburban Area|0|-1.084|52.647|4|5
        Netherhall|Suburban Area|0|-1.065|52.650|3|3
        Thurnby Lodge|Suburban Area|0|-1.061|52.639|3|2
        Oakham|Town|1|-0.730|52.670|4|8
        Uppingham|Town|1|-0.723|52.588|2|8
        Ketton|Village|1|-0.554|52.628|1|9
        Ryhall|Village|1|-0.468|52.686|1|9
        Cottesmore|Village|1|-0.666|52.712|1|9
        Empingham|Village|1|-0.597|52.667|1|9
        Edith Weston|Village|1|-0.632|52.638|1|8
        Langham|Village|1|-0.752|52.692|1|10
        Whissendine|Village|1|-0.776|52.719|1|9
        Barrowden|Village|1|-0.604|52.591|1|9
        Market Overton|Village|1|-0.684|52.739|1|9
        Stretton|Village|1|-0.596|52.732|1|8
        Blaby|Village|2|-1.163|52.576|2|8
        Whetstone|Village|2|-1.180|52.571|2|7
        Narborough|Village|2|-1.208|52.573|3|8
        Enderby|Village|2|-1.211|52.590|2|7
        Braunstone Town|Suburban Area|2|-1.181|52.619|4|5
        Thorpe Astley|Suburban Area|2|-1.201|52.620|2|8
        Leicester Forest East|Village|2|-1.218|52.625|2|9
        Kirby Muxloe|Village|2|-1.234|52.631|1|9
        Glenfield|Suburban Area|2|-1.200|52.653|3|7
        Glen Parva|Suburban Area|2|-1.167|52.588|2|6
        Countesthorpe|Village|2|-1.138|52.554|2|8
        Cosby|Village|2|-1.193|52.549|1|8
        Stoney Stanton|Village|2|-1.278|52.548|1|8
        Sapcote|Village|2|-1.281|52.537|1|8
        Huncote|Village|2|-1.239|52.572|1|7
        Thurlaston|Village|2|-1.262|52.587|1|9
        Loughborough|Town|3|-1.206|52.772|9|4
        Shelthorpe|Suburban Area|3|-1.207|52.758|3|4
        Thorpe Acre|Suburban Area|3|-1.239|52.776|3|4
        Shepshed|Town|3|-1.290|52.772|4|6
        Birstall|Village|3|-1.120|52.678|3|8
        Thurmaston|Village|3|-1.095|52.681|2|5
        Syston|Town|3|-1.073|52.699|3|7
        Anstey|Village|3|-1.188|52.674|2|7
        Mountsorrel|Village|3|-1.137|52.727|2|7
        Rothley|Village|3|-1.137|52.709|1|9
        Sileby|Village|3|-1.105|52.732|2|7
        Barrow upon Soar|Village|3|-1.149|52.752|2|8
        Quorn|Village|3|-1.170|52.743|1|9
        Queniborough|Village|3|-1.044|52.704|1|9
        East Goscote|Village|3|-1.049|52.714|1|8
        Hathern|Village|3|-1.256|52.796|1|7
        Wymeswold|Village|3|-1.107|52.806|1|9
        Burton on the Wolds|Village|3|-1.128|52.785|1|9
        Woodhouse Eaves|Village|3|-1.216|52.726|1|10
        Newtown Linford|Village|3|-1.237|52.686|1|10
        Rearsby|Village|3|-1.038|52.724|1|9
        South Croxton|Village|3|-0.983|52.685|1|8
        Seagrave|Village|3|-1.087|52.754|1|8
        Market Harborough|Town|4|-0.922|52.480|6|7
        Lutterworth|Town|4|-1.200|52.455|3|8
        Broughton Astley|Village|4|-1.230|52.530|2|8
        Great Glen|Village|4|-1.033|52.575|1|10
        Fleckney|Village|4|-1.044|52.535|1|8
        Kibworth Beauchamp|Village|4|-0.997|52.537|2|9
        Thurnby|Village|4|-1.043|52.631|2|9
        Scraptoft|Village|4|-1.043|52.647|1|9
        Houghton on the Hill|Village|4|-0.997|52.625|1|10
        Billesdon|Village|4|-0.939|52.618|1|9
        Tilton on the Hill|Village|4|-0.906|52.644|1|8
        Hallaton|Village|4|-0.837|52.561|1|8
        Great Easton|Village|4|-0.760|52.529|1|9
        Foxton|Village|4|-0.969|52.504|1|8
        Ullesthorpe|Village|4|-1.255|52.485|1|9
        Gilmorton|Village|4|-1.160|52.487|1|9
        Husbands Bosworth|Village|4|-1.054|52.453|1|8
        Swinford|Village|4|-1.165|52.412|1|8
        Hinckley|Town|5|-1.374|52.541|9|5
        Burbage|Suburban Area|5|-1.354|52.528|4|8
        Earl Shilton|Town|5|-1.316|52.576|3|5
        Barwell|Village|5|-1.347|52.567|3|5
        Groby|Village|5|-1.225|52.663|2|8
        Ratby|Village|5|-1.245|52.648|1|8
        Markfield|Village|5|-1.278|52.687|1|8
        Desford|Village|5|-1.294|52.626|1|8
        Newbold Verdon|Village|5|-1.340|52.630|1|8
        Barlestone|Village|5|-1.369|52.647|1|6
        Bagworth|Village|5|-1.340|52.668|1|5
        Market Bosworth|Town|5|-1.401|52.625|1|9
        Stoke Golding|Village|5|-1.415|52.571|1|9
        Twycross|Village|5|-1.503|52.640|1|7
        Sheepy Magna|Village|5|-1.520|52.607|1|8
        Witherley|Village|5|-1.518|52.572|1|8
        Melton Mowbray|Town|6|-0.888|52.766|7|5
        Asfordby|Village|6|-0.951|52.764|1|6
        Bottesford|Village|6|-0.806|52.942|1|9
        Long Clawson|Village|6|-0.924|52.839|1|9
        Stathern|Village|6|-0.854|52.872|1|8
        Waltham on the Wolds|Village|6|-0.811|52.817|1|8
        Somerby|Village|6|-0.850|52.687|1|8
        Wymondham|Village|6|-0.744|52.760|1|8
        Frisby on the Wreake|Village|6|-0.970|52.753|1|9
        Old Dalby|Village|6|-1.001|52.808|1|9
        Croxton Kerrial|Village|6|-0.761|52.854|1|8
        Gaddesby|Village|6|-0.985|52.710|1|9
        Coalville|Town|7|-1.360|52.721|6|4
        Whitwick|Village|7|-1.355|52.740|3|6
        Greenhill|Suburban Area|7|-1.337|52.720|2|2
        Hugglescote|Village|7|-1.371|52.711|2|6
        Ashby-de-la-Zouch|Town|7|-1.472|52.747|4|8
        Ibstock|Town|7|-1.398|52.688|2|5
        Measham|Village|7|-1.507|52.706|2|4
        Castle Donington|Village|7|-1.338|52.842|2|7
        Kegworth|Village|7|-1.281|52.836|1|6
        Thringstone|Village|7|-1.371|52.754|1|5
        Moira|Village|7|-1.532|52.738|1|4
        Blackfordby|Village|7|-1.513|52.758|1|7
        Breedon on the Hill|Village|7|-1.398|52.802|1|8
        Appleby Magna|Village|7|-1.531|52.685|1|8
        Belton|Village|7|-1.340|52.782|1|8
        Heather|Village|7|-1.424|52.693|1|7
        Long Whatton|Village|7|-1.290|52.807|1|8
        Oadby|Town|8|-1.083|52.599|6|8
        Wigston|Town|8|-1.098|52.582|6|7
        South Wigston|Suburban Area|8|-1.131|52.579|4|5
        """;
}
