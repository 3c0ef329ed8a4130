using System.Buffers;
using System.Globalization;
using System.Text;

namespace Throughline.Workbench.Sources.Finding;

/// <summary>
/// The words of a text as they are compared when words are found: lower case, without diacritics, in order, each with where it
/// stands. Runs of letters and digits are words; an apostrophe or a hyphen parts them. Of scripts that put no spaces between words,
/// and of pictographs, each sign is a word of its own.
/// </summary>
public sealed class FoldedWords
{
    /// <summary>Signs of a word beyond these are not compared.</summary>
    private const int Longest = 64;

    /// <summary>With what stands between them, seldom fewer.</summary>
    private const int CharactersOfWord = 5;

    private static readonly string?[] Folds = new string?[char.MaxValue + 1];

    private Word[] words;
    private char[] folded;
    private int length;

    private FoldedWords(int capacity) => (folded, words) = (ArrayPool<char>.Shared.Rent(capacity + 16), ArrayPool<Word>.Shared.Rent(capacity / CharactersOfWord + 16));

    /// <summary>A word: its folded form, and its place in the text in UTF-16 code units, the end exclusive.</summary>
    private readonly record struct Word(int At, int Length, int Start, int End, bool IsSign);

    public int Count { get; private set; }

    public ReadOnlySpan<char> this[int index] => folded.AsSpan(words[index].At, words[index].Length);

    public int Start(int index) => words[index].Start;

    public int End(int index) => words[index].End;

    /// <summary>Whether it is one sign of a script without spaces, and not a word with a beginning of its own.</summary>
    public bool IsSign(int index) => words[index].IsSign;

    /// <summary>Some of the words, with a space between each.</summary>
    public string Joined(int from, int to) => to <= from ? "" : new(folded, words[from].At, words[to - 1].At + words[to - 1].Length - words[from].At);

    public static FoldedWords Of(ReadOnlySpan<char> text)
    {
        var all = new FoldedWords(text.Length + (text.Length >> 3));
        all.Read(text);
        return all;
    }

    /// <summary>Lends the memory of these words to those of another text. They are not to be asked again.</summary>
    internal void Forget()
    {
        ArrayPool<char>.Shared.Return(folded);
        ArrayPool<Word>.Shared.Return(words);
        (folded, words, Count) = ([], [], 0);
    }

    private void Read(ReadOnlySpan<char> text)
    {
        var (start, at) = (-1, 0);
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (char.IsAsciiLetterOrDigit(c))
            {
                if (start < 0) (start, at) = (i, length);
                if (length - at < Longest) Put((char)(char.IsAsciiLetterUpper(c) ? c | 0x20 : c));
                i++;
                continue;
            }
            var width = c < 0x80 ? 1 : i + 1 < text.Length && char.IsSurrogatePair(c, text[i + 1]) ? 2 : 1;
            var kind = c < 0x80 ? Kind.Between : KindOf(text.Slice(i, width));
            if (kind is Kind.Letter or Kind.Mark && (start >= 0 || kind == Kind.Letter))
            {
                if (start < 0) (start, at) = (i, length);
                foreach (var sign in FoldOf(text.Slice(i, width)))
                    if (length - at < Longest) Put(sign);
            }
            else if (kind != Kind.Unseen)
            {
                if (start >= 0) End(at, start, i, isSign: false);
                start = -1;
                if (kind == Kind.Sign) One(text.Slice(i, width), i, i + width);
            }
            i += width;
        }
        if (start >= 0) End(at, start, text.Length, isSign: false);
    }

    private void One(ReadOnlySpan<char> sign, int start, int end)
    {
        var at = length;
        foreach (var c in FoldOf(sign)) Put(c);
        End(at, start, end, isSign: true);
    }

    private void End(int at, int start, int end, bool isSign)
    {
        if (length == at) return;
        if (Count == words.Length)
        {
            var more = ArrayPool<Word>.Shared.Rent(words.Length * 2);
            words.CopyTo(more, 0);
            ArrayPool<Word>.Shared.Return(words);
            words = more;
        }
        words[Count++] = new(at, length - at, start, end, isSign);
        Put(' ');
    }

    private void Put(char c)
    {
        if (length == folded.Length) Array.Resize(ref folded, folded.Length * 2);
        folded[length++] = c;
    }

    private enum Kind { Between, Letter, Mark, Unseen, Sign }

    private static Kind KindOf(ReadOnlySpan<char> sign)
    {
        if (Rune.DecodeFromUtf16(sign, out var rune, out _) != OperationStatus.Done) return Kind.Between;
        if (IsOfScriptWithoutSpaces(rune.Value)) return Rune.IsLetterOrDigit(rune) || IsMark(rune) ? Kind.Sign : Kind.Between;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Format => Kind.Unseen,
            UnicodeCategory.OtherSymbol => Kind.Sign,
            UnicodeCategory.OtherNumber or UnicodeCategory.LetterNumber => Kind.Letter,
            _ when IsMark(rune) => Kind.Mark,
            _ => Rune.IsLetterOrDigit(rune) ? Kind.Letter : Kind.Between,
        };
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    /// <summary>Thai, Lao, Myanmar, Khmer, Han, kana; and Hangul, whose words carry particles at their ends.</summary>
    private static bool IsOfScriptWithoutSpaces(int point) => point is
        (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1100 and <= 0x11FF) or (>= 0x1780 and <= 0x17FF) or (>= 0x3005 and <= 0x3007)
        or (>= 0x3040 and <= 0x318F) or (>= 0x31F0 and <= 0x31FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7AF)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF66 and <= 0xFFDC) or (>= 0x20000 and <= 0x3FFFF);

    /// <summary>Of Arabic and Hebrew, which write articles and particles onto the word.</summary>
    internal static bool IsOfScriptWithPrefixes(char c) => c is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC');

    private static ReadOnlySpan<char> FoldOf(ReadOnlySpan<char> sign) => sign.Length > 1 ? Fold(sign) : Folds[sign[0]] ??= Fold(sign);

    private static string Fold(ReadOnlySpan<char> sign)
    {
        var bare = sign[0] switch
        {
            'ø' or 'Ø' => "o", 'ł' or 'Ł' => "l", 'đ' or 'Đ' or 'ð' or 'Ð' => "d", 'ħ' or 'Ħ' => "h", 'ı' => "i", 'ß' or 'ẞ' => "ss", 'æ' or 'Æ' => "ae", 'œ' or 'Œ' => "oe",
            'ς' => "σ", _ => null,
        };
        if (bare is not null) return bare;
        var kept = new StringBuilder();
        foreach (var rune in sign.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
            if (!IsDiacritic(rune.Value) && (Rune.IsLetterOrDigit(rune) || IsMark(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol))
                kept.Append(Rune.ToLowerInvariant(rune).ToString());
        return kept.ToString();
    }

    /// <summary>Accents, and the points of Hebrew and Arabic that are seldom written. Vowels of Indian scripts are no accents.</summary>
    private static bool IsDiacritic(int point) => point is
        (>= 0x0300 and <= 0x036F) or (>= 0x0591 and <= 0x05C7) or (>= 0x0610 and <= 0x061A) or 0x0640 or (>= 0x064B and <= 0x065F) or 0x0670 or (>= 0x06D6 and <= 0x06ED)
        or 0x3099 or 0x309A or (>= 0xFE00 and <= 0xFE0F);
}
