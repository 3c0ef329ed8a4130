using System.Text;

namespace Throughline.Formats;

/// <summary>
/// Which of the Windows code pages a text that is not UTF-8 was written in: the one that spells the most words of a single
/// language. Where two do equally well (curly quotes alone, a lone é) it is 1252, by far the commonest.
/// </summary>
internal static class CodePageGuess
{
    private static readonly Candidate[] Candidates =
    [
        new(1252,
            "àâæçéèêëîïôœùûüÿ", "äöüß", "áéíñóúü¿¡", "ãáàâçéêíóôõúü", "àèéìíîòóùú", "æøåéèêóòâ", "äöåé",
            "áðéíóúýþæö", "éëïóöüèê", "àçéèíïóòúü·"),
        new(1250,
            "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţ", "čćđšž"),
        new(1251,
            "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
            "абвгдђежзијклљмнњопрстћуфхцчџш", "абвгдеёжзійклмнопрстуўфхцчшыьэюя"),
    ];

    /// <summary>The code page whose reading of the bytes is the most plausible.</summary>
    /// <param name="bytes">The text; only its first 256 KB are weighed.</param>
    public static Encoding Of(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(bytes.Length, 256 << 10)];
        var best = Candidates[0];
        var bestScore = int.MinValue;
        foreach (var candidate in Candidates)
        {
            var score = candidate.Score(sample);
            if (score > bestScore)
                (best, bestScore) = (candidate, score);
        }

        return best.Encoding;
    }

    private sealed class Candidate
    {
        // Per language: what each byte above 127 is worth. A letter of the language counts for it, a letter that it does
        // not have against it, and a sign in the middle of a word counts heavily against the whole code page.
        private readonly int[][] worth;
        private readonly bool[] isLetter = new bool[256];

        public Candidate(int codePage, params string[] languages)
        {
            Encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage)!;
            var letters = Encoding.GetString([.. Enumerable.Range(0, 256).Select(b => (byte)b)]);
            for (var b = 0; b < 256; b++)
                isLetter[b] = char.IsLetter(letters[b]) && letters[b] != 'ª' && letters[b] != 'º';
            worth = [.. languages.Select(language => Worth(letters, language))];
        }

        public Encoding Encoding { get; }

        public int Score(ReadOnlySpan<byte> sample)
        {
            var counts = new int[256];
            var signsInWords = 0;
            for (var i = 0; i < sample.Length; i++)
            {
                if (sample[i] < 128)
                    continue;
                counts[sample[i]]++;
                var inWord = i > 0 && i + 1 < sample.Length && IsAsciiLetter(sample[i - 1]) && IsAsciiLetter(sample[i + 1]);
                if (inWord && !isLetter[sample[i]] && sample[i] is not 0x92)
                    signsInWords++;
            }

            var best = worth.Max(language => language.Zip(counts, (value, count) => (long)value * count).Sum());
            return (int)Math.Clamp(best - (3L * signsInWords), int.MinValue + 1, int.MaxValue);
        }

        private int[] Worth(string letters, string language)
        {
            var values = new int[256];
            for (var b = 128; b < 256; b++)
            {
                var lower = char.ToLowerInvariant(letters[b]);
                if (language.Contains(lower))
                    values[b] = 1;
                else if (isLetter[b])
                    values[b] = -2;
                else if (char.IsControl(letters[b]))
                    values[b] = -5;
            }

            return values;
        }

        private static bool IsAsciiLetter(byte b) => char.IsAsciiLetter((char)b);
    }
}
