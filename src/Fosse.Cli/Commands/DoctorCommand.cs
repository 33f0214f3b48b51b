using System.CommandLine;
using System.Text.Json;
using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Intake;
using Fosse.Intake.County;
using Fosse.Intake.Crime;
using Fosse.Places;
using Fosse.Privacy;
using Fosse.Publishing;
using Fosse.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Fosse.Cli.Commands;

/// <summary>fosse doctor: is this installation well? It changes nothing.</summary>
internal static class DoctorCommand
{
    private const int MostUnfinished = 100,
        MostHeads = 2000;

    public static Command Make()
    {
        var (json, db) = (ImportCommand.JsonOption(), CountyDatabase.Option());
        var hash = new Option<bool>("--content-hash")
        {
            Description =
                "Print a hash of all recorded crime, outcome and stop-and-search rows, the same for the same rows however they came in",
        };
        var since = new Option<string?>("--since")
        {
            Description =
                "Hold the ledger against its end as it was sent out: LINE:HASH, or a file of such ends. Says where it parts from them",
        };
        var command = new Command(
            "doctor",
            """
            Check the database and what it holds, and change nothing. Ends with 1 when something is not well.

            Examples:
              fosse doctor
              fosse doctor --json
              fosse doctor --since heads.txt
            """
        )
        {
            hash,
            since,
            json,
            db,
        };
        command.SetAction(
            (parsed, stop) =>
            {
                var address = CountyDatabase.Address(parsed.GetValue(db));
                return parsed.GetValue(hash)
                    ? CountyDatabase.Read(
                        address,
                        async data =>
                        {
                            Console.WriteLine(await ContentHash.Of(data, stop));
                            return ExitCodes.Done;
                        },
                        stop
                    )
                    : Examine(address, parsed.GetValue(json), Marks(parsed.GetValue(since)), stop);
            }
        );
        return command;
    }

    private static async Task<int> Examine(DatabaseAddress address, bool asJson, IReadOnlyList<LedgerMark> since, CancellationToken stop)
    {
        await using var services = CountyDatabase.Existing(address);
        await using var scope = services.CreateAsyncScope();
        var findings = (await scope.ServiceProvider.GetRequiredService<Doctor>().Examine(stop)).ToList();
        findings.Add(Settings(scope.ServiceProvider));
        var holds = new Dictionary<string, long>();
        if (findings.All(f => f.Check != "schema" || f.Well))
        {
            await Look(scope.ServiceProvider.GetRequiredService<SafetyDb>(), holds, findings, stop);
            await Heads(scope.ServiceProvider, since, findings, stop);
        }

        if (asJson)
            Console.WriteLine(
                JsonSerializer.Serialize(
                    new
                    {
                        well = findings.All(f => f.Well),
                        findings,
                        holds,
                    },
                    ImportCommand.Json
                )
            );
        else
        {
            foreach (var (what, count) in holds)
                Console.WriteLine($"{what, -22} {count, 12:N0}");
            foreach (var finding in findings)
                Console.WriteLine($"{(finding.Well ? "well" : "UNWELL"), -6} {finding.Check}: {finding.Words}");
        }
        return findings.All(f => f.Well) ? ExitCodes.Done : ExitCodes.Failed;
    }

    // As the host reads them when it starts.
    private static Finding Settings(IServiceProvider services)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
            return new("settings", true, "Every setting can be read.");
        }
        catch (OptionsValidationException wrong)
        {
            return new("settings", false, string.Join(' ', wrong.Failures));
        }
        catch (InvalidOperationException wrong)
        {
            return new("settings", false, wrong.Message);
        }
    }

    private static IReadOnlyList<LedgerMark> Marks(string? since) =>
        since is null ? [] : LedgerMark.Read(File.Exists(since) ? File.ReadAllText(since) : since);

    // What was published here is asked too; whoever owns the database could have changed that as well.
    private static async Task Heads(
        IServiceProvider services,
        IReadOnlyList<LedgerMark> since,
        List<Finding> findings,
        CancellationToken stop
    )
    {
        var marks = services.GetRequiredService<LedgerMarks>();
        var published = await services.GetRequiredService<SafetyDb>().PublishedHeads(MostHeads, stop);
        IReadOnlyList<LedgerMark> here = [.. published.Select(h => h.Mark)];
        foreach (var (check, held) in new[] { ("published heads", here), ("heads that were sent out", since) })
        {
            if (held.Count == 0)
                continue;
            var found = await marks.Hold(held, stop);
            findings.Add(new(check, found.Whole, found.Words));
        }
    }

    private static async Task Look(SafetyDb db, Dictionary<string, long> holds, List<Finding> findings, CancellationToken stop)
    {
        var files = await db.Set<CrimeFile>().AsNoTracking().Where(f => f.State == CrimeFileState.Current).Take(100_000).ToListAsync(stop);
        holds.Add("areas", await db.Set<Area>().CountAsync(stop));
        holds.Add("postcodes", await db.Set<Postcode>().CountAsync(stop));
        var street = files.Where(f => f.Kind == CrimeFileKind.Street).ToList();
        holds.Add("crime files", street.Count);
        holds.Add("rows", street.Sum(f => (long)f.Rows));
        holds.Add("without location", street.Sum(f => (long)f.WithoutLocation));
        holds.Add("outside the county", street.Sum(f => (long)f.Outside));
        holds.Add("anti-social behaviour", street.Sum(f => (long)f.AntiSocial));
        foreach (var (kind, named) in new[] { (CrimeFileKind.Outcomes, "outcome"), (CrimeFileKind.StopAndSearch, "stop-and-search") })
        {
            holds.Add($"{named} files", files.Count(f => f.Kind == kind));
            holds.Add($"{named} rows", files.Where(f => f.Kind == kind).Sum(f => (long)f.Rows));
        }
        holds.Add("data version", (await DataVersions.Current(db, stop))?.Id ?? 0);
        var loading = await db.Set<CrimeFile>()
            .AsNoTracking()
            .Where(f => f.State == CrimeFileState.Loading || f.Sha256 == "")
            .OrderBy(f => f.Month)
            .Take(MostUnfinished)
            .ToListAsync(stop);
        foreach (var look in await db.LookForFaults(stop))
            findings.Add(
                new(
                    look.Check,
                    look.Faults.Count == 0,
                    look.Faults.Count == 0 ? look.Well : $"{string.Join("; ", look.Faults)}. {look.Mend}"
                )
            );
        findings.Add(
            loading.Count == 0
                ? new("imports", true, "No import was cut off.")
                : new(
                    "imports",
                    false,
                    $"{loading.Count} files were cut off while they were loaded: "
                        + $"{string.Join(", ", loading.Select(f => $"{f.Force} {f.Month} {f.Kind}"))}. Run the import again."
                )
        );
        var elsewhere = await AreaEdition.FilesPlacedByAnother(db, stop);
        findings.Add(
            elsewhere == 0
                ? new("placing", true, "All files are placed by the areas that are held.")
                : new(
                    "placing",
                    false,
                    $"{elsewhere:N0} files were placed by other areas than those that are held now. Run 'fosse import crime' with "
                        + $"the same files: it places them anew."
                )
        );
        var otherwise = await WordedOtherwise.Files(db, stop);
        findings.Add(
            otherwise.Count == 0
                ? new("crime types", true, "All crime types are in the words that are published.")
                : new(
                    "crime types",
                    false,
                    $"{otherwise.Count:N0} files hold crime types in other words, as an older version kept them; antisocial behaviour "
                        + "among them is counted as crime. Run 'fosse import crime' with the same files: it reads them as published."
                )
        );
    }
}
