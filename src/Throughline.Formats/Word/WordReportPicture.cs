using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Throughline.Formats.Reports;
using A = DocumentFormat.OpenXml.Drawing;
using P = DocumentFormat.OpenXml.Drawing.Pictures;
using W = DocumentFormat.OpenXml.Drawing.Wordprocessing;

namespace Throughline.Formats.Word;

/// <summary>A figure in the line of the text, with its words for those who do not see it.</summary>
internal static class WordReportPicture
{
    /// <summary>English Metric Units: 9525 to a CSS pixel, 635 to a twentieth of a point.</summary>
    private const long PerPixel = 9525, PerTwip = 635;

    public static Drawing Of(ReportBlock.Picture picture, MainDocumentPart main, uint id)
    {
        var part = main.AddImagePart(ImagePartType.Png);
        using (var bytes = new MemoryStream(picture.Png.ToArray())) part.FeedData(bytes);
        var scale = Math.Min(1, WordReport.TextWidth * PerTwip / (Math.Max(1, picture.Width) * PerPixel));
        var (wide, high) = ((long)(picture.Width * PerPixel * scale), (long)(picture.Height * PerPixel * scale));
        var told = XmlText.Storable(picture.Told);
        var shown = new P.Picture(
            new P.NonVisualPictureProperties(new P.NonVisualDrawingProperties { Id = id, Name = $"Figure {id}" }, new P.NonVisualPictureDrawingProperties()),
            new P.BlipFill(new A.Blip { Embed = main.GetIdOfPart(part) }, new A.Stretch(new A.FillRectangle())),
            new P.ShapeProperties(
                new A.Transform2D(new A.Offset { X = 0, Y = 0 }, new A.Extents { Cx = wide, Cy = high }),
                new A.PresetGeometry(new A.AdjustValueList()) { Preset = A.ShapeTypeValues.Rectangle }));
        return new Drawing(new W.Inline(
            new W.Extent { Cx = wide, Cy = high }, new W.EffectExtent { LeftEdge = 0, TopEdge = 0, RightEdge = 0, BottomEdge = 0 },
            new W.DocProperties { Id = id, Name = $"Figure {id}", Description = told },
            new W.NonVisualGraphicFrameDrawingProperties(new A.GraphicFrameLocks { NoChangeAspect = true }),
            new A.Graphic(new A.GraphicData(shown) { Uri = "http://schemas.openxmlformats.org/drawingml/2006/picture" }))
        { DistanceFromTop = 0, DistanceFromBottom = 0, DistanceFromLeft = 0, DistanceFromRight = 0 });
    }
}
