using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Fosse.Reporting.Open311;

/// <summary>What the system that sent a report is told about it: that something happened, and never what was said.</summary>
public enum NewsKind
{
    Begun,

    /// <summary>A reply or a question: who reads over a shoulder is not told which.</summary>
    Message,

    /// <summary>Why it was closed is for the reporter alone: that another report is about the same would tell that somebody else has
    /// reported.</summary>
    Closed,
    Reopened,
}

/// <param name="Id">The same as long as the same thing is told.</param>
public sealed record News(string Id, NewsKind Kind, DateTimeOffset At);

/// <summary>Tells what happened to a report from how it stands: a pure decision.</summary>
public static class RequestNews
{
    /// <summary>Oldest first. A state that has passed is told no more; who asks every few minutes misses none that lasts.</summary>
    public static IReadOnlyList<News> Of(IncidentReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var news = new List<(NewsKind Kind, DateTimeOffset At)>();
        if (report.State is ReportState.InProgress)
            news.Add((NewsKind.Begun, report.StateSince));
        if (report.AnsweredAt is { } answered)
            news.Add((NewsKind.Message, answered));
        if (report.WaitingSince is { } asked && asked != report.AnsweredAt)
            news.Add((NewsKind.Message, asked));
        if (report.ReopenedAt is { } reopened)
            news.Add((NewsKind.Reopened, reopened));
        if (report.State.IsOver() && report.ClosedAt is { } closed)
            news.Add((NewsKind.Closed, closed));
        return [.. news.OrderBy(n => n.At).ThenBy(n => n.Kind).Select(n => new News(IdOf(report.Reference, n.Kind, n.At), n.Kind, n.At))];
    }

    private static string IdOf(string reference, NewsKind kind, DateTimeOffset at) =>
        Convert.ToHexStringLower(
            SHA256
                .HashData(
                    Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{reference} {kind} {at.ToUnixTimeMilliseconds()}"))
                )
                .AsSpan(0, 12)
        );
}
