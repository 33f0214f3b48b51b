using System.Globalization;
using System.Text;

namespace Fosse.Tests.CrimeData;

/// <summary>Street files made up for a test; the same number makes the same rows.</summary>
internal static class StreetFiles
{
    public const string Header =
        "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context";

    /// <returns>The folder.</returns>
    public static string Write(string folder, int months, int rowsEach)
    {
        Directory.CreateDirectory(folder);
        for (var m = 0; m < months; m++)
        {
            var month = string.Create(CultureInfo.InvariantCulture, $"{2019 + m / 12}-{m % 12 + 1:00}");
            File.WriteAllText(Path.Combine(folder, $"{month}-leicestershire-street.csv"), Text(month, rowsEach, m));
        }
        return folder;
    }

    public static string Text(string month, int rows, int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder(Header).Append('\n');
        for (var i = 0; i < rows; i++)
        {
            var asb = random.Next(4) == 0;
            var id = asb
                ? ""
                : string.Concat(Enumerable.Range(0, 8).Select(_ => random.Next().ToString("x8", CultureInfo.InvariantCulture)));
            text.Append(
                CultureInfo.InvariantCulture,
                $"{id},{month},Leicestershire Police,Leicestershire Police,"
                    + $"-1.{random.Next(1000, 1100)},52.{random.Next(6000, 6100)},"
                    + $"On or near Street {random.Next(300)},E0102563{random.Next(10)},Blaby,"
                    + $"{(asb ? "Anti-social behaviour" : "Burglary")},{(asb ? "" : "Under investigation")},\n"
            );
        }
        return text.ToString();
    }
}
