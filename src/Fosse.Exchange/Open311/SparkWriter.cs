using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using System.Xml;

namespace Fosse.Exchange.Open311;

/// <summary>Writes an answer in UTF-8, as XML or as JSON by the Spark convention (GeoReport v2, "Format support").</summary>
public static class SparkWriter
{
    // A carriage return is written as a reference: a reader of XML would make a line feed of it, and JSON would say something else.
    private static readonly XmlWriterSettings Xml = new()
    {
        Encoding = new UTF8Encoding(false),
        NewLineHandling = NewLineHandling.Entitize,
        CloseOutput = false,
    };
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The media type of a format, with the encoding, as the specification shows it.</summary>
    public static string ContentType(SparkFormat format) =>
        format is SparkFormat.Json ? "application/json; charset=utf-8" : "text/xml; charset=utf-8";

    /// <summary>Writes a whole answer. What no XML can hold (control characters, half a surrogate pair) becomes U+FFFD in both
    /// formats.</summary>
    public static byte[] Write(SparkDocument document, SparkFormat format)
    {
        ArgumentNullException.ThrowIfNull(document);
        return format is SparkFormat.Json ? InJson(document) : InXml(document);
    }

    private static byte[] InXml(SparkDocument document)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Xml))
            Element(xml, document.Root, document.Content);
        return bytes.ToArray();
    }

    private static void Element(XmlWriter xml, string name, SparkValue value)
    {
        xml.WriteStartElement(name);
        switch (value)
        {
            case SparkText { Text: { Length: > 0 } text }:
                xml.WriteString(Clean(text));
                break;
            case SparkNumber { Number: var number }:
                xml.WriteString(number.ToString(CultureInfo.InvariantCulture));
                break;
            case SparkFlag { Is: var flag }:
                xml.WriteString(flag ? "true" : "false");
                break;
            case SparkMembers { Members: var members }:
                foreach (var member in members)
                    Element(xml, member.Name, member.Value);
                break;
            case SparkList { Each: var each, Items: var items }:
                foreach (var item in items)
                    Element(xml, each, item);
                break;
        }
        xml.WriteEndElement();
    }

    private static byte[] InJson(SparkDocument document)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Json))
            Value(json, document.Content);
        return bytes.WrittenSpan.ToArray();
    }

    private static void Value(Utf8JsonWriter json, SparkValue value)
    {
        switch (value)
        {
            case SparkText { Text: { Length: > 0 } text }:
                json.WriteStringValue(Clean(text));
                break;
            case SparkText:
                json.WriteNullValue();
                break;
            case SparkNumber { Number: var number }:
                json.WriteNumberValue(number);
                break;
            case SparkFlag { Is: var flag }:
                json.WriteBooleanValue(flag);
                break;
            case SparkMembers { Members: var members }:
                json.WriteStartObject();
                foreach (var member in members)
                {
                    json.WritePropertyName(member.Name);
                    Value(json, member.Value);
                }
                json.WriteEndObject();
                break;
            case SparkList { Items: var items }:
                json.WriteStartArray();
                foreach (var item in items)
                    Value(json, item);
                json.WriteEndArray();
                break;
        }
    }

    private static string Clean(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
                continue;
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
                i++;
            else
                return Replaced(text);
        }
        return text;
    }

    private static string Replaced(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
                clean.Append(text[i]);
            else if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
                clean.Append(text[i]).Append(text[++i]);
            else
                clean.Append('\uFFFD');
        }
        return clean.ToString();
    }
}
