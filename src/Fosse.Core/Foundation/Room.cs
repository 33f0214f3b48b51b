using Fosse.Privacy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Fosse.Foundation;

/// <summary>A room of the house. Its one file says all that the house must know of it; <c>House</c> puts the rooms together.</summary>
public interface IRoom
{
    static abstract void Declare(Room room);
}

/// <summary>What a room says of itself.</summary>
public sealed class Room(IServiceCollection services)
{
    /// <summary>For what has no word of its own here.</summary>
    public IServiceCollection Services => services;

    /// <summary>Makes something that is made anew for each request or job: a command, a reading.</summary>
    public Room Has<T>()
        where T : class
    {
        services.AddScoped<T>();
        return this;
    }

    /// <summary>Makes something of which the host has one.</summary>
    public Room HasOne<T>()
        where T : class
    {
        services.TryAddSingleton<T>();
        return this;
    }

    /// <summary>Settings under a section, checked when the host starts; each is a line of docs/running/settings.md.</summary>
    public Room Settings<T>(string section)
        where T : class
    {
        services.AddOptions<T>().BindConfiguration(section).ValidateDataAnnotations().ValidateOnStart();
        return this;
    }

    /// <summary>Makes an event known, so that it is delivered even while nobody reacts.</summary>
    public Room Event<TEvent>()
        where TEvent : IEvent
    {
        services.AddSingleton(new KnownEvent(TEvent.Name));
        return this;
    }

    /// <summary>Makes a reaction to an event known, of this room or of one beneath it.</summary>
    public Room Reaction<TEvent, TReaction>()
        where TEvent : IEvent
        where TReaction : class, IReactTo<TEvent>
    {
        services.TryAddScoped<TReaction>();
        services.AddSingleton(Foundation.Reaction.Of<TEvent, TReaction>());
        return Event<TEvent>();
    }

    /// <summary>Enters a job in the timetable.</summary>
    public Room Job<TJob>()
        where TJob : class, ITimetabled
    {
        services.AddScoped<ITimetabled, TJob>();
        return this;
    }

    /// <summary>Rows that are kept for a time and then go.</summary>
    public Room Clears(OldRows rows) => Clears(_ => rows);

    /// <inheritdoc cref="Clears(OldRows)"/>
    public Room Clears(Func<IServiceProvider, OldRows> rows)
    {
        services.AddSingleton(rows);
        return this;
    }

    /// <summary>Something that is owed until a time, of a kind of this room.</summary>
    public Room Deadline(DeadlineRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return Deadline(rule.Kind, _ => rule);
    }

    /// <inheritdoc cref="Deadline(DeadlineRule)"/>
    public Room Deadline(DeadlineKind kind, Func<IServiceProvider, DeadlineRule> rule)
    {
        CodedWords.Declare(kind, 0);
        services.AddSingleton(rule);
        return this;
    }

    /// <summary>What is to be done beside deleting rows when a person is forgotten.</summary>
    public Room Forgets(ForgettingStep step) => Forgets(_ => step);

    /// <inheritdoc cref="Forgets(ForgettingStep)"/>
    public Room Forgets(Func<IServiceProvider, ForgettingStep> step)
    {
        services.AddSingleton(step);
        return this;
    }

    /// <summary>What a role may let its holder do in this room.</summary>
    /// <param name="at">Where they stand among those of all rooms, in lists and in what is stored of a role.</param>
    public Room Permissions(int at, params IEnumerable<Permission> permissions) => Say(at, permissions, p => p);

    /// <summary>What may be read for in this room, each with the rule that the policies ask.</summary>
    /// <param name="at">Where they stand among those of all rooms.</param>
    public Room Purposes(int at, params IEnumerable<PurposeRule> purposes) => Say(at, purposes, r => r.Purpose);

    /// <summary>The classes of personal data that records of this room hold, and how long a new installation keeps each.</summary>
    /// <param name="at">Where they stand among those of all rooms.</param>
    public Room DataClasses(int at, params IEnumerable<StandardKeeping> classes) => Say(at, classes, k => k.Class);

    /// <summary>What administrators do in this room.</summary>
    public Room AdminEvents(params IEnumerable<AdminEventKind> kinds) => Say(0, kinds, k => k);

    /// <summary>A way in the head of the pages of staff, for whoever holds any of the permissions.</summary>
    /// <param name="key">Of its words in StaffWords.resx.</param>
    /// <param name="at">Where it stands among those of all rooms.</param>
    public Room Navigation(string path, string key, int at, params IReadOnlyList<Permission> any)
    {
        services.AddSingleton(new Placed<NavigationEntry>(at, new(path, key, any)));
        return this;
    }

    /// <summary>What a county begins with; asked again after each step of the schema, so it adds what is missing and nothing
    /// else.</summary>
    public Room Seeds(Func<SafetyDb, CancellationToken, Task> fill)
    {
        services.AddSingleton(new Seed(fill));
        return this;
    }

    /// <inheritdoc cref="Seeds(Func{SafetyDb, CancellationToken, Task})"/>
    public Room Seeds(Func<SafetyDb, HouseWords, CancellationToken, Task> fill)
    {
        services.AddSingleton(sp => new Seed((db, stop) => fill(db, sp.GetRequiredService<HouseWords>(), stop)));
        return this;
    }

    /// <summary>The room's part in the story of the made-up county.</summary>
    public Room Demonstrates<T>()
        where T : class, IDemonstration
    {
        services.AddSingleton<T>().AddSingleton<IDemonstration>(sp => sp.GetRequiredService<T>());
        return this;
    }

    private Room Say<T>(int at, IEnumerable<T> said, Func<T, CodedWord> word)
    {
        foreach (var one in said)
        {
            CodedWords.Declare(word(one), at);
            services.AddSingleton(new Placed<T>(at, one));
        }
        return this;
    }
}

/// <summary>What a county begins with.</summary>
public sealed record Seed(Func<SafetyDb, CancellationToken, Task> Fill);
