using Fosse.Accountability.Audit;
using Fosse.Accountability.Subjects;
using Fosse.Foundation;
using Fosse.Partnership.Disclosure;

namespace Fosse.Web.Partner.Work;

/// <summary>Where the page of something that is owed is.</summary>
public static class DuePages
{
    public static string Of(DueLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var kind = line.Deadline.Kind;
        return kind == SubjectDeadline.Kind ? WorkLinks.SubjectRequest(line.About)
            : kind == DisclosureDeadline.Kind ? WorkLinks.Request(line.About)
            : kind == ReviewDeadlines.Glass || kind == ReviewDeadlines.Sample ? WorkLinks.Reviews
            : Worked(line.About, line.Name);
    }

    /// <summary>The page on which a record is worked: a report has one of its own.</summary>
    public static string Worked(Guid record, string reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return reference.StartsWith("R-", StringComparison.Ordinal) ? WorkLinks.Report(record) : WorkLinks.Record(record);
    }
}
