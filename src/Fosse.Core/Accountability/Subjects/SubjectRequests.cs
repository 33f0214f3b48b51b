using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Privacy;
using Fosse.Records;
using Microsoft.EntityFrameworkCore;

namespace Fosse.Accountability.Subjects;

/// <summary>Writes down what a person asks about their own data.</summary>
/// <param name="Reference">Of the record that is about them.</param>
/// <param name="Words">What they said, in their own words.</param>
public sealed record RegisterSubjectRequest(string Reference, SubjectRequestKind? Kind, DateOnly? ReceivedOn, string Words);

/// <summary>Takes one step of a request.</summary>
/// <param name="Words">How they showed who they are, why it takes longer, what they are answered.</param>
/// <param name="Forget">For an objection or a request for erasure that is upheld: the record is forgotten.</param>
public sealed record TakeSubjectStep(Guid RequestId, SubjectRequestStep Step, string Words, bool Forget = false);

/// <summary>The requests of people about their data, from the day they come to their answer.</summary>
public sealed class SubjectRequests(SafetyDb db, Sealer sealer, ApprovalDesk approvals, Ledger ledger, CountyClock clock)
{
    public const int ShortestWords = 10,
        LongestWords = 4000;

    public async Task<Outcome<SubjectRequest>> Register(RegisterSubjectRequest register, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(register);
        if (NotTheirs(by) is { } no)
            return no;
        var refusals = new List<Refusal>();
        var reference = register.Reference.Trim();
        var record = await db.Set<SubjectRecord>()
            .AsNoTracking()
            .SingleOrDefaultAsync(r => r.Reference == reference && r.AgencyId == by.AgencyId, stop);
        if (record is null)
            refusals.Add(new("reference", AccountabilityText.Of("Subjects.NoSuchRecord")));
        else if (record.ForgottenAt is not null)
            refusals.Add(new("reference", AccountabilityText.Of("Subjects.Forgotten")));
        if (register.Kind is not { } kind)
            refusals.Add(new("kind", AccountabilityText.Of("Subjects.ChooseKind")));
        else if (kind is not (SubjectRequestKind.Copy or SubjectRequestKind.WhoLooked) && register.Words.Trim().Length < ShortestWords)
            refusals.Add(new("words", AccountabilityText.Of("Subjects.WriteWhatTheyAsk")));
        if (register.Words.Length > LongestWords)
            refusals.Add(new("words", AccountabilityText.Of("Subjects.WhatTheyAskTooLong")));
        if (register.ReceivedOn is not { } day)
            refusals.Add(new("receivedOn", AccountabilityText.Of("Subjects.EnterDay")));
        else if (day > clock.Today || day < clock.Today.AddYears(-1))
            refusals.Add(new("receivedOn", AccountabilityText.Of("Subjects.WrongDay")));
        if (refusals.Count > 0)
            return refusals;
        if (await db.Conflict(record!.Id, by, stop) is { } conflict)
            return conflict;

        var request = new SubjectRequest
        {
            RecordId = record!.Id,
            AgencyId = by.AgencyId,
            Kind = register.Kind!.Value,
            ReceivedOn = register.ReceivedOn!.Value,
            DueOn = SubjectRequest.DueFrom(register.ReceivedOn.Value),
            TakenBy = by.AccountId,
        };
        db.Add(request);
        if (register.Words.Trim() is { Length: > 0 } words)
            await Say(request, SubjectRequestTextKind.Asked, words, stop);
        db.Announce(new SubjectRequestReceived(request.Id, request.AgencyId, request.Kind, request.DueOn));
        await ledger.SaveWith(db, DecidedLine.Of(by, request.RecordId, $"Request of its person: {request.Kind}, registered."), stop);
        return request;
    }

    public async Task<Outcome<SubjectRequest>> Take(TakeSubjectStep take, SignedIn by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(take);
        if (NotTheirs(by) is { } no)
            return no;
        if (
            await db.Set<SubjectRequest>().SingleOrDefaultAsync(r => r.Id == take.RequestId && r.AgencyId == by.AgencyId, stop)
            is not { } request
        )
            return new Refusal("", AccountabilityText.Of("Subjects.NoSuchRequest"));
        if (SubjectRequest.After(request.State, take.Step) is null)
            return new Refusal("", NotNow(request, take.Step));
        var refusals = Wrong(request, take).ToList();
        if (refusals.Count > 0)
            return refusals;
        if (await db.Conflict(request.RecordId, by, stop) is { } conflict)
            return conflict;
        if (take is { Step: SubjectRequestStep.Answer, Forget: true })
            return await Erase(request, by, stop);
        if (take.Step is not SubjectRequestStep.Withdraw && await IsHeld(request.RecordId, stop))
            await Say(request, KindOf(take.Step), take.Words.Trim(), stop);

        request.Take(take.Step, by.AccountId, clock.Now);
        db.Announce(new SubjectRequestMoved(request.Id, request.AgencyId, request.State));
        try
        {
            await ledger.SaveWith(
                db,
                DecidedLine.Of(by, request.RecordId, $"Request of its person: {request.Kind}, {take.Step}, {request.State}."),
                stop
            );
        }
        catch (DbUpdateConcurrencyException)
        {
            return new Refusal("", AccountabilityText.Of("Subjects.Overtaken"));
        }
        return request;
    }

    // It cannot be undone, so a second person of the agency that holds the record looks at it.
    private async Task<Outcome<SubjectRequest>> Erase(SubjectRequest request, SignedIn by, CancellationToken stop)
    {
        var outcome = await approvals.Propose(
            AccountabilityDeeds.EraseRecord,
            request.Id,
            await EraseDeed.Fields(db, request, stop),
            [by.AgencyId],
            by,
            stop
        );
        return outcome.Accepted(out _) ? request : outcome.Refusals.ToList();
    }

    private IEnumerable<Refusal> Wrong(SubjectRequest request, TakeSubjectStep take)
    {
        if (take.Step is not SubjectRequestStep.Withdraw && take.Words.Trim().Length < ShortestWords)
            yield return new("words", Missing(take.Step));
        if (take.Words.Length > LongestWords)
            yield return new("words", AccountabilityText.Of("Subjects.TooLong"));
        if (take.Step is SubjectRequestStep.Extend && clock.Today > request.DueOn)
            yield return new("", AccountabilityText.Of("Subjects.HadToBeTold", request.DueOn));
        if (take.Forget && request.Kind is not (SubjectRequestKind.Objection or SubjectRequestKind.Erasure))
            yield return new("forget", AccountabilityText.Of("Subjects.NoForgetting"));
        if (take is { Step: SubjectRequestStep.Answer, Forget: false } && request.Kind is SubjectRequestKind.Erasure)
            yield return new("forget", AccountabilityText.Of("Subjects.MustForget"));
    }

    private static string Missing(SubjectRequestStep step) =>
        step switch
        {
            SubjectRequestStep.ConfirmIdentity => AccountabilityText.Of("Subjects.SayHowTheyShowed"),
            SubjectRequestStep.Extend => AccountabilityText.Of("Subjects.SayWhyLonger"),
            _ => AccountabilityText.Of("Subjects.SayWhatTheyAreTold"),
        };

    private static string NotNow(SubjectRequest request, SubjectRequestStep step) =>
        (request.State, step) switch
        {
            (SubjectRequestState.Received, _) => AccountabilityText.Of("Subjects.ConfirmFirst"),
            (SubjectRequestState.Extended, SubjectRequestStep.Extend) => AccountabilityText.Of("Subjects.ExtendedOnce"),
            (SubjectRequestState.IdentityConfirmed or SubjectRequestState.Extended, _) => AccountabilityText.Of("Subjects.KnownAlready"),
            _ => AccountabilityText.Of("Subjects.Closed"),
        };

    private static SubjectRequestTextKind KindOf(SubjectRequestStep step) =>
        step switch
        {
            SubjectRequestStep.ConfirmIdentity => SubjectRequestTextKind.Identity,
            SubjectRequestStep.Extend => SubjectRequestTextKind.Extension,
            _ => SubjectRequestTextKind.Answer,
        };

    // After the person was forgotten there is no key to seal words with, and nothing more is kept about them.
    private Task<bool> IsHeld(Guid record, CancellationToken stop) =>
        db.Set<SubjectRecord>().AnyAsync(r => r.Id == record && r.ForgottenAt == null, stop);

    private async Task Say(SubjectRequest request, SubjectRequestTextKind kind, string words, CancellationToken stop) =>
        db.Add(
            new SubjectRequestText
            {
                RequestId = request.Id,
                Kind = kind,
                Subject = request.RecordId,
                Words = await sealer.Seal(request.RecordId, words, stop),
            }
        );

    internal static Refusal? NotTheirs(SignedIn by)
    {
        ArgumentNullException.ThrowIfNull(by);
        return by.May(AccountabilityPermissions.AnswerSubjectRequests)
            ? null
            : new Refusal("", AccountabilityText.Of("Subjects.MayNotAnswer"));
    }
}

/// <summary>A person has asked about their data.</summary>
public sealed record SubjectRequestReceived(Guid RequestId, Guid AgencyId, SubjectRequestKind Kind, DateOnly DueOn) : IEvent
{
    public static string Name => "people.subject-request-received.1";
}

/// <summary>A person's request has come a step further.</summary>
public sealed record SubjectRequestMoved(Guid RequestId, Guid AgencyId, SubjectRequestState State) : IEvent
{
    public static string Name => "people.subject-request-moved.1";
}
