namespace Throughline.Formats.RefiQda;

/// <summary>A project or codebook as XML, in the order of the schemas. Each step yields, so that what was written can be sent on.</summary>
internal sealed class RefiProjectOut(RefiXmlOut xml, RefiProfile profile, RefiFiles files)
{
    private readonly RefiSourceOut sources = new(xml, profile, files);

    public IEnumerable<int> Project(RefiProject project, string origin)
    {
        xml.Root("Project", "urn:QDA-XML:project:1.0");
        xml.At("name", project.Name);
        xml.At("origin", origin);
        xml.At("creatingUserGUID", project.Stamp.CreatedBy);
        xml.At("creationDateTime", project.Stamp.CreatedAt);
        xml.At("modifyingUserGUID", project.Stamp.ModifiedBy);
        xml.At("modifiedDateTime", project.Stamp.ModifiedAt);
        List("Users", project.Users, User);
        if (project.Codes.Count > 0)
        {
            xml.Start("CodeBook");
            List("Codes", project.Codes, c => Code(c, withNotes: true));
            xml.End();
        }
        List("Variables", project.Variables, Variable);
        List("Cases", project.Cases, Case);
        foreach (var step in Steps("Sources", project.Sources, sources.Source))
            yield return step;
        foreach (var step in Steps("Notes", project.Notes, n => sources.Text("Note", n)))
            yield return step;
        List("Links", project.Links, Link);
        List("Sets", project.Sets, s => Set(s, "targetGUID"));
        List("Graphs", project.Graphs, Graph);
        xml.Words("Description", project.Description);
        xml.References("NoteRef", project.NoteRefs);
        xml.End();
        yield return 0;
    }

    public IEnumerable<int> Codebook(RefiProject project, string origin)
    {
        xml.Root("CodeBook", "urn:QDA-XML:codebook:1.0");
        xml.At("origin", origin);
        List("Codes", project.Codes, c => Code(c, withNotes: false));
        List("Sets", project.Sets.Where(s => s.Codes.Count > 0).ToList(), s => Set(s with { Sources = [], Notes = [] }, "guid"));
        xml.End();
        yield return 0;
    }

    private void List<T>(string element, IReadOnlyList<T> items, Action<T> write)
    {
        foreach (var _ in Steps(element, items, write))
        {
        }
    }

    private IEnumerable<int> Steps<T>(string element, IReadOnlyList<T> items, Action<T> write)
    {
        if (items.Count == 0)
            yield break;
        xml.Start(element);
        foreach (var item in items)
        {
            write(item);
            yield return 0;
        }
        xml.End();
    }

    private void User(RefiUser user)
    {
        xml.Start("User");
        xml.At("guid", user.Guid);
        xml.At("name", user.Name);
        xml.At("id", user.Id);
        xml.End();
    }

    private void Code(RefiCode code, bool withNotes)
    {
        xml.Start("Code");
        xml.At("guid", code.Guid);
        xml.At("name", code.Name);
        xml.At("isCodable", code.IsCodable ? "true" : "false");
        xml.Color(code.Color);
        xml.Words("Description", code.Description);
        if (withNotes)
            xml.References("NoteRef", code.NoteRefs);
        foreach (var child in code.Children)
            Code(child, withNotes);
        xml.End();
    }

    private void Variable(RefiVariable variable)
    {
        xml.Start("Variable");
        xml.At("guid", variable.Guid);
        xml.At("name", variable.Name);
        xml.At("typeOfVariable", variable.Type.ToString());
        xml.Words("Description", variable.Description);
        xml.End();
    }

    private void Case(RefiCase one)
    {
        xml.Start("Case");
        xml.At("guid", one.Guid);
        xml.At("name", one.Name);
        xml.Words("Description", one.Description);
        xml.References("CodeRef", one.CodeRefs);
        sources.Values(one.Values);
        xml.References("SourceRef", one.SourceRefs);
        xml.References("SelectionRef", one.SelectionRefs);
        xml.End();
    }

    private void Set(RefiSet set, string codeAttribute)
    {
        xml.Start("Set");
        xml.At("guid", set.Guid);
        xml.At("name", set.Name);
        xml.Words("Description", set.Description);
        xml.References("MemberCode", set.Codes, codeAttribute);
        xml.References("MemberSource", set.Sources);
        xml.References("MemberNote", set.Notes);
        xml.End();
    }

    private void Link(RefiLink link)
    {
        xml.Start("Link");
        xml.At("guid", link.Guid);
        xml.At("name", link.Name);
        xml.At("direction", link.Direction?.ToString());
        xml.Color(link.Color);
        xml.At("originGUID", link.Origin);
        xml.At("targetGUID", link.Target);
        xml.References("NoteRef", link.NoteRefs);
        xml.End();
    }

    private void Graph(RefiGraph graph)
    {
        xml.Start("Graph");
        xml.At("guid", graph.Guid);
        xml.At("name", graph.Name);
        foreach (var vertex in graph.Vertices)
            Vertex(vertex);
        foreach (var edge in graph.Edges)
            Edge(edge);
        xml.End();
    }

    private void Vertex(RefiVertex vertex)
    {
        xml.Start("Vertex");
        xml.At("guid", vertex.Guid);
        xml.At("representedGUID", vertex.Represented);
        xml.At("name", vertex.Name);
        xml.At("firstX", vertex.FirstX);
        xml.At("firstY", vertex.FirstY);
        xml.At("secondX", vertex.SecondX);
        xml.At("secondY", vertex.SecondY);
        xml.At("shape", vertex.Shape?.ToString());
        xml.Color(vertex.Color);
        xml.End();
    }

    private void Edge(RefiEdge edge)
    {
        xml.Start("Edge");
        xml.At("guid", edge.Guid);
        xml.At("representedGUID", edge.Represented);
        xml.At("name", edge.Name);
        xml.At("sourceVertex", edge.Source);
        xml.At("targetVertex", edge.Target);
        xml.Color(edge.Color);
        xml.At("direction", edge.Direction?.ToString());
        xml.At("lineStyle", edge.LineStyle?.ToString().ToLowerInvariant());
        xml.End();
    }
}
