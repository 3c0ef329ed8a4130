using Microsoft.Extensions.DependencyInjection;
using Throughline.Methods.Anchors;
using Throughline.Workbench.Access;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.App.Tests;

/// <summary>A study with one source and codes, put in place without files.</summary>
public sealed record CodingStudy(Guid Study, Guid Source, Guid Code)
{
    private static readonly Actor Maren = new("Maren Holt");

    public string Path => $"api/v1/studies/{Study}";
    public string Page => $"studies/{Study}/coding/{Source}";

    /// <summary>A plain source of these words.</summary>
    public static async Task<CodingStudy> BeginAsync(TestServer server, string words, params string[] codes) =>
        await BeginAsync(server, words, Layout.None, [], codes);

    /// <summary>An interview: each turn is a voice (0 the interviewer, 1 the participant) and its words.</summary>
    public static async Task<CodingStudy> InterviewAsync(TestServer server, IReadOnlyList<(int Voice, string Words)> turns, params string[] codes)
    {
        var text = new System.Text.StringBuilder();
        var layout = new List<LayoutTurn>();
        foreach (var (voice, words) in turns)
        {
            if (text.Length > 0) text.Append('\n');
            layout.Add(new(voice + 1, text.Length, text.Length + words.Length, layout.Count * 8_000L, layout.Count * 8_000L + 7_000, []));
            text.Append(words);
        }
        return await BeginAsync(server, text.ToString(), new(layout, []), ["Interviewer", "P07"], codes);
    }

    private static async Task<CodingStudy> BeginAsync(TestServer server, string words, Layout layout, string[] voices, string[] codes)
    {
        var study = await server.StudyAsync("Link workers");
        var source = new Source
        {
            Id = Guid.CreateVersion7(), Name = "P07", NameKey = "p07", Kind = voices.Length > 0 ? "transcript" : "text", Length = words.Length,
            TurnCount = layout.Turns.Count, Astral = string.Join(',', TextPositions.Of(words).Astral),
        };
        await server.Services.GetRequiredService<StudyStore>().ChangeAsync<Nothing>(study, Maren, Right.EditSources, scope =>
        {
            scope.Add(source);
            scope.AddUnrecorded(new SourceText { StudyId = study, SourceId = source.Id, Version = 1, Text = words, Layout = layout.Write() });
            foreach (var (voice, index) in voices.Select((v, i) => (v, i)))
                scope.Add(new Speaker
                {
                    Id = Guid.CreateVersion7(), SourceId = source.Id, Number = index + 1, Name = voice, NameInFile = voice,
                    Role = index == 0 ? Speaker.Interviewer : Speaker.InParticipant,
                });
            scope.Record("AddSource", "added P07");
            return Task.FromResult<Outcome<Nothing>>(default(Nothing));
        }, default);
        var added = new List<Guid>();
        foreach (var name in codes.Length > 0 ? codes : ["Being the only one"])
            added.Add((await server.Services.GetRequiredService<AddCode>().DoAsync(study, Maren, new(Guid.CreateVersion7(), name), default)).Value.Value.Id);
        return new(study, source.Id, added[0]);
    }
}
