using System.CommandLine;
using Fosse.Foundation;
using Fosse.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Cli;

/// <summary>The database that a command works on: --db, else FOSSE_DB, else a file under var/.</summary>
internal static class CountyDatabase
{
    public static Option<string?> Option() => new("--db") { Description = "Database: 'Data Source=FILE' or 'Host=…;Database=…'. Default: FOSSE_DB, else var/fosse.db", Recursive = true };

    public static DatabaseAddress Address(string? asked, string file = "fosse.db")
    {
        var text = asked ?? Environment.GetEnvironmentVariable("FOSSE_DB");
        if (!string.IsNullOrWhiteSpace(text)) return DatabaseAddress.Parse(text);
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

    public static ServiceProvider Services(DatabaseAddress address) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddEnvironmentVariables("FOSSE_").Build())
        .AddLogging().AddFoundation().AddStorage(address).BuildServiceProvider();

    public static async Task<T> With<T>(DatabaseAddress address, Func<SafetyDb, CountyClock, Task<T>> work, CancellationToken stop)
    {
        await using var services = await Open(address, stop);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SafetyDb>();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        return await work(db, scope.ServiceProvider.GetRequiredService<CountyClock>());
    }
}
