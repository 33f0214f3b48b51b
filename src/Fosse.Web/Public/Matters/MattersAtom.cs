using System.Globalization;
using System.Text;
using System.Xml;
using Fosse.Reporting;

namespace Fosse.Web.Public.Matters;

/// <summary>What a feed says of itself.</summary>
/// <param name="Site">The first page of the site, with a stroke at its end.</param>
/// <param name="Self">The feed's own address beneath the site.</param>
/// <param name="Page">The address of the page that shows the same.</param>
internal sealed record FeedHead(string Title, string Subtitle, Uri Site, string Self, string Page);

/// <summary>One matter as a feed tells it.</summary>
internal sealed record FeedEntry(ReportSummary Matter, string Title, string Outcome, string Address);

/// <summary>Writes Atom. Ids are tags of the host (RFC 4151), so that a matter keeps its id wherever its page moves.</summary>
internal static class MattersAtom
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    internal static string Write(FeedHead head, IEnumerable<FeedEntry> entries)
    {
        var all = entries.ToList();
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(new Utf8Words(text), new() { Indent = true }))
        {
            xml.WriteStartElement("feed", Atom);
            Leaf(xml, "id", Id(head, head.Self));
            Leaf(xml, "title", head.Title);
            Leaf(xml, "subtitle", head.Subtitle);
            // A feed without entries has not changed since a day that is always the same.
            Leaf(xml, "updated", Instant(all.Count > 0 ? all.Max(e => e.Matter.UpdatedAt) : DateTimeOffset.UnixEpoch));
            Link(xml, "self", new Uri(head.Site, head.Self), "application/atom+xml");
            Link(xml, "alternate", new Uri(head.Site, head.Page), "text/html");
            foreach (var entry in all)
                Entry(xml, head, entry);
            xml.WriteEndElement();
        }
        return text.ToString();
    }

    private static void Entry(XmlWriter xml, FeedHead head, FeedEntry entry)
    {
        xml.WriteStartElement("entry", Atom);
        Leaf(xml, "id", Id(head, entry.Address));
        Leaf(xml, "title", entry.Title);
        Leaf(xml, "published", Instant(entry.Matter.PublishedAt));
        Leaf(xml, "updated", Instant(entry.Matter.UpdatedAt));
        xml.WriteStartElement("author", Atom);
        Leaf(xml, "name", entry.Matter.AgencyName);
        xml.WriteEndElement();
        Link(xml, "alternate", new Uri(head.Site, entry.Address), "text/html");
        Leaf(xml, "summary", $"{entry.Matter.Words} {entry.Outcome}");
        xml.WriteEndElement();
    }

    private static string Id(FeedHead head, string of) => $"tag:{head.Site.Host},2026:{of}";

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // What staff pasted may hold signs that XML has no place for.
    private static void Leaf(XmlWriter xml, string name, string words) =>
        xml.WriteElementString(name, Atom, string.Concat(words.EnumerateRunes().Where(Allowed)));

    private static bool Allowed(Rune sign) =>
        sign.Value is '\t' or '\n' or '\r' or (>= 0x20 and <= 0xD7FF) or (>= 0xE000 and <= 0xFFFD) or >= 0x10000;

    private static void Link(XmlWriter xml, string relation, Uri address, string kind)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", kind);
        xml.WriteAttributeString("href", address.AbsoluteUri);
        xml.WriteEndElement();
    }

    private sealed class Utf8Words(StringBuilder text) : StringWriter(text, CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
