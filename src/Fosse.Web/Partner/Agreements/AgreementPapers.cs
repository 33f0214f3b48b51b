using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Reporting;
using Microsoft.AspNetCore.Http;

namespace Fosse.Web.Partner.Agreements;

/// <summary>Takes signed papers in and hands them out, to parties only: by what is in the file and not by its name, of a bounded size,
/// written anew as evidence is, and locked.</summary>
public sealed class AgreementPapers(SafetyDb db, Evidence evidence, PaperBoxes boxes, FileStore files, Ledger ledger, CountyClock clock)
{
    public const int Largest = 5 * 1024 * 1024;

    /// <returns>None when it was taken, else what is wrong: a key of the page's words, or a sentence of the formats.</returns>
    public async Task<string?> Add(SignedIn by, Guid agreement, IFormFile? paper, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(by);
        by.Must(PartnershipPermissions.ManageAgreements);
        if (await OfAParty(by, agreement, stop) is null)
            return "Paper.NotAParty";
        if (paper is null || paper.Length == 0)
            return "Paper.Missing";
        if (paper.Length > Largest)
            return "Paper.Size";
        await using var content = paper.OpenReadStream();
        var taken = await evidence.Clean(content, stop);
        if (!taken.Accepted(out var clean))
            return taken.Refusals[0].Message;
        var id = Guid.CreateVersion7();
        var locked = await boxes.Lock(id, clean.Content, clean.MediaType, stop);
        var kept = false;
        try
        {
            db.Add(
                new AgreementDocument
                {
                    Id = id,
                    AgreementId = agreement,
                    Name = Evidence.Tidy(paper.FileName, clean.MediaType),
                    File = locked.File,
                    RingKey = locked.RingKey,
                    Box = locked.Box,
                    WrittenAnew = true,
                    AddedAt = clock.Now,
                }
            );
            await ledger.SaveWith(db, DecidedLine.Of(by, agreement, "A paper was added to an agreement."), stop);
            kept = true;
        }
        finally
        {
            if (!kept)
                files.Remove(locked.File);
        }
        return null;
    }

    /// <summary>One paper. What was taken before papers were written anew is so now, or is not handed out.</summary>
    /// <returns>None where there is none for them.</returns>
    public async Task<Outcome<PaperRead>?> Read(SignedIn by, Guid agreement, Guid paper, CancellationToken stop)
    {
        if (await OfAParty(by, agreement, stop) is not { } whole)
            return null;
        if (whole.Documents.FirstOrDefault(d => d.Id == paper) is not { } found || await boxes.Read(found, stop) is not { } held)
            return null;
        if (found.WrittenAnew)
            return held;
        using var content = new MemoryStream(held.Content, writable: false);
        var taken = await evidence.Clean(content, stop);
        if (!taken.Accepted(out var clean))
            return taken.Refusals.ToList();
        var now = new PaperRead(clean.MediaType, clean.Content.ToArray());
        await boxes.Replace(found, now, anew: true, stop);
        return now;
    }

    private async Task<AgreementWhole?> OfAParty(SignedIn by, Guid agreement, CancellationToken stop) =>
        await db.Agreement(agreement, by, clock.Today, stop) is { } whole && whole.Parties.Any(p => p.Party.AgencyId == by.AgencyId)
            ? whole
            : null;
}
