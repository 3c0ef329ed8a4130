using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Throughline.Formats.RefiQda;

namespace Throughline.Workbench.Interchange;

/// <summary>A drawing of another program as one value.</summary>
internal static class GraphDrawing
{
    private sealed record Vertex(
        Guid Id, Guid? Represented, string? Name, long FirstX, long FirstY, long? SecondX, long? SecondY, RefiShape? Shape, string? Color);

    private sealed record Edge(Guid Id, Guid Source, Guid Target, Guid? Represented, string? Name, string? Color, RefiDirection? Direction, RefiLineStyle? LineStyle);

    private sealed record Drawing(IReadOnlyList<Vertex> Vertices, IReadOnlyList<Edge> Edges);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = { new JsonStringEnumConverter() },
    };

    public static string Write(RefiGraph graph, Func<RefiGuid?, Guid?> here) => JsonSerializer.Serialize(new Drawing(
        [.. graph.Vertices.Select(v => new Vertex(v.Guid.Value, here(v.Represented), v.Name, v.FirstX, v.FirstY, v.SecondX, v.SecondY, v.Shape, v.Color))],
        [.. graph.Edges.Select(e => new Edge(e.Guid.Value, e.Source.Value, e.Target.Value, here(e.Represented), e.Name, e.Color, e.Direction, e.LineStyle))]), Json);

    public static RefiGraph Read(Graph graph)
    {
        var drawing = JsonSerializer.Deserialize<Drawing>(graph.Drawing, Json)!;
        static RefiGuid? Of(Guid? id) => id is { } known ? new RefiGuid(known) : null;
        return new(new RefiGuid(graph.Id))
        {
            Name = graph.Name.Length > 0 ? graph.Name : null,
            Vertices = [.. (drawing.Vertices ?? []).Select(v => new RefiVertex(new(v.Id))
            {
                Represented = Of(v.Represented), Name = v.Name, FirstX = v.FirstX, FirstY = v.FirstY, SecondX = v.SecondX, SecondY = v.SecondY, Shape = v.Shape, Color = v.Color,
            })],
            Edges = [.. (drawing.Edges ?? []).Select(e => new RefiEdge(new(e.Id), new(e.Source), new(e.Target))
            {
                Represented = Of(e.Represented), Name = e.Name, Color = e.Color, Direction = e.Direction, LineStyle = e.LineStyle,
            })],
        };
    }
}
