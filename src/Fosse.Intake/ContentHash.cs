using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Places;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Intake;

/// <summary>
/// A sum over the published rows (crimes, outcomes, stops) of a hash of each, so that neither order nor ids count;
/// a kind of which there are none adds nothing.
/// </summary>
internal sealed class ContentHash
{
    private readonly Dictionary<int, string> words,
        areas,
        forces;
    private UInt128 sum;

    private ContentHash(Dictionary<int, string> words, Dictionary<int, string> areas, Dictionary<int, string> forces) =>
        (this.words, this.areas, this.forces) = (words, areas, forces);

    public static async Task<string> Of(SafetyDb db, CancellationToken stop)
    {
        var hash = new ContentHash(
            await db.Set<CodedWord>().AsNoTracking().Take(2_000_000).ToDictionaryAsync(w => w.Id, w => w.Word, stop),
            await db.Set<Area>().AsNoTracking().Take(500_000).ToDictionaryAsync(a => a.Id, a => a.Code, stop),
            await db.Set<CrimeFile>()
                .AsNoTracking()
                .Where(f => f.State == CrimeFileState.Current)
                .Take(1_000_000)
                .ToDictionaryAsync(f => f.Id, f => f.Force, stop)
        );
        await foreach (var crime in db.Set<RecordedCrime>().AsNoTracking().AsAsyncEnumerable().WithCancellation(stop))
            hash.Add(crime.FileId, hash.Text(crime));
        await foreach (var outcome in db.Set<CrimeOutcome>().AsNoTracking().AsAsyncEnumerable().WithCancellation(stop))
            hash.Add(outcome.FileId, hash.Text(outcome));
        await foreach (var search in db.Set<StopAndSearch>().AsNoTracking().AsAsyncEnumerable().WithCancellation(stop))
            hash.Add(search.FileId, hash.Text(search));
        return hash.sum.ToString("x32", CultureInfo.InvariantCulture);
    }

    // Rows of a file that is still being loaded do not count.
    private void Add(int file, string row)
    {
        if (forces.TryGetValue(file, out var force))
            sum += BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{force}|{row}")));
    }

    private string Text(RecordedCrime c) =>
        Row(
            c.Month,
            Key(c.CrimeKey),
            Word(c.Category),
            Word(c.Outcome),
            Word(c.Location),
            c.Longitude,
            c.Latitude,
            Code(c.LsoaId),
            Code(c.CurrentLsoaId),
            Code(c.WardId),
            Code(c.NeighbourhoodId),
            (int)c.Placement
        );

    private string Text(CrimeOutcome o) =>
        Row(
            "outcome",
            o.Month,
            Key(o.CrimeKey),
            Word(o.Outcome),
            Word(o.Location),
            o.Longitude,
            o.Latitude,
            Code(o.LsoaId),
            Code(o.CurrentLsoaId),
            Code(o.WardId),
            Code(o.NeighbourhoodId),
            (int)o.Placement
        );

    private string Text(StopAndSearch s) =>
        Row(
            "stop",
            s.Month,
            s.At.ToUnixTimeSeconds(),
            Word(s.Type),
            (int)s.PartOfOperation,
            Word(s.Operation),
            s.Longitude,
            s.Latitude,
            Word(s.Gender),
            Word(s.AgeRange),
            Word(s.SelfDefinedEthnicity),
            Word(s.OfficerDefinedEthnicity),
            Word(s.Legislation),
            Word(s.ObjectOfSearch),
            Word(s.Outcome),
            (int)s.OutcomeLinkedToObject,
            (int)s.MoreThanOuterClothing,
            Code(s.LsoaId),
            Code(s.WardId),
            Code(s.NeighbourhoodId),
            (int)s.Placement
        );

    private static string Row(params object?[] cells) =>
        string.Join('|', cells.Select(c => Convert.ToString(c, CultureInfo.InvariantCulture)));

    private static string Key(byte[]? key) => key is null ? "" : Convert.ToHexString(key);

    private string Word(int? word) => word is { } id ? words[id] : "";

    private string Code(int? area) => area is { } id ? areas[id] : "-";
}
