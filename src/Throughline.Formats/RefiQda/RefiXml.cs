namespace Throughline.Formats.RefiQda;

/// <summary>A project or codebook from its XML. Positions stand as in the file, and texts within the XML as they stood.</summary>
internal sealed class RefiXml(RefiCursor cursor)
{
    private static readonly string[] KnownNamespaces =
        ["urn:QDA-XML:project:1.0", "urn:QDA-XML:project:0:10", "urn:QDA-XML:codebook:1.0", "urn:QDA-XML:codebook:1:0", "urn:QDA-XML:codebook:0:4"];

    private readonly RefiSourceXml sources = new(cursor);
    private readonly List<RefiSet> sets = [];

    public static (RefiProject Project, bool IsCodebook, bool IsBrokenOff) Read(Stream stream, string part, ReadLimits limits, RefiFindings findings)
    {
        using var xml = new HardenedXml(stream, part, limits);
        var cursor = new RefiCursor(xml, part, limits, findings);
        if (!cursor.GoToRoot())
            throw cursor.Broken ?? Foreign(part, "nothing");
        var isCodebook = cursor.Name == "CodeBook";
        if (!isCodebook && cursor.Name != "Project")
            throw Foreign(part, cursor.Name);
        if (!KnownNamespaces.Contains(cursor.Namespace))
            findings.Tell("versions of the standard", cursor.Place, cursor.Namespace.Length == 0
                ? "The file does not say which version of the standard it follows. It was read as version 1.0."
                : $"The file follows another version of the standard ({RefiFindings.Shown(cursor.Namespace)}). It was read as version 1.0, as far as it is known.");
        var reader = new RefiXml(cursor);
        var project = isCodebook ? reader.Codebook() : reader.Project();
        if (cursor.Broken is { } broken)
            findings.Tell("breaks", broken.Place, "The XML is broken off or damaged here. What stands before was read; what would follow is missing.");
        return (project, isCodebook, cursor.Broken is not null);
    }

    private static UnreadableFileException Foreign(string part, string root) => new(
        part, $"It is XML, but neither a project nor a codebook of REFI-QDA: its root is {RefiFindings.Shown(root)}.",
        "Export it as a REFI-QDA project from the program that it was made with.");

    private RefiProject Codebook()
    {
        var at = cursor.Attributes("origin");
        var codes = CodesAndSets();
        return new RefiProject { Origin = at.Text("origin"), Codes = codes, Sets = sets };
    }

    private RefiProject Project()
    {
        var at = cursor.Attributes("name", "origin", "creatingUserGUID", "creationDateTime", "modifyingUserGUID", "modifiedDateTime", "basePath");
        var project = new RefiProject
        {
            Name = at.Text("name") ?? "", Origin = at.Text("origin"), BasePath = at.Text("basePath"), Stamp = at.Stamp("creatingUserGUID", "modifyingUserGUID"),
        };
        var noteRefs = new List<RefiGuid>();
        foreach (var part in cursor.Children())
            project = part switch
            {
                "Users" => project with { Users = [.. project.Users, .. Items("User", User)] },
                "CodeBook" => project with { Codes = [.. project.Codes, .. CodesAndSets()] },
                "Variables" => project with { Variables = [.. project.Variables, .. Items("Variable", Variable)] },
                "Cases" => project with { Cases = [.. project.Cases, .. Items("Case", Case)] },
                "Sources" => project with { Sources = [.. project.Sources, .. sources.All()] },
                "Notes" => project with { Notes = [.. project.Notes, .. Items("Note", sources.Text)] },
                "Links" => project with { Links = [.. project.Links, .. Items("Link", Link)] },
                "Sets" => Sets(project),
                "Graphs" => project with { Graphs = [.. project.Graphs, .. Items("Graph", new RefiGraphXml(cursor).Graph)] },
                "Description" => project with { Description = cursor.Description() },
                "NoteRef" => NoteRef(project, noteRefs),
                _ => Unknown(project, "Project"),
            };
        return project with { NoteRefs = noteRefs, Sets = sets };
    }

    private RefiProject Sets(RefiProject project)
    {
        sets.AddRange(Items("Set", Set));
        return project;
    }

    private RefiProject NoteRef(RefiProject project, List<RefiGuid> noteRefs)
    {
        sources.AddTarget(noteRefs);
        return project;
    }

    private T Unknown<T>(T value, string within)
    {
        cursor.Unknown(within);
        return value;
    }

    private List<T> Items<T>(string element, Func<T> read)
    {
        var (list, within) = (new List<T>(), cursor.Name);
        cursor.Attributes();
        foreach (var name in cursor.Children())
            if (name == element)
                list.Add(read());
            else
                cursor.Unknown(within);
        return list;
    }

    private List<RefiCode> CodesAndSets()
    {
        var codes = new List<RefiCode>();
        foreach (var part in cursor.Children())
            if (part == "Codes")
                codes.AddRange(Items("Code", Code));
            else if (part == "Sets")
                sets.AddRange(Items("Set", Set));
            else
                cursor.Unknown("CodeBook");
        return codes;
    }

    private RefiUser User()
    {
        var at = cursor.Attributes("guid", "name", "id");
        return new RefiUser(at.Id(), at.Text("name"), at.Text("id"));
    }

    private RefiCode Code()
    {
        var at = cursor.Attributes("guid", "name", "isCodable", "color");
        var code = new RefiCode(at.Id(), at.Text("name") ?? "") { IsCodable = at.Flag("isCodable") ?? true, Color = at.Color("color") };
        if (code.Name.Length == 0)
            cursor.Findings.Tell("codes without a name", cursor.Place, $"The code {code.Guid} has no name.");
        string? description = null;
        List<RefiGuid> notes = [];
        List<RefiCode> children = [];
        foreach (var part in cursor.Children())
            if (part == "Description")
                description = cursor.Description();
            else if (part == "NoteRef")
                sources.AddTarget(notes);
            else if (part == "Code")
                children.Add(Code());
            else
                cursor.Unknown("Code");
        return code with { Description = description, NoteRefs = notes, Children = children };
    }

    private RefiVariable Variable()
    {
        var at = cursor.Attributes("guid", "name", "typeOfVariable");
        var variable = new RefiVariable(at.Id(), at.Text("name") ?? "", at.Choice<RefiVariableType>("typeOfVariable") ?? RefiVariableType.Text);
        foreach (var part in cursor.Children())
            if (part == "Description")
                variable = variable with { Description = cursor.Description() };
            else
                cursor.Unknown("Variable");
        return variable;
    }

    private RefiCase Case()
    {
        var at = cursor.Attributes("guid", "name");
        var found = new RefiCase(at.Id()) { Name = at.Text("name") };
        string? description = null;
        List<RefiGuid> codes = [], inSources = [], selections = [];
        List<RefiValue> values = [];
        foreach (var part in cursor.Children())
            switch (part)
            {
                case "Description": description = cursor.Description(); break;
                case "CodeRef": sources.AddTarget(codes); break;
                case "VariableValue": sources.AddValue(values); break;
                case "SourceRef": sources.AddTarget(inSources); break;
                case "SelectionRef": sources.AddTarget(selections); break;
                default: cursor.Unknown("Case"); break;
            }
        return found with { Description = description, CodeRefs = codes, Values = values, SourceRefs = inSources, SelectionRefs = selections };
    }

    private RefiSet Set()
    {
        var at = cursor.Attributes("guid", "name", "creatingUser");
        if (at["creatingUser"] is not null)
            cursor.Findings.Tell("makers of sets", cursor.Place, "The set says who made it, which the standard does not know of sets; it was left out.");
        var set = new RefiSet(at.Id(), at.Text("name") ?? "");
        string? description = null;
        List<RefiGuid> codes = [], inSources = [], notes = [];
        foreach (var part in cursor.Children())
            switch (part)
            {
                case "Description": description = cursor.Description(); break;
                case "MemberCode": sources.AddTarget(codes); break;
                case "MemberSource": sources.AddTarget(inSources); break;
                case "MemberNote": sources.AddTarget(notes); break;
                default: cursor.Unknown("Set"); break;
            }
        return set with { Description = description, Codes = codes, Sources = inSources, Notes = notes };
    }

    private RefiLink Link()
    {
        var at = cursor.Attributes("guid", "name", "direction", "color", "originGUID", "targetGUID");
        var link = new RefiLink(at.Id())
        {
            Name = at.Text("name"), Direction = at.Choice<RefiDirection>("direction"), Color = at.Color("color"),
            Origin = at.Guid("originGUID"), Target = at.Guid("targetGUID"),
        };
        List<RefiGuid> notes = [];
        foreach (var part in cursor.Children())
            if (part == "NoteRef")
                sources.AddTarget(notes);
            else
                cursor.Unknown("Link");
        return link with { NoteRefs = notes };
    }
}
