using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Fosse.CrimeData;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Cli.Import;

/// <summary>The part of the content hash that outcomes and stops make: zero where there are none, so that street-level rows alone hash as they always did.</summary>
internal static class OutcomesAndStopsHash
{
    public static async Task<UInt128> Of(SafetyDb db, IReadOnlyDictionary<int, string> words, IReadOnlyDictionary<int, string> areas, CancellationToken stop)
    {
        var forces = await db.Set<CrimeFile>().AsNoTracking().Where(f => f.State == CrimeFileState.Current).Take(1_000_000).ToDictionaryAsync(f => f.Id, f => f.Force, stop);
        UInt128 sum = 0;
        await foreach (var o in db.Set<CrimeOutcome>().AsNoTracking().AsAsyncEnumerable().WithCancellation(stop))
        {
            if (!forces.TryGetValue(o.FileId, out var force)) continue;
            sum += Hash(FormattableString.Invariant($"outcome|{force}|{o.Month}|{(o.CrimeKey is null ? "" : Convert.ToHexString(o.CrimeKey))}|{words[o.Outcome]}|{words[o.Location]}|{o.Longitude}|{o.Latitude}|{Code(o.LsoaId)}|{Code(o.CurrentLsoaId)}|{Code(o.WardId)}|{Code(o.NeighbourhoodId)}|{(int)o.Placement}"));
        }
        await foreach (var s in db.Set<StopAndSearch>().AsNoTracking().AsAsyncEnumerable().WithCancellation(stop))
        {
            if (!forces.TryGetValue(s.FileId, out var force)) continue;
            sum += Hash(FormattableString.Invariant($"stop|{force}|{s.Month}|{s.At.ToUnixTimeSeconds()}|{words[s.Type]}|{(int)s.PartOfOperation}|{Word(s.Operation)}|{s.Longitude}|{s.Latitude}|{Word(s.Gender)}|{Word(s.AgeRange)}|{Word(s.SelfDefinedEthnicity)}|{Word(s.OfficerDefinedEthnicity)}|{Word(s.Legislation)}|{Word(s.ObjectOfSearch)}|{Word(s.Outcome)}|{(int)s.OutcomeLinkedToObject}|{(int)s.MoreThanOuterClothing}|{Code(s.LsoaId)}|{Code(s.WardId)}|{Code(s.NeighbourhoodId)}|{(int)s.Placement}"));
        }
        return sum;

        string Code(int? area) => area is { } id ? areas[id] : "-";
        string Word(int? word) => word is { } id ? words[id] : "";
    }

    private static UInt128 Hash(string row) => BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(row)));
}
