using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.AspNetCore.Http;

namespace Fosse.Web.Partner.Agreements;

/// <summary>Takes signed papers in: PDF by what is in the file and not by its name, of a bounded size, kept outside the web root.</summary>
public sealed class AgreementPapers(SafetyDb db, FileStore files, Ledger ledger, CountyClock clock)
{
    public const int Largest = 5 * 1024 * 1024;
    private const int LongestName = 100;

    /// <returns>None when it was taken, else the key of what is wrong.</returns>
    public async Task<string?> Add(SignedIn by, Guid agreement, IFormFile? paper, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(by);
        by.Must(PartnershipPermissions.ManageAgreements);
        if ((await db.Agreement(agreement, by, clock.Today, stop))?.Parties.Any(p => p.Party.AgencyId == by.AgencyId) != true)
            return "Paper.NotAParty";
        if (paper is null || paper.Length == 0)
            return "Paper.Missing";
        if (paper.Length > Largest)
            return "Paper.Size";
        await using var content = paper.OpenReadStream();
        var start = new byte[5];
        if (
            await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, stop) < start.Length
            || !start.AsSpan().SequenceEqual("%PDF-"u8)
        )
            return "Paper.Kind";
        content.Position = 0;
        var stored = await files.Put(content, stop);
        db.Add(
            new AgreementDocument
            {
                AgreementId = agreement,
                Name = NameOf(paper.FileName),
                File = stored.Hash,
                AddedAt = clock.Now,
            }
        );
        await ledger.SaveWith(db, DecidedLine.Of(by, agreement, "A paper was added to an agreement."), stop);
        return null;
    }

    // It is handed out under this name, so it ends as what it is, and a reader's machine opens it as nothing else.
    private static string NameOf(string sent)
    {
        var name = string.Concat(Path.GetFileNameWithoutExtension(sent).Where(c => !char.IsControl(c)));
        return $"{(name.Length switch { 0 => "Agreement", > LongestName => name[..LongestName], _ => name })}.pdf";
    }
}
