using System.Text;
using System.Text.Unicode;

namespace Throughline.Formats.Spss;

/// <summary>
/// The part of a system file before its cases: header, variables, value labels, extensions. By the description of the format in
/// the PSPP developers' guide, "System File Format" (gnu.org/software/pspp).
/// </summary>
internal sealed class SavDictionary
{
    private const int MostVariables = 100_000, MostLabels = 1_000_000;

    private readonly SavBytes file;
    private readonly List<SavVariable> all = [];
    private readonly Dictionary<int, SavVariable> byElement = [];
    private int elements, labels;
    private bool isEncodingTold;

    private SavDictionary(SavBytes file) => this.file = file;

    public IReadOnlyList<SavVariable> Variables { get; private set; } = [];

    public List<SavSet> Sets { get; } = [];

    /// <summary>0 none, 1 by bytes, 2 by zlib.</summary>
    public int Compression { get; private set; }

    /// <summary>How many cases the header claims; negative where it does not know.</summary>
    public int Cases { get; private set; }

    public double Bias { get; private set; } = 100;

    public double SystemMissing { get; private set; } = -double.MaxValue;

    public Encoding Encoding { get; private set; } = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>How many elements of eight bytes a case has.</summary>
    public int CaseElements => elements;

    public bool IsBigEndian => file.IsBigEndian;

    public static SavDictionary Read(SavBytes file)
    {
        var dictionary = new SavDictionary(file);
        dictionary.ReadHeader();
        var extensions = new List<(int Subtype, byte[] Data)>();
        for (var record = file.Int(); record != 999; record = file.Int())
        {
            switch (record)
            {
                case 2: dictionary.ReadVariable(); break;
                case 3: dictionary.ReadLabels(); break;
                case 6: file.Take(checked(file.Count(80) * 80)); break;
                case 7: extensions.Add(dictionary.ReadExtension()); break;
                default: throw Damaged($"There is a record of the kind {record}, which no such file has.");
            }
        }
        file.Int();
        SavExtensions.Apply(dictionary, dictionary.all, extensions);
        dictionary.Variables = dictionary.Joined();
        return dictionary;
    }

    public static UnreadableFileException Damaged(string what) => new(
        "the description of the variables", $"{what} The file is damaged, or not an SPSS data file.", "Save it again in SPSS or PSPP and import that.");

    /// <summary>Words without blanks at their end. Where the file does not say its encoding, what can be UTF-8 is.</summary>
    public string Words(ReadOnlySpan<byte> bytes) =>
        Text(bytes.TrimEnd((byte)' ')).Replace("\0", "", StringComparison.Ordinal).TrimEnd(' ');

    /// <summary>Words as they stand.</summary>
    public string Text(ReadOnlySpan<byte> bytes)
    {
        var isUtf8 = Encoding is UTF8Encoding || (!isEncodingTold && Utf8.IsValid(bytes));
        return isUtf8 ? Encoding.UTF8.GetString(Whole(bytes)) : Encoding.GetString(bytes);
    }

    /// <summary>Without the half of a letter that is left where words were cut at a number of bytes.</summary>
    private static ReadOnlySpan<byte> Whole(ReadOnlySpan<byte> bytes)
    {
        for (var cut = 1; cut <= 3 && cut <= bytes.Length; cut++)
        {
            var lead = bytes[^cut];
            if ((lead & 0xC0) == 0x80) continue;
            var needs = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
            return needs > cut ? bytes[..^cut] : bytes;
        }
        return bytes;
    }

    public double Number(ReadOnlySpan<byte> eight) => file.Double(eight);

    internal void Learn(Encoding encoding) => (Encoding, isEncodingTold) = (encoding, true);

    internal void LearnMissing(double systemMissing) => SystemMissing = systemMissing;

    private void ReadHeader()
    {
        file.Take(64);
        var layout = file.Int();
        if (layout is not (2 or 3))
        {
            (file.IsBigEndian, file.At) = (true, file.At - 4);
            if (file.Int() is not (2 or 3))
                throw Damaged("Its header says nothing that is known.");
        }
        file.Int();
        Compression = file.Int();
        if (Compression is < 0 or > 2)
            throw new UnreadableFileException("the header", $"It is compressed in a way that is not known ({Compression}).", "Save it again in SPSS, uncompressed, and import that.");
        file.Int();
        Cases = file.Int();
        Bias = file.Double();
        file.Take(9 + 8 + 64 + 3);
    }

    private void ReadVariable()
    {
        var (type, hasLabel, missing, format) = (file.Int(), file.Int(), file.Int(), file.Int());
        file.Int();
        var name = Encoding.Latin1.GetString(file.Take(8)).TrimEnd();
        if (++elements > MostVariables * 40)
            throw Refusal.TooLarge("the description of the variables", "It has more variables than are read.", "Save fewer variables in a file and import that.");
        if (type < 0)
            return;
        if (type > 255 || Math.Abs(missing) > 3 || missing == -1)
            throw Damaged($"The variable {all.Count + 1} is of a kind that does not exist.");
        var variable = new SavVariable(elements - 1, type) { ShortName = name, Name = name, Format = (format >> 16) & 0xFF };
        if (hasLabel == 1)
        {
            var length = file.Count(1);
            labelBytes[variable] = file.Take(length).ToArray();
            file.Take(Math.Min(file.Left, (4 - (length % 4)) % 4));
        }
        variable.HasMissingRange = missing < 0;
        for (var i = 0; i < Math.Abs(missing); i++)
            variable.Missing.Add(file.Take(8).ToArray());
        if (all.Count >= MostVariables)
            throw Refusal.TooLarge("the description of the variables", $"It has more than {Refusal.Count(MostVariables)} variables.", "Save fewer variables in a file and import that.");
        all.Add(variable);
        byElement[elements] = variable;
    }

    private readonly Dictionary<SavVariable, byte[]> labelBytes = [];

    private void ReadLabels()
    {
        var found = new List<(byte[], byte[])>();
        for (var left = file.Count(9); left > 0; left--)
        {
            var value = file.Take(8).ToArray();
            int length = file.Take(1)[0];
            found.Add((value, file.Take(length).ToArray()));
            file.Take((8 - ((length + 1) % 8)) % 8);
        }
        if (file.Int() != 4)
            throw Damaged("Labels of values are for no variable.");
        for (var left = file.Count(4); left > 0; left--)
        {
            if (!byElement.TryGetValue(file.Int(), out var variable))
                throw Damaged("Labels of values are for a variable that is not there.");
            Count(found.Count);
            variable.Labels.AddRange(found);
        }
    }

    internal void Count(int more)
    {
        if ((labels += more) > MostLabels)
            throw Refusal.TooLarge("the labels of values", $"There are more than {Refusal.Count(MostLabels)} of them.", "Save fewer variables in a file and import that.");
    }

    private (int Subtype, byte[] Data) ReadExtension()
    {
        var (subtype, size) = (file.Int(), file.Int());
        var count = file.Int();
        if (size < 0 || count < 0 || (long)size * count > file.Left)
            throw Damaged($"The extension {subtype} claims to be longer than the file.");
        return (subtype, file.Take(size * count).ToArray());
    }

    /// <summary>The variables as people know them: segments of very long words are one.</summary>
    private List<SavVariable> Joined()
    {
        var joined = new List<SavVariable>();
        for (var i = 0; i < all.Count; i += all[i].Segments)
        {
            if (labelBytes.TryGetValue(all[i], out var label))
                all[i].Label = Words(label);
            if (all[i].Name == all[i].ShortName)
                all[i].Name = Words(Encoding.Latin1.GetBytes(all[i].ShortName));
            joined.Add(all[i]);
            if (i + all[i].Segments > all.Count)
                throw Damaged($"The very long words of {all[i].Name} are not all there.");
        }
        return joined;
    }
}
