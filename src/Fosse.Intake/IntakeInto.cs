using Fosse.Foundation;
using Fosse.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Intake;

/// <summary>Where an import stores what it read, and for whom.</summary>
/// <param name="Db">Its connection is open, and nobody else's while the import runs.</param>
/// <param name="Beside">Opens one connection more, for work that writes on two; none on SQLite, where one writes at a time. Its maker
/// disposes of it.</param>
internal sealed record IntakeInto(SafetyDb Db, CountyClock Clock, Func<SafetyDb>? Beside)
{
    /// <summary>What an administrator asked for; none for the command line.</summary>
    public Guid? Request { get; init; }

    /// <summary>Whether this process serves pages too, so that its own visitors write beside the import.</summary>
    public bool BesideVisitors { get; init; }

    /// <summary>Opens a database, brought up to this build, for one import.</summary>
    public static async Task<T> Open<T>(
        IServiceScopeFactory scopes,
        DatabaseAddress address,
        Func<IntakeInto, Task<T>> work,
        CancellationToken stop
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var beside = scopes.CreateAsyncScope();
        await Of(scope).Database.OpenConnectionAsync(stop); // one for the whole import, also where connections are not pooled
        await scope.ServiceProvider.GetRequiredService<SchemaUpdate>().Run(stop);
        Of(scope).ChangeTracker.Clear();
        return await work(
            new(
                Of(scope),
                scope.ServiceProvider.GetRequiredService<CountyClock>(),
                address.Kind is DatabaseKind.Postgres ? () => Of(beside) : null
            )
        );

        static SafetyDb Of(AsyncServiceScope scope)
        {
            var db = scope.ServiceProvider.GetRequiredService<SafetyDb>();
            db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
            return db;
        }
    }
}

/// <summary>Is shown how far an import has come, and tells whoever asked for it.</summary>
internal interface IShowProgress
{
    /// <param name="total">Expected units; the work reports how many it has done since the last time and a name for the step.</param>
    /// <param name="unit">rows, or bytes.</param>
    Task<T> During<T>(string what, long total, Func<Action<string, long>, Task<T>> work, string unit = "rows");

    /// <summary>Something to know before the end, in a sentence that says how to mend it.</summary>
    void Tell(string words);
}
