using System.Text;
using QRCoder;

namespace Fosse.Web.Account.Security;

/// <summary>A QR code as one path of squares, so that the page needs no picture from elsewhere and no style inline.</summary>
internal sealed record QrPicture(int Side, string Path)
{
    internal static readonly QrPicture Empty = new(1, "");

    internal static QrPicture Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < data.ModuleMatrix.Count; y++)
        {
            for (var x = 0; x < data.ModuleMatrix[y].Count; x++)
            {
                if (data.ModuleMatrix[y][x])
                    path.Append(System.Globalization.CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
            }
        }
        return new(data.ModuleMatrix.Count, path.ToString());
    }
}
