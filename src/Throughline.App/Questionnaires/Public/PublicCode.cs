using QRCoder;

namespace Throughline.App.Questionnaires.Public;

/// <summary>The square code that a telephone reads an address from.</summary>
public static class PublicCode
{
    /// <summary>Dark on light with its quiet margin whatever the theme: readers of such codes need it so.</summary>
    public static string Svg(string address)
    {
        using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return code.GetGraphic(8, "#000000", "#ffffff");
    }
}
