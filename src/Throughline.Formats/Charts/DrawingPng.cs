using SkiaSharp;

namespace Throughline.Formats.Charts;

/// <summary>Figures as pictures of pixels, for programs that take nothing else.</summary>
public static class DrawingPng
{
    private static readonly string[] Folders = ["/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts", Environment.GetFolderPath(Environment.SpecialFolder.Fonts)];

    private static readonly string[] Regular = ["segoeui.ttf", "NotoSans-Regular.ttf", "LiberationSans-Regular.ttf", "DejaVuSans.ttf", "Arial.ttf", "arial.ttf", "HelveticaNeue.ttc", "Helvetica.ttc"];
    private static readonly string[] Bold = ["seguisb.ttf", "NotoSans-SemiBold.ttf", "NotoSans-Bold.ttf", "LiberationSans-Bold.ttf", "DejaVuSans-Bold.ttf", "Arial Bold.ttf", "arialbd.ttf"];

    private static readonly Lazy<SKTypeface?> RegularFace = new(() => Find(Regular)), BoldFace = new(() => Find(Bold));

    /// <summary>The figure in the day's colours on its own ground.</summary>
    /// <param name="drawing">The figure.</param>
    /// <param name="scale">Pixels to a CSS pixel; 1 to 6.</param>
    /// <returns>The bytes of a PNG; null where this computer has no type to write its words with: use the SVG then.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not within 1 and 6.</exception>
    public static byte[]? Png(this Drawing drawing, double scale = 2)
    {
        ArgumentNullException.ThrowIfNull(drawing);
        if (scale is not (>= 1 and <= 6)) throw new ArgumentOutOfRangeException(nameof(scale));
        if (RegularFace.Value is null && drawing.Shapes.Any(s => s is Shape.Words)) return null;
        using var bitmap = new SKBitmap((int)Math.Ceiling(drawing.Width * scale), (int)Math.Ceiling(drawing.Height * scale));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(Colour(Ink.Paper));
        canvas.Scale((float)scale);
        foreach (var shape in drawing.Shapes) Draw(canvas, shape);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static void Draw(SKCanvas canvas, Shape shape)
    {
        using var paint = new SKPaint { IsAntialias = true };
        switch (shape)
        {
            case Shape.Box box:
                (paint.Color, paint.IsStroke, paint.StrokeWidth) = (Colour(box.Fill), box.IsOutlined, 1);
                canvas.DrawRect((float)box.X, (float)box.Y, (float)box.Width, (float)box.Height, paint);
                break;
            case Shape.Line line:
                (paint.Color, paint.StrokeWidth) = (Colour(line.Stroke), (float)line.Width);
                canvas.DrawLine((float)line.X1, (float)line.Y1, (float)line.X2, (float)line.Y2, paint);
                if (!line.IsArrow) break;
                using (var path = new SKPathBuilder())
                {
                    path.AddPoly([.. Drawing.Arrow(line).Select(p => new SKPoint((float)p.X, (float)p.Y))]);
                    using var head = path.Detach();
                    canvas.DrawPath(head, paint);
                }
                break;
            case Shape.Dot dot:
                paint.Color = Colour(dot.Fill);
                canvas.DrawCircle((float)dot.X, (float)dot.Y, (float)dot.Radius, paint);
                break;
            case Shape.Words words:
                paint.Color = Colour(words.Fill);
                using (var font = new SKFont((words.IsBold ? BoldFace.Value : null) ?? RegularFace.Value!, (float)words.Size))
                    canvas.DrawText(words.Said, (float)words.X, (float)words.Y, words.At switch { Anchor.Start => SKTextAlign.Left, Anchor.Middle => SKTextAlign.Center, _ => SKTextAlign.Right }, font, paint);
                break;
        }
    }

    private static SKColor Colour(Ink ink) => SKColor.Parse(Inks.Hex(ink));

    private static SKTypeface? Find(string[] names)
    {
        var everywhere = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        var files = Folders.Where(f => f.Length > 0 && Directory.Exists(f)).SelectMany(f => Directory.EnumerateFiles(f, "*.tt?", everywhere))
            .GroupBy(f => Path.GetFileName(f)).ToDictionary(g => g.Key, g => g.First());
        return names.Select(n => files.GetValueOrDefault(n)).OfType<string>().Concat(files.Values.Order(StringComparer.Ordinal)).Select(SKTypeface.FromFile).FirstOrDefault(f => f is not null);
    }
}
