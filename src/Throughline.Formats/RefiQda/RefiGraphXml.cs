namespace Throughline.Formats.RefiQda;

/// <summary>Graphs from their XML.</summary>
internal sealed class RefiGraphXml(RefiCursor cursor)
{
    public RefiGraph Graph()
    {
        var at = cursor.Attributes("guid", "name");
        var graph = new RefiGraph(at.Id()) { Name = at.Text("name") };
        List<RefiVertex> vertices = [];
        List<RefiEdge> edges = [];
        foreach (var part in cursor.Children())
            if (part == "Vertex")
                vertices.Add(Vertex());
            else if (part == "Edge")
                AddEdge(edges);
            else
                cursor.Unknown("Graph");
        return graph with { Vertices = vertices, Edges = edges };
    }

    private RefiVertex Vertex()
    {
        var at = cursor.Attributes("guid", "representedGUID", "name", "firstX", "firstY", "secondX", "secondY", "shape", "color");
        return new RefiVertex(at.Id())
        {
            Represented = at.Guid("representedGUID"), Name = at.Text("name"), FirstX = at.Number("firstX") ?? 0, FirstY = at.Number("firstY") ?? 0,
            SecondX = at.Number("secondX"), SecondY = at.Number("secondY"), Shape = at.Choice<RefiShape>("shape"), Color = at.Color("color"),
        };
    }

    private void AddEdge(List<RefiEdge> edges)
    {
        var at = cursor.Attributes("guid", "representedGUID", "name", "sourceVertex", "targetVertex", "color", "direction", "lineStyle");
        var id = at.Id();
        if ((at.Guid("sourceVertex"), at.Guid("targetVertex")) is not ({ } source, { } target))
        {
            cursor.Findings.Tell("edges without an end", cursor.Place, $"The edge {RefiFindings.Shown(at["name"])} does not say what it joins; it was left out.");
            return;
        }
        edges.Add(new RefiEdge(id, source, target)
        {
            Represented = at.Guid("representedGUID"), Name = at.Text("name"), Color = at.Color("color"),
            Direction = at.Choice<RefiDirection>("direction"), LineStyle = at.Choice<RefiLineStyle>("lineStyle"),
        });
    }
}
