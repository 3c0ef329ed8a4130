namespace Throughline.Formats.Transcripts;

/// <summary>The labelled lines of a plain text, and whether together they are the turns of a conversation.</summary>
internal sealed class LabelledLines
{
    private readonly IReadOnlyList<Paragraph> paragraphs;
    private readonly SpeakerLabels labels = new();
    private int timed;

    private LabelledLines(IReadOnlyList<Paragraph> paragraphs) => this.paragraphs = paragraphs;

    public bool AreTurns { get; private set; }

    public static LabelledLines Of(IReadOnlyList<Paragraph> paragraphs)
    {
        var found = new LabelledLines(paragraphs);
        foreach (var (line, _) in paragraphs.SelectMany(paragraph => paragraph.Lines()))
        {
            if (!LabelledLine.TryParse(line, out var labelled))
                continue;
            found.labels.Count(labelled.Name);
            found.timed += labelled.StartMs is null ? 0 : 1;
        }

        found.AreTurns = found.Settle();
        return found;
    }

    public void AddTo(TurnAssembly assembly)
    {
        foreach (var turn in Turns())
            assembly.Add(turn.ToPiece());
    }

    private bool Settle()
    {
        if (!labels.SettleTyped(timed))
            return false;
        long covered = 0, uncovered = 0;
        int begun = 0, all = 0;
        foreach (var paragraph in paragraphs)
        {
            var inTurn = false;
            foreach (var (line, _) in paragraph.Lines())
            {
                inTurn |= LabelledLine.TryParse(line, out var labelled) && labels.Accepts(labelled.Name);
                covered += inTurn ? line.Length : 0;
                uncovered += inTurn ? 0 : line.Length;
            }

            begun += inTurn ? 1 : 0;
            all++;
        }

        return covered * 5 >= (covered + uncovered) * 3 || begun * 5 >= all * 2;
    }

    private IEnumerable<Said> Turns()
    {
        Said? open = null;
        for (var i = 0; i < paragraphs.Count; i++)
        {
            foreach (var (line, place) in paragraphs[i].Lines())
            {
                var words = line;
                if (LabelledLine.TryParse(line, out var labelled) && labels.Accepts(labelled.Name))
                {
                    if (open is not null)
                        yield return open;
                    words = labelled.Words;
                    open = new Said(labelled.Name, labelled.StartMs, labelled.EndMs, place);
                }

                open ??= new Said(null, null, null, place);
                open.Add(words, i);
            }
        }

        if (open is not null)
            yield return open;
    }
}
