namespace Throughline.Formats.RefiQda;

/// <summary>A drawing of shapes and lines (clause 3.6).</summary>
/// <param name="Guid">The id.</param>
public sealed record RefiGraph(RefiGuid Guid)
{
    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>The shapes.</summary>
    public IReadOnlyList<RefiVertex> Vertices { get; init; } = [];

    /// <summary>The lines.</summary>
    public IReadOnlyList<RefiEdge> Edges { get; init; } = [];
}

/// <summary>The shapes that a vertex may have (simple type ShapeType).</summary>
public enum RefiShape
{
    /// <summary>A person.</summary>
    Person,

    /// <summary>An oval.</summary>
    Oval,

    /// <summary>A rectangle.</summary>
    Rectangle,

    /// <summary>A rectangle with round corners.</summary>
    RoundedRectangle,

    /// <summary>A star.</summary>
    Star,

    /// <summary>A triangle pointing left.</summary>
    LeftTriangle,

    /// <summary>A triangle pointing right.</summary>
    RightTriangle,

    /// <summary>A triangle pointing up.</summary>
    UpTriangle,

    /// <summary>A triangle pointing down.</summary>
    DownTriangle,

    /// <summary>A note.</summary>
    Note,
}

/// <summary>How a line is drawn (simple type LineStyleType).</summary>
public enum RefiLineStyle
{
    /// <summary>Dots.</summary>
    Dotted,

    /// <summary>Dashes.</summary>
    Dashed,

    /// <summary>Unbroken.</summary>
    Solid,
}

/// <summary>A shape of a graph (clause 3.19).</summary>
/// <param name="Guid">The id.</param>
public sealed record RefiVertex(RefiGuid Guid)
{
    /// <summary>The thing that it stands for.</summary>
    public RefiGuid? Represented { get; init; }

    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>Where it begins; in whatever unit the tool draws in, from the top left.</summary>
    public long FirstX { get; init; }

    /// <summary>Where it begins.</summary>
    public long FirstY { get; init; }

    /// <summary>Where it ends.</summary>
    public long? SecondX { get; init; }

    /// <summary>Where it ends.</summary>
    public long? SecondY { get; init; }

    /// <summary>Its shape.</summary>
    public RefiShape? Shape { get; init; }

    /// <summary>Its colour as #RRGGBB or #RGB.</summary>
    public string? Color { get; init; }
}

/// <summary>A line between two vertices (clause 3.5).</summary>
/// <param name="Guid">The id.</param>
/// <param name="Source">The vertex it starts from.</param>
/// <param name="Target">The vertex it leads to.</param>
public sealed record RefiEdge(RefiGuid Guid, RefiGuid Source, RefiGuid Target)
{
    /// <summary>The thing that it stands for.</summary>
    public RefiGuid? Represented { get; init; }

    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>Its colour as #RRGGBB or #RGB.</summary>
    public string? Color { get; init; }

    /// <summary>Which way it points.</summary>
    public RefiDirection? Direction { get; init; }

    /// <summary>How it is drawn.</summary>
    public RefiLineStyle? LineStyle { get; init; }
}
