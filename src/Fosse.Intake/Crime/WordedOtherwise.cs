using System.Text;
using Fosse.CrimeData;
using Fosse.Foundation;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Intake.Crime;

/// <summary>
/// Files whose rows have a crime type in other words than the published ones: an older version kept them as they came, and counted
/// anti-social behaviour in other words as crime. Imported again, they are read as they are today.
/// </summary>
internal static class WordedOtherwise
{
    private const int MostWords = 100_000,
        MostFiles = 1_000_000;

    /// <returns>The numbers of the files.</returns>
    public static async Task<IReadOnlyList<int>> Files(SafetyDb db, CancellationToken stop)
    {
        var words = await db.Set<CodedWord>().AsNoTracking().Where(w => w.Kind == CrimeWords.Category).Take(MostWords).ToListAsync(stop);
        var otherwise = words.Where(w => !IsPublished(w.Word)).Select(w => w.Id).ToList();
        // A word stays when no row has it any more, so that the rows are asked; only where there is such a word.
        return otherwise.Count == 0
            ? []
            : await db.Set<RecordedCrime>()
                .Where(c => otherwise.Contains(c.Category))
                .Select(c => c.FileId)
                .Distinct()
                .Take(MostFiles)
                .ToListAsync(stop);
    }

    private static bool IsPublished(string word) => Encoding.UTF8.GetString(PublishedCategory.Of(Encoding.UTF8.GetBytes(word))) == word;
}
