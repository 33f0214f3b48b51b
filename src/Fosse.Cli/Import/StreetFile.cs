using System.Security.Cryptography;
using Fosse.CrimeData;
using Fosse.Exchange;
using Fosse.Exchange.PoliceUk;

namespace Fosse.Cli.Import;

/// <summary>A row of a street-level file in coded form, ready to be stored.</summary>
internal readonly record struct StreetRecord(byte[]? CrimeKey, int Month, int Category, int Outcome, int Location, double Longitude, double Latitude, Placed Placed);

/// <summary>A whole street-level file in memory: nothing of it is stored until all of it has been read.</summary>
internal sealed class StreetFile
{
    public required PoliceUkFile File { get; init; }
    public string Sha256 { get; private set; } = "";
    public List<StreetRecord> Rows { get; } = [];
    public List<RefusedRow> Refused { get; } = [];
    public int WithoutLocation { get; private set; }
    public int Outside { get; private set; }
    public int AntiSocial { get; private set; }

    public static StreetFile Read(PoliceUkFile file, CrimeWords words, CrimeAreas areas, int antiSocial, ReadLimits limits, CancellationToken stop)
    {
        var made = new StreetFile { File = file };
        using var hash = SHA256.Create();
        using (var source = file.Open())
        using (var hashed = new CryptoStream(source, hash, CryptoStreamMode.Read))
        {
            StreetCsv.Read(hashed, file.Name, (in StreetRow row) => made.Take(row, words, areas, antiSocial), made.Refused.Add, limits, stop);
            hashed.CopyTo(Stream.Null);
        }
        made.Sha256 = Convert.ToHexStringLower(hash.Hash!);
        return made;
    }

    private void Take(in StreetRow row, CrimeWords words, CrimeAreas areas, int antiSocial)
    {
        if (row.Month != File.Month)
        {
            Refused.Add(new(row.Line, $"The month {row.Month / 100}-{row.Month % 100:00} is not the month of the file", ""));
            return;
        }
        byte[]? key = null;
        if (row.CrimeId.Length == 64)
        {
            key = new byte[32];
            Convert.FromHexString(row.CrimeId, key, out _, out _);
        }
        var placed = areas.Of(row.LsoaCode, row.HasPoint, row.Longitude, row.Latitude);
        var category = words[CrimeWords.Category, row.CrimeType];
        var outcome = row.LastOutcome.IsEmpty ? 0 : words[CrimeWords.Outcome, row.LastOutcome];
        Rows.Add(new(key, row.Month, category, outcome, words[CrimeWords.Location, row.Location], row.Longitude, row.Latitude, placed));
        if (placed.Placing == CrimePlacing.NoLocation) WithoutLocation++;
        if (placed.Placing == CrimePlacing.Outside) Outside++;
        if (category == antiSocial) AntiSocial++;
    }
}
