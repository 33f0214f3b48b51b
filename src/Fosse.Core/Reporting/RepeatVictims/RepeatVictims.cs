using Fosse.Foundation;
using Fosse.Places;
using Fosse.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Fosse.Reporting;

/// <summary>Lays down what is needed when a report comes, so that repeats can be counted and the reporter told without reading anything of
/// it later.</summary>
public sealed class RepeatVictims(SafetyDb db, Sealer sealer, CaseReviewRules rules)
{
    // The same for everybody and for every report: it tells nothing of what was reported, by whom, or how often.
    private const string Letter =
        "If anti-social behaviour goes on, or somebody was targeted because of who they are, there is a right to ask for an ASB "
        + "Case Review. The council, the police "
        + "and landlords then look together at what has been done and what can be done. {how} Asking changes nothing about this "
        + "report, and nobody else is told that you were sent this.";

    internal static string Said(CaseReviewRule rule) => Letter.Replace("{how}", rule.How, StringComparison.Ordinal);

    internal async Task Prepare(Guid record, int? district, BoxKey box, ReportDraft draft, ReportCategory category, CancellationToken stop)
    {
        if (draft.Anonymous != true)
        {
            foreach (var key in SameAs.Person(draft.Name, draft.Telephone, draft.Email, draft.Address))
                db.AddRange(sealer.Words(record, SearchField.SamePerson, key));
            if (SameAs.Home(draft.Address) is { } home)
                db.AddRange(sealer.Words(record, SearchField.SameHome, home));
        }
        // Also for who gives no name: what they show to be theirs, they show by a code.
        if (!CaseReviewThreshold.Counts(category.Heading))
            return;
        var letter = ReportLetters.Of(record, box, MessageKind.Notice, Said(await rules.RuleOf(district, stop)), default);
        db.Add(
            new ReportNotice
            {
                RecordId = record,
                LetterId = letter.Id,
                Locked = letter.Locked,
            }
        );
    }
}
