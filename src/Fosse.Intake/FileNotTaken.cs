using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Intake;

/// <summary>The database did not take what was read from a file; the words name the file, the row as far as it is known, and why.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Naming",
    "CA1710",
    Justification = "It says what happened, as the rest of the house does."
)]
public sealed class FileNotTaken(string message, Exception cause) : IOException(message, cause)
{
    /// <summary>Does what stores a file, and names it where the database stops that.</summary>
    internal static async Task<T> Naming<T>(string file, Func<Task<T>> store)
    {
        try
        {
            return await store();
        }
        catch (Exception stopped) when (stopped is not FileNotTaken && CauseOf(stopped) is { } why)
        {
            throw new FileNotTaken($"{file} was not taken. {Says(why)}", stopped);
        }
    }

    /// <summary>The same for rows that EF saves: it knows which they were.</summary>
    internal static FileNotTaken Of(string what, DbUpdateException stopped) =>
        new(
            $"{what}: {string.Join(", ", stopped.Entries.Take(3).Select(RowOf))} could not be stored. "
                + Says((Exception?)CauseOf(stopped) ?? stopped),
            stopped
        );

    // "COPY recorded_crimes, line 12, column location_id": PostgreSQL counts the rows of one writing.
    private static string Says(Exception why) =>
        why.Data["Where"] is string { Length: > 0 } where ? $"{why.Message} ({where.ReplaceLineEndings(" ")})" : why.Message;

    private static string RowOf(Microsoft.EntityFrameworkCore.ChangeTracking.EntityEntry row)
    {
        var keys = row.Metadata.FindPrimaryKey()?.Properties ?? [];
        var told = row.Metadata.GetProperties().Where(p => p.Name is "Code" or "Name" || keys.Contains(p));
        return $"{row.Metadata.ClrType.Name} {string.Join(' ', told.Select(p => PlainOf(row.Property(p).CurrentValue)))}";
    }

    private static string PlainOf(object? value)
    {
        var text = Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "";
        return string.Concat(text.Take(100).Select(c => char.IsControl(c) ? '?' : c));
    }

    private static DbException? CauseOf(Exception stopped)
    {
        for (Exception? at = stopped; at is not null; at = at.InnerException)
        {
            if (at is DbException cause)
                return cause;
        }
        return null;
    }
}
