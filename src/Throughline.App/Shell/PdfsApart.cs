using System.Runtime.CompilerServices;
using Throughline.Formats.Pdf;

namespace Throughline.App.Shell;

/// <summary>PDFs are read by this program once more, whoever asks: a page, a script or a command.</summary>
internal static class PdfsApart
{
    [ModuleInitializer]
    public static void Use()
    {
        var own = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "throughline.exe" : "throughline");
        if (File.Exists(own)) PdfApart.Use(own);
        else PdfApart.Use(Environment.ProcessPath ?? "dotnet", Path.Combine(AppContext.BaseDirectory, "throughline.dll"));
    }
}
