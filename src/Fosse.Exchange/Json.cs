using System.Text.Json;
using System.Text.Unicode;

namespace Fosse.Exchange;

/// <summary>Opens a JSON document from bytes that nobody vouches for.</summary>
internal static class Json
{
    /// <summary>Reads all of the stream and hands its root to the reader; whatever is wrong with the bytes becomes an
    /// <see cref="ExchangeFormatException"/>.</summary>
    public static T Read<T>(Stream file, string fileName, ReadLimits limits, Func<JsonElement, T> reader)
    {
        using var bytes = new MemoryStream();
        var part = new byte[81920];
        int read;
        while ((read = file.Read(part)) > 0)
        {
            if (bytes.Length + read > limits.JsonBytes)
                throw new ExchangeFormatException(fileName, null, $"The file is larger than {limits.JsonBytes:N0} bytes.");
            bytes.Write(part, 0, read);
        }
        ReadOnlyMemory<byte> text = bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
        if (text.Span.StartsWith("\uFEFF"u8))
            text = text[3..];
        if (!Utf8.IsValid(text.Span))
            throw new ExchangeFormatException(fileName, null, "This is not text in UTF-8. Save the file as JSON in UTF-8.");
        try
        {
            using var document = JsonDocument.Parse(text, new() { MaxDepth = limits.JsonDepth });
            return reader(document.RootElement);
        }
        catch (JsonException wrong)
        {
            throw new ExchangeFormatException(
                fileName,
                (int?)wrong.LineNumber + 1,
                "This is not well-formed JSON. Download or export the file again.",
                wrong
            );
        }
        catch (InvalidOperationException wrong) // an escape such as \ud800 that stands for no character
        {
            throw new ExchangeFormatException(fileName, null, "The file has a text with half a character in it. Export it again.", wrong);
        }
    }

    public static JsonElement? Member(this JsonElement of, string name) =>
        of.ValueKind is JsonValueKind.Object && of.TryGetProperty(name, out var value) ? value : null;

    public static string? Text(this JsonElement? value) => value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
