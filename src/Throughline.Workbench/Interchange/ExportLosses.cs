using Throughline.Formats.RefiQda;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Questionnaires;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Sampling;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.Interchange;

/// <summary>What other programs will not see of a study, counted and named, before anything is written.</summary>
internal sealed class ExportLosses(StudyRows rows, ExportWishes wishes, OutsideTheStandard outside)
{
    private const int Named = 5;
    private readonly List<ExchangeLoss> losses = [.. rows.Left];

    public IReadOnlyList<ExchangeLoss> Of(RefiProfile profile, RefiProject project)
    {
        Codebook();
        Notes();
        Material();
        People();
        Tell("Pseudonyms", wishes.Pseudonyms.Count > 0 ? project.Sources.Count(s => s is RefiFileSource { Path.Kind: RefiPathKind.Internal }) : 0,
            "picture, PDF or recording", "pictures, PDFs and recordings", "go as they are: pseudonyms are in words only. Leave them out with --without-media.", []);
        losses.AddRange(profile.Losses(project).Select(l => new ExchangeLoss(l.Place, l.Message)));
        return losses;
    }

    private string Only => wishes.Own ? "No other program reads that; Throughline does, from its own note in the file." : "It is not in the file.";

    private void Codebook()
    {
        Tell("Themes", rows.Themes.Count, "theme", "themes", $"go as sets of their codes. What supports and what contradicts them: {Only}", rows.Themes.Select(t => t.Label));
        Tell("Codebook", rows.Codes.Count(c => c.RetiredAt is not null), "retired code", "retired codes", "can be applied in other programs; they are in the set “Retired codes”.", rows.Codes.Where(c => c.RetiredAt is not null).Select(c => c.Name));
        Tell("Codebook", rows.Codes.Count(c => c.InVivo), "code in the words of participants", "codes in the words of participants", $"are codes like others. {Only}", rows.Codes.Where(c => c.InVivo).Select(c => c.Name));
        var changed = rows.Codes.Where(c => c.DefinitionVersion > 1).ToList();
        Tell("Codebook", changed.Count, "code", "codes", $"had earlier definitions. {Only}", changed.Select(c => c.Name));
        var versions = rows.Codes.ToDictionary(c => c.Id, c => c.DefinitionVersion);
        var older = rows.Segments.Where(s => s.DefinitionVersion < versions.GetValueOrDefault(s.CodeId)).ToList();
        var names = rows.Codes.ToDictionary(c => c.Id, c => c.Name);
        Tell("Segments", older.Count, "segment", "segments", $"coded under an older definition. {Only}", older.Select(s => names[s.CodeId]).Distinct());
    }

    private void Notes()
    {
        Tell("Notes", outside.FreeNotes.Count, "note", "notes", $"on themes and participants stand by themselves, for the standard has no notes there. What they are on: {Only}", outside.FreeNotes);
        var links = rows.NoteLinks.Count(l => l.On is not (NoteOn.Source or NoteOn.Code or NoteOn.Segment or NoteOn.Note));
        Tell("Notes", links, "link", "links", $"of notes to themes or participants, for which the standard has no place. {Only}", []);
        var kinds = rows.Notes.Where(n => n.Kind != Note.Analytic).ToList();
        Tell("Notes", kinds.Count, "methodological or reflexive note", "methodological and reflexive notes", $"are notes like others. {Only}", []);
    }

    private void Material()
    {
        var names = rows.Sources.ToDictionary(s => s.Id, s => s.Name);
        var spoken = rows.Speakers.Select(s => s.SourceId).Distinct().Select(id => names[id]).ToList();
        Tell("Sources", spoken.Count, "source", "sources", $"tell who speaks by a name before the words. As turns, each with its speaker and time: {Only}", spoken);
        var media = rows.Sources.Where(s => s.Kind is "audio" or "video").Select(s => s.Id).ToHashSet();
        var texts = rows.Sources.Where(s => s.Kind == "answers" || s.Kind == "transcript" && !(s.MediaId is { } recording && media.Contains(recording))).Select(s => s.Name).ToList();
        var valued = rows.Sources.Where(s => s.Values.Length > 2 && s.Kind is not ("audio" or "video") && s.MediaId is { } within && media.Contains(within)).Select(s => s.Name).ToList();
        Tell("Sources", valued.Count, "transcript", "transcripts", $"within a recording: their values have no place there. {Only}", valued);
        Tell("Sources", texts.Count, "transcript or set of answers", "transcripts and sets of answers", $"are texts like others. {Only}", texts);
        var coders = rows.Coders.Select(c => c.Name).ToHashSet();
        var days = rows.Sources.Where(s => s.RecordedOn is not null || s.FileName.Length > 0 && s.Kind is "text" or "transcript" or "answers" || !coders.Contains(s.AddedBy)).Select(s => s.Name).ToList();
        Tell("Sources", days.Count, "source", "sources", $"the file they came from, the day of their recording, and whoever brought them in and is no coder. {Only}", days);
        Tell("Sources", outside.Originals.Count, "original file", "original files", "are not in the file; the words and all that stands on them are.", outside.Originals);
        Tell("Sets", outside.Members, "member of a set or case", "members of sets and cases", $"within a recording, or of a part that the standard does not know, cannot be named there. {Only}", []);
        Tell("Links", outside.OpenLinks, "link", "links", $"lead from or to what the standard has no place for. {Only}", []);
        foreach (var (source, count) in outside.Selections)
            losses.Add(new(source, $"{Told.Count(count, "coding or selection", "codings and selections")} of parts that the standard does not know in such a source. {Only}"));
    }

    private void People()
    {
        Tell("Questionnaires", rows.Own.Count(r => r is Questionnaire), "questionnaire", "questionnaires", Only, rows.Own.OfType<Questionnaire>().Select(q => q.Name));
        Tell("Respondents", rows.Own.Count(r => r is Respondent), "respondent", "respondents", $"with their answers and consents. {Only}", []);
        Tell("Respondents", rows.Variables.Count(v => v.Of == Variable.OfRespondents), "variable", "variables", $"of respondents, for which the standard has no place. {Only}", rows.Variables.Where(v => v.Of == Variable.OfRespondents).Select(v => v.Name));
        Tell("Variables", rows.Own.Count(r => r is Band or Scale), "band or scale", "bands and scales", $"that gather values. {Only}", []);
        Tell("Samples", rows.Own.Count(r => r is Sample), "sample", "samples", $"with their wishes, picks and log of approaches. {Only}", rows.Own.OfType<Sample>().Select(s => s.Name));
    }

    private void Tell(string place, int count, string one, string many, string reason, IEnumerable<string> places)
    {
        if (count == 0) return;
        var all = places.Select(p => Told.Words(p)).ToList();
        var some = all.Count == 0 ? "" : $" ({string.Join(", ", all.Take(Named))}{(all.Count > Named ? $" and {all.Count - Named:N0} more" : "")})";
        losses.Add(new(place, $"{Told.Count(count, one, many)}{some}: {reason}"));
    }
}
