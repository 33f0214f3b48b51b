using System.CommandLine;
using System.Text.Json;
using Fosse.Foundation;
using Fosse.Places;
using Fosse.Reporting;
using Fosse.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Cli.Commands;

/// <summary>fosse report-figures: are the published figures of the reply clock those that the reports give?</summary>
internal static class ReportFiguresCommand
{
    public static Command Make()
    {
        var (json, db) = (ImportCommand.JsonOption(), CountyDatabase.Option());
        var command = new Command(
            "report-figures",
            """
            Compute the published figures of the promise to answer again from the reports, as of the instant of their publication, and
            compare. Changes nothing. Ends with 1 when they differ.

            Examples:
              fosse report-figures
              fosse report-figures --json
            """
        )
        {
            json,
            db,
        };
        command.SetAction((parsed, stop) => Compare(CountyDatabase.Address(parsed.GetValue(db)), parsed.GetValue(json), stop));
        return command;
    }

    private static async Task<int> Compare(DatabaseAddress address, bool asJson, CancellationToken stop)
    {
        await using var services = CountyDatabase.Existing(address);
        await using var scope = services.CreateAsyncScope();
        if (!await scope.ServiceProvider.GetRequiredService<SchemaUpdate>().IsCurrent(stop))
            throw new SchemaRefused("The database is older than this build. Run 'fosse update'.");
        var figures = scope.ServiceProvider.GetRequiredService<ReportFigures>();
        var published = await figures.Published(stop);
        if (published.Count == 0)
        {
            Console.WriteLine(
                asJson ? """{"published":false}""" : "No figures are published yet: the job reports.figures makes them at 05:00."
            );
            return ExitCodes.Done;
        }
        var again = await figures.Compute(published[0].AsOf, stop);
        var same = published.SequenceEqual(again);
        var names = await scope
            .ServiceProvider.GetRequiredService<SafetyDb>()
            .Set<Area>()
            .AsNoTracking()
            .Where(a => a.Kind == AreaKind.County || a.Kind == AreaKind.Neighbourhood)
            .Take(10_000)
            .ToDictionaryAsync(a => a.Id, a => a.Name, stop);
        if (asJson)
            Console.WriteLine(
                JsonSerializer.Serialize(
                    new
                    {
                        published = true,
                        same,
                        asOf = published[0].AsOf,
                        from = $"{published[0].FirstMonth}",
                        to = $"{published[0].LastMonth}",
                        areas = again.Select(f => Row(names, f)),
                    },
                    ImportCommand.Json
                )
            );
        else
        {
            foreach (var f in again)
                Console.WriteLine(
                    $"{names.GetValueOrDefault(f.AreaId, "?"), -30} "
                        + $"{(f.Reports is { } n ? $"{n, 6:N0} {f.Share?.Value, 6:P0} {f.MedianHours, 8:N1} h" : "held back")}"
                );
            Console.WriteLine(same ? "The published figures are the same." : "The published figures differ.");
        }
        return same ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static object Row(Dictionary<int, string> names, ReportFigure f) =>
        new
        {
            area = names.GetValueOrDefault(f.AreaId, "?"),
            f.Reports,
            answeredInTime = f.InTime,
            share = f.Share?.Value,
            low = f.Share?.Low,
            high = f.Share?.High,
            f.MedianHours,
            f.Closed,
            f.Reopened,
        };
}
