using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Fosse.Privacy;

/// <summary>A word of a list to which every room adds its own. It is stored, sent and asked for by its code, which never changes.</summary>
public abstract record CodedWord(string Code)
{
    public sealed override string ToString() => Code;
}

/// <summary>The words that rooms have declared. What comes from outside or from the database is one of these or is refused.</summary>
public static class CodedWords
{
    // One per process: what parses has no host to ask. To declare a word again changes nothing.
    private static readonly ConcurrentDictionary<Type, ConcurrentDictionary<string, CodedWord>> Declared = new();

    public static void Declare(CodedWord word)
    {
        ArgumentNullException.ThrowIfNull(word);
        Declared.GetOrAdd(word.GetType(), _ => new(StringComparer.OrdinalIgnoreCase)).TryAdd(word.Code, word);
    }

    public static bool TryFind<T>(string? code, [NotNullWhen(true)] out T? word)
        where T : CodedWord
    {
        word = code is not null && Declared.TryGetValue(typeof(T), out var all) && all.TryGetValue(code, out var found) ? (T)found : null;
        return word is not null;
    }

    /// <exception cref="FormatException">No room has declared it.</exception>
    public static T Find<T>(string code)
        where T : CodedWord =>
        TryFind<T>(code, out var word)
            ? word
            : throw new FormatException($"No room of this build has declared the {typeof(T).Name} {code}.");
}

/// <summary>A word in a column: its code.</summary>
public sealed class CodedWordText<T>() : ValueConverter<T, string>(word => word.Code, code => CodedWords.Find<T>(code))
    where T : CodedWord;

/// <summary>A word in JSON: its code.</summary>
public sealed class CodedWordJson<T> : JsonConverter<T>
    where T : CodedWord
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        CodedWords.TryFind<T>(reader.GetString(), out var word)
            ? word
            : throw new JsonException($"No room of this build has declared this {typeof(T).Name}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStringValue(value.Code);
    }
}
