using System.Runtime.CompilerServices;
using Fosse.Foundation;
using Fosse.Intake.Requests;
using Microsoft.Extensions.DependencyInjection;

namespace Fosse.Tests;

/// <summary>What the rooms of this build have declared, for tests that open no county.</summary>
internal static class TheHouse
{
    public static HouseWords Words { get; } =
        new ServiceCollection().AddRooms().AddIntake().BuildServiceProvider().GetRequiredService<HouseWords>();

    // A database that a test makes without the rooms holds words all the same.
    [ModuleInitializer]
    internal static void Declare() => _ = Words;
}
