namespace Throughline.Formats.RefiQda;

/// <summary>What a profile loses of a project: what no valid file can hold, and what the program it is for is known to drop.</summary>
internal sealed class RefiLosses(RefiProfile profile)
{
    private readonly List<ReadWarning> losses = [];

    public IReadOnlyList<ReadWarning> Of(RefiProject project)
    {
        Form(project);
        Target(project);
        return losses;
    }

    /// <summary>What the schemas do not let through.</summary>
    private void Form(RefiProject project)
    {
        var valuesOdd = AllValues(project).Count(v => v.Text is { } text && RefiValueText.Of(v.Type, text) is null);
        Tell(valuesOdd, "Variables", "{0} not of the type that they claim to be; written as text.", "value is", "values are");
        foreach (var name in Names(project).Where(n => XmlText.Storable(n) != n).Take(20))
            losses.Add(new ReadWarning(RefiFindings.Shown(name), "Characters that XML cannot hold are written as \uFFFD."));
        var colours = project.AllCodes().Select(c => c.Code.Color).Concat(project.Links.Select(l => l.Color))
            .Concat(project.Graphs.SelectMany(g => g.Vertices.Select(v => v.Color).Concat(g.Edges.Select(e => e.Color))))
            .Count(c => c is not null && !RefiAttributes.IsColor(c));
        Tell(colours, "Colours", "{0} not of the form #RRGGBB; left out.", "colour is", "colours are");
        foreach (var text in RefiTexts.All(project).Where(t => t.Text is null && t.PlainTextPath is not null).Take(50))
            losses.Add(new ReadWarning(text.Name ?? text.Guid.Text, "Its text is not there, so it is written without; its selections keep their numbers."));
        if (project.Sources.OfType<RefiFileSource>().Any(s => s.CurrentPath is not null) || project.BasePath is not null)
            losses.Add(new ReadWarning("Sources", "Where files lay on somebody’s machine is not written, for it tells names and folders."));
    }

    private void Target(RefiProject project)
    {
        if (profile == RefiProfile.NVivo)
            NVivo(project);
        else if (profile == RefiProfile.AtlasTi)
            AtlasTi(project);
        else if (profile == RefiProfile.Maxqda)
            Maxqda(project);
    }

    private void NVivo(RefiProject project)
    {
        var notes = project.Sources.Sum(s => Selections(s).Count(x => x.Description is not null || x.NoteRefs.Count > 0));
        Tell(notes, "Pictures, PDFs and recordings", "{0} of parts of pictures, PDFs and recordings; NVivo makes a memo of them.", "note", "notes");
        Tell(project.Graphs.Count, "Graphs", "{0}; NVivo is not known to take them.", "graph", "graphs");
    }

    private void AtlasTi(RefiProject project)
    {
        Tell(project.Variables.Count, "Variables", "{0}; variables written by other programs are reported not to arrive in ATLAS.ti.", "variable", "variables");
        Instants(project, "ATLAS.ti");
    }

    private void Maxqda(RefiProject project)
    {
        Tell(project.Variables.Count, "Variables", "{0}; variables written by other programs are reported not to arrive in MAXQDA.", "variable", "variables");
        var astral = RefiTexts.All(project).Count(t => t.Selections.Count > 0 && t.Text?.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') == true);
        Tell(astral, "Sources", "{0} characters such as emoji; what MAXQDA counts there was not measured, so selections after the first may be off.", "coded text holds", "coded texts hold");
    }

    private void Instants(RefiProject project, string program)
    {
        var instants = project.Sources.OfType<RefiMediaSource>().Sum(m => m.Selections.Count(s => s.BeginMs == s.EndMs));
        Tell(instants, "Recordings", $"{{0}} without length; {program} itself writes such, other programs refuse them.", "selection", "selections");
    }

    private static IEnumerable<RefiSelection> Selections(RefiSource source) => source switch
    {
        RefiPictureSource picture => picture.Selections,
        RefiPdfSource pdf => pdf.Selections,
        RefiMediaSource media => media.Selections,
        _ => [],
    };

    private static IEnumerable<RefiValue> AllValues(RefiProject project) =>
        project.Cases.SelectMany(c => c.Values).Concat(project.Sources.SelectMany(s => s.Values)).Concat(project.Notes.SelectMany(n => n.Values));

    private static IEnumerable<string> Names(RefiProject project) =>
        project.AllCodes().SelectMany(c => new[] { c.Code.Name, c.Code.Description })
            .Concat(project.Sources.SelectMany(s => new[] { s.Name, s.Description }))
            .Concat(project.Cases.SelectMany(c => new[] { c.Name, c.Description }))
            .Concat(project.Variables.Select(v => v.Name)).Concat(project.Sets.SelectMany(s => new[] { s.Name, s.Description }))
            .Concat(project.Users.Select(u => u.Name)).Concat(project.Notes.Select(n => n.Name)).Append(project.Name).Append(project.Description)
            .OfType<string>();

    private void Tell(int count, string place, string sentence, string one, string many)
    {
        if (count > 0)
            losses.Add(new ReadWarning(place, string.Format(
                System.Globalization.CultureInfo.InvariantCulture, sentence, $"{Refusal.Count(count)} {(count == 1 ? one : many)}")));
    }
}
