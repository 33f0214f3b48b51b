namespace Fosse.Exchange;

/// <summary>What came of reading a file: rows passed on, rows kept aside, and how many of those passed on have no coordinates.</summary>
public sealed record ReadCounts(int Rows, int Refused, int WithoutLocation);

/// <summary>A row kept aside while reading went on.</summary>
/// <param name="Line">Line in the file, counted from 1; the header is line 1.</param>
/// <param name="Reason">Why, in words for the person who brought the file.</param>
/// <param name="Text">The line itself, at most 500 characters of it.</param>
public sealed record RefusedRow(int Line, string Reason, string Text);
