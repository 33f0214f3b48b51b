using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Fosse.Accountability.Audit;
using Fosse.Foundation;
using Fosse.Intake.Requests;
using Fosse.Records;
using Fosse.Triage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests.People.Commands;

/// <summary>A public method of a room that takes who gives it: a command of a class that the room registers, or a query on the
/// database.</summary>
internal sealed record Tried(MethodInfo Method)
{
    public string Name => $"{Method.DeclaringType!.Name}.{Method.Name}";

    private static readonly IReadOnlyList<Type> Registered =
    [
        .. new ServiceCollection()
            .AddRooms()
            .AddIntake()
            .Select(d => d.ServiceType)
            .Where(t =>
                t is { IsPublic: true, IsClass: true }
                && !t.IsAssignableTo(typeof(Delegate))
                && t.Assembly.GetName().Name is "Fosse.Core" or "Fosse.Intake"
            )
            .Distinct(),
    ];

    /// <summary>All that the rooms of this build have.</summary>
    public static IReadOnlyList<Tried> All { get; } =
    [
        .. Registered
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Concat(Queries)
            .Where(m => m.GetParameters().Any(p => Takes(p.ParameterType)) && m.ReturnType.IsAssignableTo(typeof(Task)))
            .Select(m => new Tried(m))
            .OrderBy(t => t.Name, StringComparer.Ordinal),
    ];

    /// <summary>Public queries that take nobody: they answer whoever asks.</summary>
    public static IReadOnlyList<string> AskNobody { get; } =
    [
        .. Queries
            .Where(m => !m.GetParameters().Any(p => Takes(p.ParameterType)) && m.ReturnType.IsAssignableTo(typeof(Task)))
            .Select(m => new Tried(m).Name)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<MethodInfo> Queries =>
        new[] { typeof(SafetyDb).Assembly, typeof(AskForImport).Assembly }
            .SelectMany(a => a.GetExportedTypes())
            .Where(t => t is { IsAbstract: true, IsSealed: true })
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(m => m.IsDefined(typeof(ExtensionAttribute)) && m.GetParameters()[0].ParameterType == typeof(SafetyDb));

    /// <returns>Whether it was done, or gave rows. What is refused, and a list with nothing in it, is neither.</returns>
    /// <param name="wrote">The tables that it saved to are added to it.</param>
    public async Task<bool> By(SignedIn by, CommandWorld world, IReadOnlyList<object?> given, HashSet<string> wrote)
    {
        await using var scope = world.County.Services.CreateAsyncScope();
        var (services, left) = (scope.ServiceProvider, new Queue<object?>(given));
        services.GetRequiredService<SafetyDb>().SavingChanges += (db, _) =>
            wrote.UnionWith(
                ((SafetyDb)db!)
                    .ChangeTracker.Entries()
                    .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
                    .Select(e => e.Metadata.GetTableName()!)
            );
        var arguments = Method.GetParameters().Select(p => Argument(p, by, world, services, left)).ToArray();
        Assert.True(left.Count == 0, $"{Name} is given more than it takes.");
        try
        {
            var task = (Task)Method.Invoke(Method.IsStatic ? null : services.GetRequiredService(Method.DeclaringType!), arguments)!;
            await task;
            return task.GetType().GetProperty("Result") is not { } result || Gave(result.GetValue(task));
        }
        catch (Exception e) when (e is NotPermittedException or TargetInvocationException { InnerException: NotPermittedException })
        {
            return false;
        }
    }

    private static object? Argument(ParameterInfo of, SignedIn by, CommandWorld world, IServiceProvider services, Queue<object?> left) =>
        of.ParameterType == typeof(SafetyDb) ? services.GetRequiredService<SafetyDb>()
        : of.ParameterType == typeof(SignedIn) ? by
        : of.ParameterType == typeof(HouseWords) ? TheHouse.Words
        : of.ParameterType == typeof(CancellationToken) ? CancellationToken.None
        : of.Name == "today" ? world.Today
        : of.Name == "now" ? world.County.Time.Now
        : left.Dequeue() is var next && next is (Guid report, int version) && of.ParameterType == typeof(OnReport)
            ? new OnReport(report, version, by)
        : next is Func<SignedIn, object> made ? made(by)
        : next;

    private static bool Takes(Type type) => type == typeof(SignedIn) || type.GetProperties().Any(p => p.PropertyType == typeof(SignedIn));

    private static bool Gave(object? result) =>
        result switch
        {
            null => false,
            bool yes => yes,
            int number => number > 0,
            string words => words.Length > 0,
            ITuple tuple => Enumerable.Range(0, tuple.Length).Any(i => Gave(tuple[i])),
            IEnumerable rows => rows.Cast<object>().Any(),
            _ when result.GetType().GetProperty(nameof(Outcome<string>.Refusals))?.GetValue(result) is IEnumerable refusals => !refusals
                .Cast<object>()
                .Any() && Inside(result),
            TeamQueues queues => !queues.None,
            LedgerPage page => page.Rows.Count > 0,
            UnusualPage page => page.AllOpen + page.AllAnswered > 0,
            QueueCounts counts => counts.Waiting > 0,
            _ when result.GetType().GetProperty("Rows")?.GetValue(result) is IEnumerable rows => rows.Cast<object>().Any(),
            _ => true,
        };

    // Of a search it is whether somebody was found.
    private static bool Inside(object outcome)
    {
        object?[] accepted = [null];
        outcome.GetType().GetMethod(nameof(Outcome<string>.Accepted))!.Invoke(outcome, accepted);
        return accepted[0] is not PeopleFound found || found.All > 0;
    }
}
