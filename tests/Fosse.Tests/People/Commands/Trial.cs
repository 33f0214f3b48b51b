using Fosse.Foundation;
using Fosse.Partnership;

namespace Fosse.Tests.People.Commands;

/// <summary>How a command is tried.</summary>
/// <param name="Given">What it is given, in the order of its parameters, about a thing of the agency; the database, who gives it and the
/// day are put in between. None where it is about no thing of an agency.</param>
internal sealed record Trial(string Name, IReadOnlyList<Permission> Any, Func<CommandWorld, Agency, Task<object?[]?>> Given)
{
    /// <summary>Things of another agency may be within its reach: it is for administrators, an agreement tells of them, or it speaks of
    /// oneself.</summary>
    public bool ReachesOthers { get; init; }

    public static Trial Of(string name, Permission[] any, Func<CommandWorld, Agency, Task<object?[]>> given, bool reachesOthers = false) =>
        new(name, any, async (world, of) => await given(world, of)) { ReachesOthers = reachesOthers };

    public static Trial Of(string name, Permission[] any, Func<CommandWorld, Agency, object?[]> given, bool reachesOthers = false) =>
        Of(name, any, (world, of) => Task.FromResult(given(world, of)), reachesOthers);

    /// <summary>A list, or a deed, that is of the own agency by itself.</summary>
    public static Trial OwnAlone(string name, Permission[] any, Func<CommandWorld, Task<object?[]>> given) =>
        new(name, any, async (world, of) => of == world.Own ? await given(world) : null);

    public static Trial OwnAlone(string name, Permission[] any, Func<CommandWorld, object?[]> given) =>
        OwnAlone(name, any, world => Task.FromResult(given(world)));

    /// <summary>For administrators of all agencies.</summary>
    public static Trial OfAdministrators(string name, Func<CommandWorld, Agency, Task<object?[]>> given) =>
        Of(name, [Fosse.Accounts.AccountsPermissions.Administer], given, reachesOthers: true);
}
