using System.CommandLine;
using System.Data.Common;
using Fosse.Accountability.Subjects;
using Fosse.CrimeData;
using Fosse.Foundation;
using Fosse.Intake;
using Fosse.Publishing;
using Fosse.Reporting;
using Fosse.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Cli;

/// <summary>The database that a command works on: --db, else FOSSE_DB, else a file under var/.</summary>
internal static class CountyDatabase
{
    /// <summary>The file of a real county, and that of the demonstration.</summary>
    public const string County = "fosse.db",
        Demonstration = "demo.db";

    /// <param name="file">The one that <see cref="Address"/> is given.</param>
    public static Option<string?> Option(string file = County) =>
        new("--db")
        {
            Description = $"Database: 'Data Source=FILE' or 'Host=…;Database=…'. Default: FOSSE_DB, else var/{file}",
            Recursive = true,
        };

    public static DatabaseAddress Address(string? asked, string file = County)
    {
        var text = asked ?? Environment.GetEnvironmentVariable("FOSSE_DB");
        if (!string.IsNullOrWhiteSpace(text))
            return DatabaseAddress.Parse(text);
        Directory.CreateDirectory("var");
        return DatabaseAddress.Parse($"Data Source={Path.GetFullPath(Path.Combine("var", file))}");
    }

    /// <summary>Opens the database, brought up to this build.</summary>
    public static async Task<ServiceProvider> Open(DatabaseAddress address, CancellationToken stop)
    {
        var services = Services(address);
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SchemaUpdate>().Run(stop);
        return services;
    }

    /// <param name="time">Another clock than the one on the wall.</param>
    public static ServiceProvider Services(DatabaseAddress address, TimeProvider? time = null) =>
        new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddEnvironmentVariables("FOSSE_").Build())
            .AddSingleton(time ?? TimeProvider.System)
            .AddLogging()
            .AddFosse(address)
            .BuildServiceProvider();

    /// <summary>The figures of a database that is there and as this build expects it; else none, and whoever opens it next says
    /// why.</summary>
    public static async Task<CountyFigures?> FiguresBeforehand(DatabaseAddress address, CancellationToken stop)
    {
        if (address.Kind is DatabaseKind.Sqlite && !File.Exists(address.File))
            return null;
        try
        {
            await using var services = Services(address);
            await using var scope = services.CreateAsyncScope();
            if (!await scope.ServiceProvider.GetRequiredService<SchemaUpdate>().IsCurrent(stop))
                return null;
            return await scope.ServiceProvider.GetRequiredService<SafetyDb>().LoadFigures(stop);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return null; // the server reads them itself, and says what is wrong with them
        }
    }

    /// <summary>For commands that only look: the database must be there, and as this build expects it.</summary>
    public static async Task<T> Read<T>(DatabaseAddress address, Func<SafetyDb, Task<T>> work, CancellationToken stop)
    {
        await using var services = Existing(address);
        await using var scope = services.CreateAsyncScope();
        if (!await scope.ServiceProvider.GetRequiredService<SchemaUpdate>().IsCurrent(stop))
            throw new SchemaRefused("The database is older than this build. Run 'fosse update'.");
        return await work(scope.ServiceProvider.GetRequiredService<SafetyDb>());
    }

    /// <summary>The services on a database that is there; one that is not would be made by asking, and hide a slip of the pen.</summary>
    public static ServiceProvider Existing(DatabaseAddress address) =>
        address.Kind is DatabaseKind.Postgres || File.Exists(address.File)
            ? Services(address)
            : throw new FileNotFoundException(
                $"There is no database at {address.File}. Name one with --db or FOSSE_DB, or make it: fosse import county DIR"
            );

    public static Task<T> With<T>(DatabaseAddress address, Func<SafetyDb, CountyClock, Task<T>> work, CancellationToken stop) =>
        Into(address, into => work(into.Db, into.Clock), stop);

    /// <summary>For an import, which has the database to itself.</summary>
    public static async Task<T> Into<T>(DatabaseAddress address, Func<IntakeInto, Task<T>> work, CancellationToken stop)
    {
        await using var services = Services(address);
        return await IntakeInto.Open(services.GetRequiredService<IServiceScopeFactory>(), address, work, stop);
    }
}
