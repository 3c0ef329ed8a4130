using System.Security.Cryptography;
using System.Text;
using Throughline.Methods.Anchors;
using Throughline.Workbench.Access;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Interchange;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Questionnaires;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Sampling;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Studies;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.Tests.Interchange;

/// <summary>A study of everything that a study can hold, drawn from a seed.</summary>
internal sealed class RandomStudy(Random random, StudyScope scope)
{
    private static readonly string[] Words = ["alone", "with", "it", "😀", "Straße", "naïve", "don’t", "\n", "work", "—", "мир", "supervisor", "I", "said", "no.", "\n\n", "𝒳"];
    private static readonly string[] SourceKinds = ["transcript", "text", "answers", "picture", "pdf", "audio", "video"];
    private readonly List<Coder> coders = [];
    private readonly List<Code> codes = [];
    private readonly List<Source> sources = [];
    private readonly List<CodedSegment> segments = [];
    private readonly List<Participant> people = [];
    private readonly List<Selection> selections = [];
    private readonly List<Note> notes = [];
    private readonly Dictionary<Guid, string> texts = [];
    private int named;

    public static async Task<Guid> MakeAsync(Desk desk, int seed)
    {
        var study = Guid.CreateVersion7();
        Assert.True((await desk.Get<CreateStudy>().DoAsync(Desk.Maren, new(study, "Random"), default)).Succeeded);
        var made = await desk.Get<StudyStore>().ChangeAsync<Nothing>(study, Desk.Maren, Right.EditStudy, scope =>
        {
            new RandomStudy(new(seed), scope).Fill();
            scope.Record("Fill", "filled");
            return Task.FromResult<Outcome<Nothing>>(default(Nothing));
        }, default);
        Assert.True(made.Succeeded, made.Problem?.Detail);
        return study;
    }

    private void Fill()
    {
        for (var i = 0; i <= random.Next(3); i++) coders.Add(scope.Add(new Coder { Id = Id(), Name = $"Coder {i}", Sign = Chance() ? $"C{i}" : "" }));
        for (var i = random.Next(7); i >= 0; i--) Code();
        for (var i = random.Next(4); i > 0; i--)
            people.Add(scope.Add(new Participant { Id = Id(), Name = $"P{i:00}", NameKey = $"p{i:00}", Description = Some(2), Values = Chance() ? $$"""{"age":"{{random.Next(20, 70)}}","place":"{{(Chance() ? "town" : "")}}"}""" : "{}" }));
        for (var i = random.Next(4); i >= 0; i--) Source(SourceKinds[random.Next(SourceKinds.Length)]);
        foreach (var source in sources) Segments(source);
        for (var i = random.Next(6); i > 0; i--) Note();
        foreach (var note in notes.Where(_ => Chance())) Link(note);
        Gathered();
        Asked();
    }

    private void Code()
    {
        var code = scope.Add(new Code
        {
            Id = Id(), Name = Name("code"), ParentId = codes.Count > 0 && Chance() ? Any(codes).Id : null, Position = random.Next(1, 1000), Dye = random.Next(1, 25), Weave = random.Next(1, 4),
            InVivo = Chance(), NotCodable = random.Next(5) == 0, Colour = random.Next(4) == 0 ? "#12AB34" : "", RetiredAt = random.Next(5) == 0 ? When() : null, CreatedAt = When(),
        });
        code.NameKey = NameKey.Of(code.Name);
        codes.Add(code);
        for (var version = 1; version <= random.Next(3); version++)
            scope.Add(new CodeDefinition
            {
                Id = Id(), CodeId = code.Id, Version = code.DefinitionVersion = version, Definition = Some(4), WhenToUse = Some(3), TypicalExample = Some(3), Reason = Some(1), At = When(), By = "Maren Holt",
            });
    }

    private void Source(string kind)
    {
        var text = kind is "audio" or "video" || kind is "picture" && Chance() ? "" : string.Join(' ', Enumerable.Range(0, random.Next(3, 40)).Select(_ => Any(Words)));
        var media = kind == "transcript" && Chance() ? sources.FirstOrDefault(s => s.Kind is "audio" or "video") : null;
        var layout = kind is "transcript" && text.Length > 10
            ? new Layout([new(1, 0, text.IndexOf(' '), 0, 900, []), new(2, text.IndexOf(' ') + 1, text.Length, 1000, 4000, [new(text.IndexOf(' ') + 1, text.Length, 1000, 4000)])], []) : Layout.None;
        var source = scope.Add(new Source
        {
            Id = Id(), Name = Name("source"), Kind = kind, Format = $"A {kind}", FileName = Chance() ? $"file {sources.Count}.bin" : "", RecordedOn = Chance() ? "2025-06-17" : null, Description = Some(2),
            AddedAt = When(), AddedBy = Chance() ? coders[0].Name : "Somebody else", MediaId = media?.Id, Values = Chance() ? """{"site":"north","n":"3.50"}""" : "{}", Width = kind == "picture" ? 640 : null,
            Height = kind == "picture" ? 480 : null, Length = text.Length, Astral = string.Join(',', TextPositions.Of(text).Astral), TurnCount = layout.Turns.Count, WordCount = WordCount.Of(text),
            ContentHash = text.Length == 0 ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), DurationMs = layout.Turns.Count > 0 ? 4000 : kind is "audio" ? 60_000 : null,
        });
        source.NameKey = NameKey.Of(source.Name);
        scope.AddUnrecorded(new SourceText { StudyId = scope.StudyId, SourceId = source.Id, Version = 1, Text = text, Layout = layout.Write() });
        sources.Add(source);
        texts[source.Id] = text;
        if (layout.Turns.Count == 0) return;
        scope.Add(new Speaker { Id = Id(), SourceId = source.Id, Number = 1, Name = "Interviewer", NameInFile = "Interviewer", Role = Speaker.Interviewer });
        scope.Add(new Speaker { Id = Id(), SourceId = source.Id, Number = 2, Name = "P", NameInFile = "Peter", Role = Speaker.InParticipant, ParticipantId = people.Count > 0 ? Any(people).Id : null });
    }

    private void Segments(Source source)
    {
        for (var i = random.Next(8); i > 0; i--)
        {
            var place = segments.Count > 0 && Chance() && segments[^1].SourceId == source.Id ? SelectionPlace.Of(segments[^1]) : Place(source);
            Selection? on = null;
            if (random.Next(3) == 0)
            {
                on = scope.Add(new Selection { Id = Id(), SourceId = source.Id, Name = Some(1), Description = Some(2), CoderId = Chance() ? Any(coders).Id : null, At = When() });
                place.WriteTo(on);
                selections.Add(on);
                if (Chance()) continue;
            }
            var code = Any(codes);
            var segment = new CodedSegment
            {
                Id = Id(), SourceId = source.Id, CodeId = code.Id, CoderId = Any(coders).Id, At = When(), DefinitionVersion = random.Next(code.DefinitionVersion + 1), SelectionId = on?.Id ?? (random.Next(4) == 0 ? Id() : null),
            };
            place.WriteTo(segment);
            if (segments.Exists(s => (s.SourceId, s.CodeId, s.CoderId) == (segment.SourceId, segment.CodeId, segment.CoderId) && SelectionPlace.Of(s) == place)) continue;
            segments.Add(scope.Add(segment));
        }
    }

    private SelectionPlace Place(Source source)
    {
        var text = texts[source.Id];
        if (random.Next(6) == 0) return default;
        if (source.Kind is "audio" or "video") return new(0, 0) { FromMs = random.Next(1000), ToMs = random.Next(1000, 9000) };
        if (source.Kind == "picture" && (text.Length == 0 || Chance()) || source.Kind == "pdf" && Chance())
            return new(0, 0) { Page = source.Kind == "pdf" ? random.Next(1, 4) : null, X1 = random.Next(50), Y1 = random.Next(50), X2 = random.Next(50, 99), Y2 = random.Next(50, 99) };
        int At(int from) => random.Next(from, text.Length + 1) is var at && at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;
        var start = At(0);
        return new(start, Math.Max(start, At(start)));
    }

    private void Note()
    {
        var (source, on) = (Any(sources), random.Next(8) switch { 0 => NoteOn.Journal, 1 => NoteOn.Study, 2 => NoteOn.Source, 3 => NoteOn.Words, 4 => NoteOn.Segment, 5 => NoteOn.Code, 6 => NoteOn.Participant, _ => NoteOn.Journal });
        Guid? target = on switch
        {
            NoteOn.Source or NoteOn.Words => source.Id, NoteOn.Code => Any(codes).Id, NoteOn.Segment when segments.Count > 0 => Any(segments).Id, NoteOn.Participant when people.Count > 0 => Any(people).Id, _ => null,
        };
        if (target is null && on != NoteOn.Study || on == NoteOn.Words && (texts[source.Id].Length < 5 || Cut(texts[source.Id], 1, 4))) on = NoteOn.Journal;
        notes.Add(scope.Add(new Note
        {
            Id = Id(), Kind = Any(Workbench.Notes.Note.Kinds), On = on, TargetId = on == NoteOn.Journal ? null : target, Start = on == NoteOn.Words ? 1 : null, End = on == NoteOn.Words ? 4 : null,
            Title = Some(2), Text = Some(9), AuthorId = Any(coders).Id, At = When(), EditedAt = When(),
        }));
    }

    private static bool Cut(string text, params int[] at) => at.Any(a => a < text.Length && char.IsLowSurrogate(text[a]));

    private void Link(Note note)
    {
        (string On, Guid? Target) = random.Next(4) switch { 0 => (NoteOn.Source, Any(sources).Id), 1 => (NoteOn.Code, Any(codes).Id), 2 when segments.Count > 0 => (NoteOn.Segment, Any(segments).Id), _ => (NoteOn.Note, (Guid?)Any(notes).Id) };
        if (Target != note.Id && Target != note.TargetId) scope.Add(new NoteLink { Id = Id(), NoteId = note.Id, On = On, TargetId = Target!.Value });
    }

    private void Gathered()
    {
        if (Chance())
        {
            var set = scope.Add(new NamedSet { Id = Id(), Name = "Set", Description = Some(2) });
            foreach (var (on, id) in new[] { (Membership.Code, Any(codes).Id), (Membership.Source, Any(sources).Id) })
                scope.Add(new Membership { Id = MadeIdOf("member", Membership.Set, set.Id, on, id), Of = Membership.Set, OfId = set.Id, On = on, TargetId = id });
        }
        if (Chance()) scope.Add(new Link { Id = Id(), Name = Some(1), Direction = "OneWay", Colour = "#00FF00", OriginId = Any(codes).Id, TargetId = selections.Count > 0 ? Any(selections).Id : Any(codes).Id });
        for (var i = random.Next(3); i > 0; i--)
        {
            var theme = scope.Add(new Theme { Id = Id(), Number = i, Label = $"Theme {i}", Subtitle = Some(2), CentralIdea = Some(5), Boundary = Some(3), Overarching = i == 2, CreatedAt = When() });
            scope.Add(new ThemeCode { Id = Id(), ThemeId = theme.Id, CodeId = Any(codes).Id });
            if (segments.Count > 0) scope.Add(new ThemeSegment { Id = Id(), ThemeId = theme.Id, SegmentId = Any(segments).Id, Stance = ThemeSegment.Contrary, Chosen = Chance(), Words = Some(3) });
        }
    }

    private void Asked()
    {
        if (!Chance()) return;
        var questionnaire = scope.Add(new Questionnaire { Id = Id(), Name = "Survey", NameKey = "survey", Title = Some(3), CreatedAt = When() });
        var variable = scope.Add(new Variable { Id = Id(), Name = "ose", NameKey = "ose", Label = Some(2), Kind = Variable.Number, Position = 4, QuestionnaireId = questionnaire.Id });
        scope.Add(new Variable { Id = Id(), Name = "age", NameKey = "age", Label = Some(1), Kind = Variable.Number, Of = Variable.OfParticipants, Position = 9 });
        scope.Add(new Band { Id = Id(), VariableId = variable.Id, Name = "low", NameKey = "low", From = 0.5, To = 3 });
        var one = scope.Add(new Respondent { Id = Id(), Code = "R001", CodeKey = "r001", Values = $$"""{"{{variable.Id}}":"4"}""", AddedAt = When(), MayContact = true, ParticipantId = people.Count > 0 ? people[0].Id : null });
        scope.Add(new Consent { Id = Id(), RespondentId = one.Id, Use = Consent.Quotations, Given = Chance(), Wording = Some(4), At = When() });
        var sample = scope.Add(new Sample { Id = Id(), Name = "Sample", NameKey = "sample", Size = 1, Seed = 7, CreatedAt = When() });
        scope.Add(new Pick { Id = Id(), SampleId = sample.Id, RespondentId = one.Id, Reason = Some(3), At = When() });
        scope.Add(new Approach { Id = Id(), SampleId = sample.Id, RespondentId = one.Id, On = "2025-11-02", At = When(), By = "Maren Holt" });
    }

    private Guid Id()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new(bytes);
    }

    private static Guid MadeIdOf(params object[] parts)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(parts.Select(p => p + "|"))));
        (hash[6], hash[8]) = ((byte)((hash[6] & 0x0F) | 0x80), (byte)((hash[8] & 0x3F) | 0x80));
        return new(hash.AsSpan(0, 16), bigEndian: true);
    }

    private bool Chance() => random.Next(2) == 0;

    private T Any<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];

    private long When() => 1_700_000_000_000_000 + random.NextInt64(50_000_000_000_000);

    private string Some(int words) => Chance() ? "" : string.Join(' ', Enumerable.Range(0, words).Select(_ => Any(Words))).Trim();

    private string Name(string kind) => $"{kind} {named++} {(Chance() ? "😀 ü & <b>" : "plain")}";
}
