using Fosse.Accounts;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Partnership.Disclosure;

/// <summary>Asks the agency that holds a record for it.</summary>
public sealed record AskForDisclosure(Guid RecordId, Purpose Purpose, string Words);

/// <summary>What the owner says to a request. A disclosure opens the record to the asking agency for a while.</summary>
/// <param name="OpenForDays">How long, in days; nothing opens when it is refused.</param>
public sealed record AnswerDisclosure(Guid RequestId, DisclosureState Answer, string Words, int OpenForDays = 28);

public sealed class Disclosures(SafetyDb db, Sealer sealer, Ledger ledger, CountyClock clock, HouseWords words)
{
    /// <summary>Ten working days would differ by holidays; agreements in use say 14 days.</summary>
    public const int DaysToAnswer = 14;
    public const int LongestOpen = 365;
    private const int ShortestWords = 20,
        LongestWords = 4000;

    public async Task<Outcome<DisclosureRequest>> Ask(AskForDisclosure ask, SignedIn asker, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(ask);
        if (asker.Lacks(RecordsPermissions.ReadRecords) is { } lacking)
            return lacking;
        var refusals = new List<Refusal>();
        if (!words.RuleOf(ask.Purpose).Disclosed)
            refusals.Add(new("purpose", PartnershipText.Of("Disclosure.ChoosePurpose")));
        if (ask.Words.Trim().Length < ShortestWords)
            refusals.Add(new("words", PartnershipText.Of("Disclosure.SayWhatYouNeed")));
        if (ask.Words.Length > LongestWords)
            refusals.Add(new("words", PartnershipText.Of("Disclosure.WhatYouNeedTooLong")));
        var record = await db.Set<SubjectRecord>()
            .AsNoTracking()
            .SingleOrDefaultAsync(r => r.Id == ask.RecordId && r.ForgottenAt == null, stop);
        // Whether there is a record is told only to those who have a pointer to it.
        if (record is null || record.AgencyId == asker.AgencyId || !await db.MayPoint(record, asker.AgencyId, words, clock.Today, stop))
            return new Refusal("recordId", PartnershipText.Of("Disclosure.NotToldOfRecord"));
        if (await db.Conflict(record.Id, asker, stop) is { } conflict)
            return conflict;
        if (refusals.Count > 0)
            return refusals;
        if (
            await db.Set<DisclosureRequest>()
                .AnyAsync(r => r.RecordId == record.Id && r.FromAgencyId == asker.AgencyId && r.State == DisclosureState.Asked, stop)
        )
            return new Refusal("recordId", PartnershipText.Of("Disclosure.AskedAlready"));

        var request = new DisclosureRequest
        {
            RecordId = record.Id,
            FromAgencyId = asker.AgencyId,
            FromAccountId = asker.AccountId,
            ToAgencyId = record.AgencyId,
            Purpose = ask.Purpose,
            AskedAt = clock.Now,
            DueOn = DisclosureDeadline.Rule.Length.After(clock.Today),
        };
        db.Add(request);
        db.Add(
            new DisclosureText
            {
                Subject = request.Id,
                Question = true,
                Words = await sealer.Seal(request.Id, ask.Words.Trim(), stop),
            }
        );
        await ledger.SaveWith(db, Line(request, asker, "Its disclosure was asked for."), stop);
        return request;
    }

    public async Task<Outcome<DisclosureRequest>> Answer(AnswerDisclosure answer, SignedIn owner, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(owner);
        var request = await db.Set<DisclosureRequest>()
            .SingleOrDefaultAsync(r => r.Id == answer.RequestId && r.ToAgencyId == owner.AgencyId, stop);
        if (request is null || !owner.May(PartnershipPermissions.AnswerDisclosures))
            return new Refusal("requestId", PartnershipText.Of("Disclosure.NoSuchRequest"));
        if (!request.IsOpen)
            return new Refusal("requestId", PartnershipText.Of("Disclosure.Over"));
        if (await db.NotHeldBy(request.RecordId, owner.AgencyId, stop) is { } gone)
            return gone;
        if (await db.Conflict(request.RecordId, owner, stop) is { } conflict)
            return conflict;
        // Two agencies speak, and not one person under two accounts.
        if (await db.AccountsOfPerson(owner.AccountId).ContainsAsync(request.FromAccountId, stop))
            return new Refusal("requestId", PartnershipText.Of("Disclosure.OwnQuestion"));
        var refusals = new List<Refusal>();
        if (answer.Answer is not (DisclosureState.Disclosed or DisclosureState.DisclosedInPart or DisclosureState.Refused))
            refusals.Add(new("answer", PartnershipText.Of("Disclosure.ChooseAnswer")));
        if (answer.Words.Trim().Length < ShortestWords)
            refusals.Add(new("words", PartnershipText.Of("Disclosure.SayWhy")));
        if (answer.Words.Length > LongestWords)
            refusals.Add(new("words", PartnershipText.Of("Disclosure.AnswerTooLong")));
        // A part is written into the answer; the record itself stays shut.
        if (answer.Answer is DisclosureState.Disclosed && answer.OpenForDays is < 1 or > LongestOpen)
            refusals.Add(new("openForDays", PartnershipText.Of("Disclosure.WrongDays")));
        if (refusals.Count > 0)
            return refusals;

        request.Answer(answer.Answer, owner.AccountId, clock.Now);
        db.Add(
            new DisclosureText
            {
                Subject = request.Id,
                Question = false,
                Words = await sealer.Seal(request.Id, answer.Words.Trim(), stop),
            }
        );
        if (answer.Answer is DisclosureState.Disclosed)
            db.Add(
                new AccessGrant
                {
                    RecordId = request.RecordId,
                    AgencyId = request.FromAgencyId,
                    Purpose = request.Purpose,
                    LastOn = clock.Today.AddDays(answer.OpenForDays - 1),
                    RequestId = request.Id,
                }
            );
        var line =
            answer.Answer is DisclosureState.Refused
                ? Line(request, owner, "Its disclosure was refused.")
                : await Disclosed(request, answer, owner, stop);
        await ledger.SaveWith(db, line, stop);
        return request;
    }

    /// <summary>Whoever asked may ask the agency that holds it now, which may think otherwise of what was disclosed; saved by the
    /// caller.</summary>
    internal async Task<Refusal?> Moves(Guid record, CancellationToken stop)
    {
        var (now, today) = (clock.Now, clock.Today);
        var open = db.Set<DisclosureRequest>().Where(r => r.RecordId == record && r.State == DisclosureState.Asked);
        foreach (var request in await open.Take(1000).ToListAsync(stop))
            request.Withdraw(now);
        foreach (var grant in await db.Set<AccessGrant>().OpenOn(today).Where(g => g.RecordId == record).Take(1000).ToListAsync(stop))
            grant.LastOn = today.AddDays(-1);
        return null;
    }

    private async Task<LedgerLine> Disclosed(DisclosureRequest request, AnswerDisclosure answer, SignedIn owner, CancellationToken stop)
    {
        var asker = await db.Set<Agency>().Where(a => a.Id == request.FromAgencyId).Select(a => a.Name).SingleAsync(stop);
        var how = answer.Answer is DisclosureState.Disclosed ? $"open for {answer.OpenForDays} days" : "a part, in the answer";
        return new()
        {
            Kind = LedgerKind.Disclosed,
            ActorId = owner.AccountId,
            AgencyId = owner.AgencyId,
            Organisation = owner.AgencyName,
            Purpose = request.Purpose,
            Subject = request.RecordId,
            Ground = $"Disclosed to {asker} at their request: {how}.",
        };
    }

    /// <summary>By whoever asked, or a colleague who might have.</summary>
    public async Task<Outcome<DisclosureRequest>> Withdraw(Guid requestId, SignedIn asker, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(asker);
        var request = await db.Set<DisclosureRequest>()
            .SingleOrDefaultAsync(r => r.Id == requestId && r.FromAgencyId == asker.AgencyId, stop);
        if (request is null || request.FromAccountId != asker.AccountId && !asker.May(RecordsPermissions.ReadRecords))
            return new Refusal("requestId", PartnershipText.Of("Disclosure.NotYourRequest"));
        if (!request.IsOpen)
            return new Refusal("requestId", PartnershipText.Of("Disclosure.Over"));
        if (await db.Conflict(request.RecordId, asker, stop) is { } conflict)
            return conflict;
        request.Withdraw(clock.Now);
        await ledger.SaveWith(db, Line(request, asker, "The request for its disclosure was withdrawn."), stop);
        return request;
    }

    private static LedgerLine Line(DisclosureRequest request, SignedIn by, string ground) =>
        new()
        {
            Kind = LedgerKind.Decided,
            ActorId = by.AccountId,
            AgencyId = by.AgencyId,
            Organisation = by.AgencyName,
            Purpose = request.Purpose,
            Subject = request.RecordId,
            Ground = ground,
        };
}
