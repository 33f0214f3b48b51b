using Fosse.Accountability.Subjects;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Reporting;
using Fosse.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

[assembly: System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Usage",
    "xUnit1051",
    Scope = "module",
    Justification = "These tests take seconds; a token in every call would hide what they say."
)]

namespace Fosse.Tests;

/// <summary>A county on its own fresh database of either kind. Disposing it leaves nothing behind.</summary>
public sealed class TestCounty : IAsyncDisposable
{
    public const string Sqlite = "sqlite",
        Postgres = "postgres";

    private static readonly string? Server = Environment.GetEnvironmentVariable("FOSSE_TEST_POSTGRES");

    private readonly TestFolder folder = new();

    private TestCounty(string kind, TestCounty? template, Action<IServiceCollection>? more)
    {
        var file = Path.Combine(Folder, "county.db");
        Address = DatabaseAddress.Parse(kind == Sqlite ? $"Data Source={file}" : NewPostgres(template));
        if (kind == Sqlite && template is not null)
            File.Copy(template.Address.File, file);
        var services = With(Time);
        more?.Invoke(services);
        Services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    /// <summary>The same database under another clock.</summary>
    public ServiceProvider At(TimeProvider time) => With(time).BuildServiceProvider();

    private ServiceCollection With(TimeProvider time)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    new Dictionary<string, string?> { ["Files:Folder"] = Path.Combine(Folder, "files"), ["Keys:Folder"] = KeyFolder }
                )
                .Build()
        );
        services.AddSingleton(time);
        services.AddLogging(log => log.SetMinimumLevel(LogLevel.Debug).AddProvider(Log));
        services.AddFosse(Address);
        return services;
    }

    /// <summary>A folder of the test's own; it goes with the county.</summary>
    public string Folder => folder.Path;

    public DatabaseAddress Address { get; }

    /// <summary>Its key ring: where SQLite has it anyway, so that a command on the file finds the same.</summary>
    public string KeyFolder => Path.Combine(Folder, "keys", "county");

    public ServiceProvider Services { get; }

    /// <summary>The clock on the wall of this county; it moves only when the test moves it.</summary>
    public TestTime Time { get; } = new();

    public LogBook Log { get; } = new();

    /// <summary>With a database of this build: a copy of the run's template, with a key ring of its own.</summary>
    public static async Task<TestCounty> Open(string kind, Action<IServiceCollection>? more = null)
    {
        Need(kind);
        var county = new TestCounty(kind, await Template.Of(kind), more);
        await county.With<RingSetup>(ring => ring.Ensure(CancellationToken.None));
        return county;
    }

    /// <summary>With an empty database, not yet brought up to this build.</summary>
    public static TestCounty Bare(string kind, Action<IServiceCollection>? more = null)
    {
        Need(kind);
        return new(kind, null, more);
    }

    public async Task<SchemaUpdated> Update()
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SchemaUpdate>().Run(CancellationToken.None);
    }

    public Task Do(Func<SafetyDb, Task> work) => With<SafetyDb>(work);

    public async Task<T> Do<T>(Func<SafetyDb, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<SafetyDb>());
    }

    /// <summary>With anything of the house, in a scope of its own.</summary>
    public async Task With<TThing>(Func<TThing, Task> work)
        where TThing : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<TThing>());
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        if (Address.Kind is DatabaseKind.Sqlite)
        {
            using var connection = new SqliteConnection(Address.Connection);
            SqliteConnection.ClearPool(connection);
        }
        else
        {
            await using var connection = new NpgsqlConnection(Address.Connection);
            NpgsqlConnection.ClearPool(connection);
            OnServer($"DROP DATABASE IF EXISTS {connection.Database} WITH (FORCE)");
        }
        folder.Dispose();
    }

    private static void Need(string kind)
    {
        if (kind != Postgres || Server is not null)
            return;
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail("FOSSE_TEST_POSTGRES is not set, and here every test must run.");
        Assert.Skip("FOSSE_TEST_POSTGRES is not set");
    }

    private static string NewPostgres(TestCounty? template)
    {
        var name = $"county_{Guid.NewGuid():n}";
        OnServer(
            template is null
                ? $"CREATE DATABASE {name}"
                : $"CREATE DATABASE {name} TEMPLATE {new NpgsqlConnectionStringBuilder(template.Address.Connection).Database}"
        );
        return new NpgsqlConnectionStringBuilder(Server) { Database = name, MaxPoolSize = 20 }.ConnectionString;
    }

    private static void OnServer(string sql)
    {
        using var server = new NpgsqlConnection(Server);
        server.Open();
        using var command = new NpgsqlCommand(sql, server);
        command.ExecuteNonQuery();
    }
}

/// <summary>
/// A clock on the wall that stands still until it is moved, while stopwatches and timers go on: pages ask by a stopwatch whether figures
/// are fresh, and workers pause by a timer. A FakeTimeProvider stops these too, so that a site would wait for a test that waits for it.
/// </summary>
public sealed class TestTime : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2025, 3, 14, 9, 30, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;

    public void Move(TimeSpan by) => Now += by;
}

/// <summary>Remembers everything that was logged.</summary>
public sealed class LogBook : ILoggerProvider, ILogger
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> lines = new();

    public IReadOnlyCollection<string> Lines => lines;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => lines.Enqueue(formatter(state, exception) + exception);

    public void Dispose() { }
}
