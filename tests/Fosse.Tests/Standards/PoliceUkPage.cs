using System.Text;
using Fosse.CrimeData;
using Fosse.Tests.CrimeData;
using Microsoft.EntityFrameworkCore;
using static Fosse.Tests.CrimeData.MonthlyFiles;

namespace Fosse.Tests.Standards;

/// <summary>What tries one row: words that the page says of it, and what must then hold.</summary>
internal sealed record RowCheck(string Says, Func<TestCounty, Task> Holds);

/// <summary>By the first cell of each row of docs/standards/police-uk-csv.md, what tries it.</summary>
internal static partial class PoliceUkPage
{
    private const string Street = "2022-10-leicestershire-street.csv";

    public static IReadOnlyDictionary<string, RowCheck> Checks { get; } =
        OfStreets.Concat(OfDownloads).Concat(OfOthers).ToDictionary(c => c.Key, c => c.Value);

    public static string Crime(
        string type = "Drugs",
        string where = InTheCounty,
        string month = "2022-10",
        string id = "",
        string outcome = "",
        string context = ""
    ) => $"{id},{month},P,P,{where},{type},{outcome},{context}";

    private static async Task<ImportedFile> Takes(TestCounty county, params string[] rows)
    {
        Assert.Equal(0, await county.Import(Street, [StreetFiles.Header, .. rows]));
        return await county.LastFile();
    }

    private static async Task<CrimeFile> Holds(TestCounty county, params string[] rows)
    {
        await Takes(county, rows);
        return Assert.Single(await county.Rows<CrimeFile>());
    }

    private static async Task Refuses(TestCounty county, string says, params string[] rows)
    {
        Assert.Equal(2, await county.Import(Street, [StreetFiles.Header, .. rows]));
        Assert.Contains(says, (await county.LastFile()).Note, StringComparison.Ordinal);
        Assert.Empty(await county.Rows<RecordedCrime>());
    }

    private static async Task<RefusedImportRow> KeptAside(TestCounty county, params string[] rows)
    {
        Assert.Equal((rows.Length - 1, 1), await Takes(county, rows) is { } file ? (file.Added, file.Refused) : default);
        return await county.Do(db => db.Set<RefusedImportRow>().AsNoTracking().SingleAsync());
    }

    private static async Task<int> Zip(TestCounty county, params ToZip[] files)
    {
        var path = Path.Combine(county.Folder, "download.zip");
        await File.WriteAllBytesAsync(path, OddZip.Of(files));
        return await Operations.CountyFiles.Run(county, "import", "crime", path);
    }

    private static ToZip Zipped(string name, params string[] lines) => new(name, Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));

    private static string[] Many(int rows, string month) =>
        [.. Enumerable.Repeat(Crime("Anti-social behaviour", month: month), rows).Prepend(StreetFiles.Header)];
}
