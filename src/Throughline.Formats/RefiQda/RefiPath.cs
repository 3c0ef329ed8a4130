namespace Throughline.Formats.RefiQda;

/// <summary>Where a path leads (clause 8.3).</summary>
public enum RefiPathKind
{
    /// <summary>Into the file's own folder of sources.</summary>
    Internal,

    /// <summary>From the folder that <see cref="RefiProject.BasePath"/> names.</summary>
    Relative,

    /// <summary>A place on the machine where the file was made.</summary>
    Absolute,
}

/// <summary>A path to a source, kept as it was written.</summary>
/// <param name="Text">The whole path: "internal://guid.txt", "relative:///a/b.mp4", "absolute:///C:/b.mp4", or without a scheme.</param>
public sealed record RefiPath(string Text)
{
    private static readonly (string Scheme, RefiPathKind Kind)[] Schemes =
    [
        ("internal:", RefiPathKind.Internal), ("relative:", RefiPathKind.Relative), ("absolute:", RefiPathKind.Absolute), ("file:", RefiPathKind.Absolute),
    ];

    /// <summary>A file in the folder of sources.</summary>
    /// <param name="fileName">Its name.</param>
    public static RefiPath Internal(string fileName) => new("internal://" + fileName);

    /// <summary>Where it leads. A bare name is internal: some tools leave the scheme out.</summary>
    public RefiPathKind Kind => Schemes.Where(s => Text.StartsWith(s.Scheme, StringComparison.OrdinalIgnoreCase)).Select(s => s.Kind).FirstOrDefault(
        Text.StartsWith('/') || Text.StartsWith('\\') || Text.AsSpan().Contains(":\\", StringComparison.Ordinal) || Text.AsSpan().Contains(":/", StringComparison.Ordinal)
            ? RefiPathKind.Absolute : RefiPathKind.Internal);

    /// <summary>The path without its scheme, with forward slashes; relative and internal ones without a leading slash.</summary>
    public string Location
    {
        get
        {
            var bare = Text;
            foreach (var (scheme, _) in Schemes)
                if (Text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                    bare = Text[scheme.Length..];
            bare = bare.Replace('\\', '/');
            if (bare.StartsWith("//", StringComparison.Ordinal))
                bare = bare[2..];
            var isDrive = bare.Length > 2 && bare[0] == '/' && bare[2] == ':';
            return Kind != RefiPathKind.Absolute || isDrive ? bare.TrimStart('/') : bare;
        }
    }

    /// <summary>The last part of the path.</summary>
    public string FileName => Location[(Location.LastIndexOf('/') + 1)..];

    /// <summary>The path as it was written.</summary>
    public override string ToString() => Text;
}
