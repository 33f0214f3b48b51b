using System.Globalization;
using System.Text;
using Fosse.Foundation;
using Fosse.Privacy;

namespace Fosse.Accountability.Audit;

/// <summary>Lines of the ledger as a table. Each row says who took it out, when, and by which export, so that no part of it goes about
/// without its origin.</summary>
internal static class LedgerCsv
{
    private const string Head =
        "line,at,kind,agency,person,purpose,record,ground,reason_from,reason,seconds_typing,hash,exported_by,exported_at,export\r\n";

    public static byte[] Write(IReadOnlyList<LedgerLine> lines, LineNames names, Guid export, SignedIn by, DateTimeOffset at)
    {
        var text = new StringBuilder(Head, Head.Length + (lines.Count * 300));
        var (who, when) = ($"{by.Name}, {by.AgencyName}", $"{at.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}");
        foreach (var l in lines)
        {
            // What somebody typed may name a person; it stays sealed.
            var reason = l.Typed is null ? l.Reason : "typed, sealed";
            text.CsvRow(
                l.Sequence.ToString(CultureInfo.InvariantCulture),
                l.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture),
                l.Kind.ToString(),
                l.Organisation,
                names.Reader(l),
                l.Purpose?.ToString(),
                names.Reference(l),
                l.Ground,
                l.ReasonFrom.ToString(),
                reason,
                l.SecondsTyping?.ToString(CultureInfo.InvariantCulture),
                Convert.ToHexStringLower(l.Hash),
                who,
                when,
                $"{export:d}"
            );
        }
        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }
}
