using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Throughline.Formats.Spss;

/// <summary>What later versions of SPSS added to the dictionary: long names, very long words, sets, measures, encodings.</summary>
internal static class SavExtensions
{
    public static void Apply(SavDictionary dictionary, List<SavVariable> variables, List<(int Subtype, byte[] Data)> extensions)
    {
        foreach (var (subtype, data) in extensions)
        {
            if (subtype == 3 && data.Length >= 32 && CodePage(Int(dictionary, data.AsSpan(28))) is { } page) dictionary.Learn(page);
            if (subtype == 4 && data.Length >= 8) dictionary.LearnMissing(dictionary.Number(data.AsSpan(0, 8)));
        }
        foreach (var (_, data) in extensions.Where(e => e.Subtype == 20))
            if (Named(Encoding.ASCII.GetString(data).Trim('\0', ' ')) is { } named) dictionary.Learn(named);
        foreach (var (_, data) in extensions.Where(e => e.Subtype == 14)) VeryLong(dictionary, variables, data);
        foreach (var (_, data) in extensions.Where(e => e.Subtype == 11)) Measures(dictionary, variables, data);
        foreach (var (_, data) in extensions.Where(e => e.Subtype == 13)) LongNames(dictionary, variables, data);
        foreach (var (_, data) in extensions.Where(e => e.Subtype is 7 or 19)) dictionary.Sets.AddRange(SavSets.Read(dictionary, data));
        foreach (var (_, data) in extensions.Where(e => e.Subtype == 21)) LongLabels(dictionary, variables, data);
        foreach (var (_, data) in extensions.Where(e => e.Subtype == 22)) LongMissing(dictionary, variables, data);
    }

    private static int Int(SavDictionary dictionary, ReadOnlySpan<byte> four) =>
        dictionary.IsBigEndian ? BinaryPrimitives.ReadInt32BigEndian(four) : BinaryPrimitives.ReadInt32LittleEndian(four);

    /// <summary>1 to 4 are kinds of machines, not pages.</summary>
    private static Encoding? CodePage(int number) => number <= 4 ? null : number == 65001 ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(number);

    private static Encoding? Named(string name)
    {
        if (name.Equals("UTF-8", StringComparison.OrdinalIgnoreCase)) return Encoding.UTF8;
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Short names may be cut in the middle of a letter, so they are compared by their bytes.</summary>
    private static IEnumerable<(string Key, string Value)> Pairs(SavDictionary dictionary, byte[] data) =>
        Encoding.Latin1.GetString(data).Split('\t', '\0').Select(p => p.Split('=', 2)).Where(p => p.Length == 2)
            .Select(p => (p[0].Trim(' '), dictionary.Text(Encoding.Latin1.GetBytes(p[1].Trim(' ')))));

    private static void VeryLong(SavDictionary dictionary, List<SavVariable> variables, byte[] data)
    {
        foreach (var (name, width) in Pairs(dictionary, data))
            if (int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) && whole is > 255 and <= 32_767
                && variables.Find(v => v.IsText && v.ShortName == name) is { } variable)
                variable.WholeWidth = whole;
    }

    private static void Measures(SavDictionary dictionary, List<SavVariable> variables, byte[] data)
    {
        var (count, ints) = (variables.Count, data.Length / 4);
        var each = count > 0 && ints == 3 * count ? 3 : count > 0 && ints == 2 * count ? 2 : 0;
        for (var i = 0; i < count && each > 0; i++)
            variables[i].Measure = Int(dictionary, data.AsSpan(i * each * 4));
    }

    private static void LongNames(SavDictionary dictionary, List<SavVariable> variables, byte[] data)
    {
        var byShort = variables.GroupBy(v => v.ShortName, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);
        foreach (var (name, given) in Pairs(dictionary, data))
            if (given.Length > 0 && byShort.TryGetValue(name, out var variable))
                variable.Name = given;
    }

    private static void LongLabels(SavDictionary dictionary, List<SavVariable> variables, byte[] data)
    {
        var bytes = new SavBytes(data) { IsBigEndian = dictionary.IsBigEndian };
        while (bytes.Left > 4)
        {
            var name = dictionary.Words(bytes.Take(bytes.Count(1)));
            bytes.Int();
            var variable = variables.Find(v => v.Name == name || v.ShortName == name);
            for (var left = bytes.Count(8); left > 0; left--)
            {
                var value = bytes.Take(bytes.Count(1)).ToArray();
                var label = bytes.Take(bytes.Count(1)).ToArray();
                dictionary.Count(1);
                variable?.Labels.Add((value, label));
            }
        }
    }

    private static void LongMissing(SavDictionary dictionary, List<SavVariable> variables, byte[] data)
    {
        var bytes = new SavBytes(data) { IsBigEndian = dictionary.IsBigEndian };
        while (bytes.Left > 4)
        {
            var name = dictionary.Words(bytes.Take(bytes.Count(1)));
            int count = bytes.Take(1)[0];
            var length = bytes.Count(1);
            for (var i = 0; i < count; i++)
                variables.Find(v => v.Name == name || v.ShortName == name)?.Missing.Add(bytes.Take(length).ToArray());
        }
    }
}

/// <summary>Multiple response sets, as text: <c>$name=D1 1 8 My label var1 var2</c>, or C, or E.</summary>
internal static class SavSets
{
    public static IEnumerable<SavSet> Read(SavDictionary dictionary, byte[] data) =>
        dictionary.Text(data).Split('\n').Select(One).OfType<SavSet>();

    private static SavSet? One(string line)
    {
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        if (equals < 2 || line[0] != '$') return null;
        var rest = line[(equals + 1)..];
        string? counted = null;
        if (rest.StartsWith('C')) rest = rest[1..].TrimStart();
        else if (rest.StartsWith('D')) (counted, rest) = Counted(rest[1..]);
        else if (rest.StartsWith("E ", StringComparison.Ordinal) && rest.IndexOf(' ', 2) is > 0 and var flags) (counted, rest) = Counted(rest[(flags + 1)..]);
        else return null;
        var (label, names) = Counted(rest);
        var variables = (names ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return label is null || variables.Length == 0 ? null : new(line[1..equals], label.Trim(), counted?.Trim(), variables);
    }

    /// <summary>Words that are preceded by their length: <c>8 My label rest</c>.</summary>
    private static (string? Words, string After) Counted(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        if (space < 1 || !int.TryParse(text.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture, out var length) || space + 1 + length > text.Length)
            return (null, "");
        return (text.Substring(space + 1, length), text[(space + 1 + length)..].TrimStart());
    }
}
