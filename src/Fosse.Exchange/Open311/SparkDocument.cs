namespace Fosse.Exchange.Open311;

/// <summary>One of the two forms in which every answer of Open311 can be written.</summary>
public enum SparkFormat
{
    /// <summary>Required of every server.</summary>
    Xml,

    /// <summary>Optional: the same by the Spark convention, in which a list is a bare array.</summary>
    Json,
}

/// <summary>A part of an answer, told once and written as XML or as JSON, so that both say the same.</summary>
public abstract record SparkValue
{
    private protected SparkValue() { }
}

/// <summary>Text; none is an empty element in XML and null in JSON.</summary>
public sealed record SparkText(string? Text) : SparkValue;

/// <summary>A finite number.</summary>
public sealed record SparkNumber(double Number) : SparkValue;

/// <summary>True or false.</summary>
public sealed record SparkFlag(bool Is) : SparkValue;

/// <summary>Named parts in their order.</summary>
public sealed record SparkMembers(IReadOnlyList<SparkMember> Members) : SparkValue;

/// <summary>One named part.</summary>
public sealed record SparkMember(string Name, SparkValue Value);

/// <summary>Parts of one kind; the name is that of each in XML, and is not told in JSON.</summary>
public sealed record SparkList(string Each, IReadOnlyList<SparkValue> Items) : SparkValue;

/// <summary>A whole answer; the name of its root is not told in JSON.</summary>
public sealed record SparkDocument(string Root, SparkValue Content);
