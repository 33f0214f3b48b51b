using Fosse.Exchange.PoliceUk;

namespace Fosse.Intake.Crime;

/// <summary>Why a file could not be read, in words for whoever brought it.</summary>
internal static class NotRead
{
    /// <returns>None where it is no fault of the file, or of where it lies.</returns>
    public static string? Why(PoliceUkFile file, Exception stopped) =>
        stopped switch
        {
            FormatException => stopped.Message,
            InvalidDataException => $"{file.Name} cannot be unpacked: {stopped.Message} Download it again.",
            IOException or UnauthorizedAccessException =>
                $"{file.Name} cannot be read: {stopped.Message} Check who may read it, and the disk.",
            _ => null,
        };
}
