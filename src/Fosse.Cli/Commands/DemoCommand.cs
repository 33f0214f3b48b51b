using System.CommandLine;

namespace Fosse.Cli.Commands;

/// <summary>fosse demo: the whole product on a made-up county.</summary>
internal static class DemoCommand
{
    public static Command Make()
    {
        var command = new Command("demo", "Make the demonstration county and serve it.");
        command.SetAction((_, _) => Task.FromResult(ExitCodes.Failed));
        return command;
    }
}
