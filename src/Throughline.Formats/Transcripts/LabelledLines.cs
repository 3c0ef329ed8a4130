namespace Throughline.Formats.Transcripts;

/// <summary>The labelled lines of a plain text, and whether together they are the turns of a conversation.</summary>
internal sealed class LabelledLines
{
    private readonly IReadOnlyList<Paragraph> paragraphs;
    private static readonly HashSet<string> FrontWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "date", "time", "place", "location", "duration", "length", "file", "audio", "recording", "transcriber", "transcribed by",
        "transcription", "project", "study", "setting", "present", "title", "interview", "interview date", "participant id",
    };

    // Lines without a name that still count as somebody's, in a text without blank lines.
    private const int LongestAnswer = 40;

    private readonly SpeakerLabels labels = new();
    private readonly int front;
    private int timed;

    private LabelledLines(IReadOnlyList<Paragraph> paragraphs)
    {
        this.paragraphs = paragraphs;
        front = FrontMatter(paragraphs);
    }

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
        long before = 0, covered = 0, uncovered = 0;
        var begun = 0;
        for (var i = 0; i < paragraphs.Count; i++)
        {
            var inTurn = false;
            var since = 0;
            foreach (var (line, _) in paragraphs[i].Lines())
            {
                since = TryTurn(line, i, out _) ? 0 : since + 1;
                inTurn = since == 0 || (inTurn && since < LongestAnswer);
                before += begun == 0 && !inTurn ? line.Length : 0;
                covered += inTurn ? line.Length : 0;
                uncovered += inTurn ? 0 : line.Length;
            }

            begun += inTurn ? 1 : 0;
        }

        var mostly = covered * 5 >= (covered + uncovered) * 3 || begun * 5 >= (paragraphs.Count - front) * 2;
        return mostly && before * 4 <= covered + uncovered;
    }

    private bool TryTurn(string line, int paragraph, out LabelledLine labelled) =>
        LabelledLine.TryParse(line, out labelled) && paragraph >= front && labels.Accepts(labelled.Name, labelled.StartMs is not null);

    /// <summary>How many paragraphs at the beginning tell of the interview (date, place, who was there) and are not yet speech.</summary>
    private static int FrontMatter(IReadOnlyList<Paragraph> paragraphs)
    {
        var count = 0;
        while (count < paragraphs.Count && paragraphs[count].Lines().Any(line => IsFrontMatter(line.Line)))
            count++;
        return count;
    }

    private static bool IsFrontMatter(string line) =>
        LabelledLine.TryParse(line, out var labelled) && FrontWords.Contains(labelled.Name);

    private IEnumerable<Said> Turns()
    {
        Said? open = null;
        for (var i = 0; i < paragraphs.Count; i++)
        {
            foreach (var (line, place) in paragraphs[i].Lines())
            {
                var words = line;
                if (TryTurn(line, i, out var labelled))
                {
                    if (open is not null)
                        yield return open;
                    words = labelled.Words;
                    open = new Said(labelled.Name, labelled.StartMs, labelled.EndMs, place, '\n');
                }

                open ??= new Said(null, null, null, place, '\n');
                open.Add(words, i);
            }
        }

        if (open is not null)
            yield return open;
    }
}
