using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Cli.Commands;

/// <summary>A sum over the rows of recorded crime of a hash of each, so that neither order nor ids count.</summary>
internal static class ContentHash
{
    public static async Task<string> Of(SafetyDb db, CancellationToken stop)
    {
        var words = await db.Set<CodedWord>().AsNoTracking().Take(2_000_000).ToDictionaryAsync(w => w.Id, w => w.Word, stop);
        var areas = await db.Set<Area>().AsNoTracking().Take(500_000).ToDictionaryAsync(a => a.Id, a => a.Code, stop);
        var files = await db.Set<CrimeFile>().AsNoTracking().Where(f => f.State == CrimeFileState.Current).Take(100_000).ToDictionaryAsync(f => f.Id, stop);
        string Code(int? area) => area is { } id ? areas[id] : "-";
        UInt128 sum = 0;
        await foreach (var c in db.Set<RecordedCrime>().AsNoTracking().AsAsyncEnumerable().WithCancellation(stop))
        {
            if (!files.TryGetValue(c.FileId, out var file)) continue;
            var text = FormattableString.Invariant($"{file.Force}|{c.Month}|{(c.CrimeKey is null ? "" : Convert.ToHexString(c.CrimeKey))}|{words[c.Category]}|{(c.Outcome is { } o ? words[o] : "")}|{words[c.Location]}|{c.Longitude}|{c.Latitude}|{Code(c.LsoaId)}|{Code(c.CurrentLsoaId)}|{Code(c.WardId)}|{Code(c.NeighbourhoodId)}|{(int)c.Placement}");
            sum += BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        }
        return sum.ToString("x32", CultureInfo.InvariantCulture);
    }
}
