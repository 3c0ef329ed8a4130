using System.Globalization;

namespace Throughline.Formats.Rtf;

/// <summary>One reading of one RTF file.</summary>
internal sealed class RtfReader
{
    private const int WindowsLatin = 1252;

    private readonly ReadLimits limits;
    private readonly RtfTokens tokens;
    private readonly DocumentText body;
    private readonly List<DocumentText> notes = [];
    private readonly Stack<RtfState> outer = new();
    private readonly Dictionary<int, int> fontCodePages = [];
    private readonly List<byte> pending = [];
    private RtfState state;
    private int documentCodePage = WindowsLatin;
    private int defaultFont;
    private int toSkip;
    private bool ignorable;

    public RtfReader(ReadOnlyMemory<byte> bytes, ReadLimits limits)
    {
        this.limits = limits;
        tokens = new RtfTokens(bytes);
        body = new DocumentText(limits);
        state = new RtfState(RtfDestination.Body, 1, -1, new RtfSink(body));
    }

    public ReadDocument Read()
    {
        var token = tokens.Next();
        for (; token.Kind != RtfTokenKind.End; token = tokens.Next())
        {
            Take(token);
            if (token.Kind == RtfTokenKind.Close && outer.Count == 0)
                break;
        }
        FlushBytes();
        if (token.Kind == RtfTokenKind.End)
            body.Warn("the end", "The file breaks off before its end. What there is was read; look whether the last words are there.");
        for (var n = 0; n < notes.Count; n++)
        {
            body.Line();
            body.Append(string.Create(CultureInfo.InvariantCulture, $"[{n + 1}] {notes[n].Words().Trim()}"));
        }
        return body.Finish("Rich Text document");
    }

    private void Take(in RtfToken token)
    {
        switch (token.Kind)
        {
            case RtfTokenKind.Byte:
                TakeByte(token.Value);
                return;
            case RtfTokenKind.Symbol when token.Value == '*':
                ignorable = true;
                return;
        }
        FlushBytes();
        if (token.Kind == RtfTokenKind.Open)
            OpenGroup();
        else if (token.Kind == RtfTokenKind.Close)
            CloseGroup();
        else if (token.Kind == RtfTokenKind.Symbol)
            TakeSymbol((char)token.Value);
        else
            TakeWord(token);
        if (token.Kind != RtfTokenKind.Word || token.Word != "u")
            toSkip = 0;
        ignorable = false;
    }

    private void OpenGroup() => outer.Push(outer.Count < limits.Depth ? state : throw DocumentRefusal.TooDeep(limits));

    private void CloseGroup() => state = outer.TryPop(out var before) ? before : state;

    private void TakeByte(byte value)
    {
        if (toSkip > 0)
            toSkip--;
        else if (state.Destination is RtfDestination.Body or RtfDestination.ListMarker)
            pending.Add(value);
    }

    private void FlushBytes()
    {
        if (pending.Count == 0)
            return;
        var codePage = fontCodePages.GetValueOrDefault(state.Font < 0 ? defaultFont : state.Font, documentCodePage);
        var bytes = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(pending);
        if (codePage == RtfFonts.Symbol)
            Write(RtfFonts.Symbols(bytes));
        else
            Write(RtfWords.Encoding(codePage).GetString(bytes));
        pending.Clear();
    }

    private void Write(ReadOnlySpan<char> words)
    {
        if (state.Hidden || state.Deleted)
            return;
        if (state.Destination == RtfDestination.Body)
            state.Sink.Append(words);
        else if (state.Destination == RtfDestination.ListMarker)
            state.Sink.Append(state.Sink.IsOpen ? words : words.TrimStart());
    }

    private void TakeSymbol(char symbol)
    {
        switch (symbol)
        {
            case '{' or '}' or '\\':
                Write([symbol]);
                break;
            case '~':
                Write("\u00A0");
                break;
            case '_':
                Write("\u2011");
                break;
            case '\r' or '\n':
                EndLine();
                break;
            case '\t':
                Tab();
                break;
        }
    }

    private void TakeWord(in RtfToken token)
    {
        var on = token.Number != 0;
        if (RtfWords.Characters.TryGetValue(token.Word, out var character))
            Write(character);
        else if (!TakeBreak(token.Word) && !TakeProperty(token, on) && !TakeFont(token))
            TakeDestination(token.Word);
    }

    private bool TakeBreak(string word)
    {
        switch (word)
        {
            case "par" or "sect":
                EndLine();
                return true;
            case "line" or "softline" or "lbr":
                Write("\n");
                return true;
            case "tab":
                Tab();
                return true;
            case "cell" or "nestcell" when InBody:
                state.Sink.EndCell();
                return true;
            case "row" or "nestrow" when InBody:
                state.Sink.EndRow();
                return true;
            case "pagebb" when InBody && state.Sink.Text == body && !state.Sink.IsOpen && !body.PageIsEmpty:
                body.Page();
                return true;
            case "page" or "softpage" when InBody && state.Sink.Text == body:
                body.Page();
                return true;
            default:
                return false;
        }
    }

    private bool InBody => state.Destination == RtfDestination.Body;

    private void EndLine()
    {
        if (InBody && !state.Hidden && !state.Deleted)
            state.Sink.EndLine();
    }

    private void Tab() => Write(state.Destination == RtfDestination.ListMarker ? " " : "\t");

    private bool TakeProperty(in RtfToken token, bool on)
    {
        switch (token.Word)
        {
            case "u":
                Write([(char)(ushort)(token.Number ?? 0)]);
                toSkip = state.CharactersPerUnicode;
                return true;
            case "uc":
                state = state with { CharactersPerUnicode = Math.Clamp(token.Number ?? 1, 0, 16) };
                return true;
            case "bin":
                tokens.Skip(token.Number ?? 0);
                return true;
            case "v":
                if (on && !state.Hidden && InBody)
                    body.LeaveOut(Omission.Hidden);
                state = state with { Hidden = on };
                return true;
            case "deleted":
                if (on && !state.Deleted && InBody)
                    body.LeaveOut(Omission.Deletions);
                state = state with { Deleted = on };
                return true;
            case "plain":
                state = state with { Hidden = false, Deleted = false, Font = -1 };
                return true;
            default:
                return false;
        }
    }

    private bool TakeFont(in RtfToken token)
    {
        switch (token.Word)
        {
            case "f":
                state = state with { Font = token.Number ?? -1 };
                return true;
            case "fcharset" when state.Destination == RtfDestination.Fonts:
                if (token.Number == RtfFonts.SymbolCharset)
                    fontCodePages[state.Font] = RtfFonts.Symbol;
                else if (RtfWords.CodePage(token.Number ?? 0) is { } codePage)
                    fontCodePages[state.Font] = codePage;
                return true;
            case "deff":
                defaultFont = token.Number ?? 0;
                return true;
            case "ansicpg":
                documentCodePage = token.Number ?? WindowsLatin;
                return true;
            case "mac" or "pc" or "pca":
                documentCodePage = token.Word switch { "mac" => 10000, "pc" => 437, _ => 850 };
                return true;
            default:
                return false;
        }
    }

    private void TakeDestination(string word)
    {
        if (state.Destination == RtfDestination.Skipped)
            return;
        var destination = Destination(word);
        if (ignorable && destination is null && !RtfWords.ReadAlthoughIgnorable.Contains(word))
            destination = RtfDestination.Skipped;
        if (destination is { } found)
            state = state with { Destination = found };
    }

    private RtfDestination? Destination(string word)
    {
        switch (word)
        {
            case "fonttbl":
                return RtfDestination.Fonts;
            case "listtext" or "pntext":
                return RtfDestination.ListMarker;
            case "shptxt" or "result":
                return RtfDestination.Body;
            case "shpinst":
                return RtfDestination.Shape;
            case "object":
                body.LeaveOut(Omission.Embedded);
                return RtfDestination.Shape;
            case "pict":
                body.LeaveOut(Omission.Pictures);
                return RtfDestination.Skipped;
            case "annotation":
                body.LeaveOut(Omission.Comments);
                return RtfDestination.Skipped;
            case "footnote":
                OpenNote();
                return RtfDestination.Body;
            default:
                if (RtfWords.HeadersAndFooters.Contains(word))
                    body.LeaveOut(Omission.Headers);
                else if (!RtfWords.Skipped.Contains(word))
                    return null;
                return RtfDestination.Skipped;
        }
    }

    private void OpenNote()
    {
        if (notes.Count >= limits.Items)
            throw Refusal.TooMany("notes", limits);
        notes.Add(new DocumentText(limits));
        Write(string.Create(CultureInfo.InvariantCulture, $"[{notes.Count}]"));
        state = state with { Sink = new RtfSink(notes[^1]), Destination = RtfDestination.Body };
    }
}
