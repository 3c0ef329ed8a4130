using System.Globalization;
using System.Text;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Notes;

/// <summary>Notes as Markdown, for reading and keeping: the journal by its days, the others by what they are on.</summary>
public static class NoteMarkdown
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static string Write(string study, IReadOnlyList<NoteLine> notes)
    {
        var page = new StringBuilder().Append("# Notes and journal: ").Append(Plain(study)).Append('\n');
        var journal = notes.Where(n => n.Place.On == NoteOn.Journal).OrderBy(n => n.At).ToList();
        if (journal.Count > 0) page.Append("\n## Journal\n");
        foreach (var day in journal.GroupBy(n => DateOnly.FromDateTime(Instant.At(n.At).LocalDateTime)))
        {
            page.Append("\n### ").Append(day.Key.ToString("d MMMM yyyy", English)).Append('\n');
            foreach (var note in day) Write(page, note);
        }
        var others = notes.Where(n => n.Place.On != NoteOn.Journal).ToList();
        foreach (var on in others.GroupBy(n => n.Place.On).OrderBy(g => Array.IndexOf([.. NoteOn.Places], g.Key)))
        {
            page.Append("\n## On ").Append(Heading(on.Key)).Append('\n');
            foreach (var note in on.OrderBy(n => n.Subject.Said, NaturalOrder.Names).ThenBy(n => n.Subject.Start).ThenBy(n => n.At))
            {
                page.Append("\n### ").Append(Plain(note.Subject.Said)).Append('\n');
                if (note.Subject.Words.Length > 0) page.Append("\n> ").Append(Escaped(note.Subject.Words).Replace("\n", "\n> ", StringComparison.Ordinal)).Append('\n');
                Write(page, note);
            }
        }
        return page.ToString();
    }

    private static void Write(StringBuilder page, NoteLine note)
    {
        if (note.Title.Length > 0) page.Append("\n**").Append(Plain(note.Title)).Append("**\n");
        if (note.Text.Length > 0) page.Append('\n').Append(note.Text).Append('\n');
        page.Append("\n*").Append(char.ToUpperInvariant(note.Kind[0])).Append(note.Kind.AsSpan(1)).Append(" · ").Append(Plain(note.Author)).Append(", ")
            .Append(Instant.At(note.At).LocalDateTime.ToString("d MMMM yyyy, HH:mm", English)).Append("*\n");
        if (note.Links.Count > 0) page.Append("\nSee also: ").AppendJoin("; ", note.Links.Select(l => Plain(l.Subject.Said))).Append('\n');
    }

    private static string Heading(string on) => on switch
    {
        NoteOn.Study => "the study",
        NoteOn.Words => "words",
        _ => on + "s",
    };

    /// <summary>What others wrote is not to become markup: a note's own text is its author's, and is left as it is.</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var sign in text)
        {
            if (sign is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#' or '|') escaped.Append('\\');
            escaped.Append(sign);
        }
        return escaped.ToString();
    }

    private static string Plain(string line) => Escaped(line.ReplaceLineEndings(" "));
}
