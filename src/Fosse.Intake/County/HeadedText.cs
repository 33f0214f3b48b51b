using System.Text;

namespace Fosse.Intake.County;

/// <summary>Text with a line of headings put before it. It owns the stream.</summary>
internal sealed class HeadedText(string headings, Stream file) : TextReader
{
    private readonly StringReader head = new(headings);
    private readonly StreamReader rest = new(file, new UTF8Encoding(false, throwOnInvalidBytes: true));

    public override int Peek() => head.Peek() is >= 0 and var next ? next : rest.Peek();

    public override int Read() => head.Read() is >= 0 and var next ? next : rest.Read();

    public override int Read(char[] buffer, int index, int count) =>
        head.Read(buffer, index, count) is > 0 and var read ? read : rest.Read(buffer, index, count);

    public override int Read(Span<char> buffer) => head.Read(buffer) is > 0 and var read ? read : rest.Read(buffer);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            head.Dispose();
            rest.Dispose();
        }
        base.Dispose(disposing);
    }
}
