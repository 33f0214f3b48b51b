using Fosse.Foundation;

namespace Fosse.Publishing;

/// <summary>The months in which much of life and of crime stopped: from the first lockdown to the end of the last restrictions.</summary>
public static class Pandemic
{
    private static readonly Month First = new(2020, 3),
        Last = new(2021, 7);

    public static bool Touches(Month from, Month to) => from <= Last && to >= First;
}
