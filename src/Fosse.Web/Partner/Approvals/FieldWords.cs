using System.Globalization;
using Fosse.Approvals;
using Fosse.Foundation;
using Fosse.Partnership;
using Fosse.Privacy;
using Fosse.Web.Partner.Shared;
using Microsoft.Extensions.Localization;

namespace Fosse.Web.Partner.Approvals;

/// <summary>What is approved in the reader's words: its days, codes and terms. The hash is of the content, which has codes.</summary>
public sealed class FieldWords(
    IStringLocalizer<ApprovalsWords> words,
    IStringLocalizer<SharingWords> sharing,
    IStringLocalizer<AccountabilityWords> accountability
)
{
    public string Say(DeedField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        var value = field.Value;
        return field.Name switch
        {
            "party" when value.Split('|') is [var agency, var way, var regime] => words[
                "Term.party",
                agency,
                words["Party." + way],
                sharing.Say(Enum.Parse<Regime>(regime))
            ],
            "scope" when value.Split('|') is [var data, var purpose, var level] => words[
                "Term.scope",
                sharing.Say(CodedWords.Find<DataClass>(data)),
                sharing.Say(CodedWords.Find<Purpose>(purpose)),
                sharing.Say(Enum.Parse<SharingLevel>(level))
            ],
            "class" => sharing.Say(CodedWords.Find<DataClass>(value)),
            "action" => accountability["RetentionAction." + value],
            "over" => words["Over." + value],
            "ends" => words["Ends." + value],
            "asked" => accountability["SubjectRequestKind." + value],
            _ when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) =>
                day.ToString("d MMMM yyyy", CultureInfo.CurrentCulture),
            _ => value,
        };
    }
}
