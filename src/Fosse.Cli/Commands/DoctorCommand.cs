using System.CommandLine;
using System.Security.Cryptography;
using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Places;
using Fosse.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Cli.Commands;

/// <summary>fosse doctor: is this installation well?</summary>
internal static class DoctorCommand
{
    public static Command Make()
    {
        var db = CountyDatabase.Option();
        var hash = new Option<bool>("--content-hash") { Description = "Print a hash of all recorded crime rows, the same for the same rows however they came in" };
        var command = new Command("doctor", "Check the database and what it holds.") { hash, db };
        command.SetAction(async (parsed, stop) => await CountyDatabase.With(CountyDatabase.Address(parsed.GetValue(db)), async (data, _) =>
        {
            if (parsed.GetValue(hash))
            {
                Console.WriteLine(await ContentHash(data, stop));
                return ExitCodes.Done;
            }
            var loading = await data.Set<CrimeFile>().AsNoTracking().Where(f => f.State == CrimeFileState.Loading || f.Sha256 == "").Take(100).ToListAsync(stop);
            var files = await data.Set<CrimeFile>().AsNoTracking().Where(f => f.State == CrimeFileState.Current).Take(100_000).ToListAsync(stop);
            Console.WriteLine($"areas         {await data.Set<Area>().CountAsync(stop):N0}");
            Console.WriteLine($"postcodes     {await data.Set<Postcode>().CountAsync(stop):N0}");
            Console.WriteLine($"crime files   {files.Count:N0} with {files.Sum(f => (long)f.Rows):N0} rows: {files.Sum(f => f.WithoutLocation):N0} without location, {files.Sum(f => f.Outside):N0} outside the county, {files.Sum(f => f.AntiSocial):N0} anti-social behaviour");
            Console.WriteLine($"data version  {(await DataVersions.Current(data, stop))?.Id ?? 0}");
            foreach (var file in loading) Console.WriteLine($"unfinished    {file.Force} {file.Month}: run the import again");
            var well = await Examine(CountyDatabase.Address(parsed.GetValue(db)), stop);
            return well && loading.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
        }, stop));
        return command;
    }

    private static async Task<bool> Examine(DatabaseAddress address, CancellationToken stop)
    {
        await using var services = CountyDatabase.Services(address);
        await using var scope = services.CreateAsyncScope();
        var findings = await scope.ServiceProvider.GetRequiredService<Doctor>().Examine(stop);
        foreach (var finding in findings) Console.WriteLine($"{(finding.Well ? "well" : "UNWELL"),-13} {finding.Check}: {finding.Words}");
        return findings.All(f => f.Well);
    }

    /// <summary>A sum over the rows of a hash of each, so that neither order nor ids count.</summary>
    private static async Task<string> ContentHash(SafetyDb db, CancellationToken stop)
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
            sum += System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
        }
        return sum.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
    }
}
