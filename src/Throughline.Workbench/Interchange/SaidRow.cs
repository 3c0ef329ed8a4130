using System.Security.Cryptography;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Interchange;

/// <summary>
/// A row of the study as a file has it: only what the file says. A name that begins with # is no column: #definition, #value:gender,
/// #text. One that begins with + is taken when the row is new and never compared.
/// </summary>
public sealed class SaidRow(string kind, Guid id)
{
    private readonly List<(string Name, object? Value)> values = new(8);

    public string Kind => kind;
    public Guid Id => id;
    public IReadOnlyList<(string Name, object? Value)> Values => values;

    public object? this[string name]
    {
        get => At(name) is var at && at < 0 ? null : values[at].Value;
        set
        {
            var at = At(name);
            if (at < 0) values.Add((name, value));
            else values[at] = (name, value);
        }
    }

    public bool Says(string name) => At(name) >= 0;

    private int At(string name)
    {
        for (var i = 0; i < values.Count; i++)
            if (values[i].Name == name) return i;
        return -1;
    }
}

/// <summary>The rows that a file says, each once, with the words of its sources.</summary>
public sealed class SaidRows
{
    private readonly Dictionary<(string Kind, Guid Id), SaidRow> rows = [];

    public IReadOnlyCollection<SaidRow> All => rows.Values;

    public Dictionary<Guid, (string Text, Layout Layout)> Texts { get; } = [];

    /// <summary>Sources whose words the file lacks.</summary>
    public HashSet<Guid> Wordless { get; } = [];

    /// <summary>Whether a row that the file does not say is not gone there, only unread: it stands on words that the file lacks.</summary>
    public bool IsUnread(IRecorded row) => Wordless.Count > 0 && Wordless.Contains(row switch
    {
        CodedSegment segment => segment.SourceId,
        Selection selection => selection.SourceId,
        _ => row.Id,
    });

    public SaidRow? Find(string kind, Guid id) => rows.GetValueOrDefault((kind, id));

    /// <summary>The row of this id, made where it is not there.</summary>
    public SaidRow Of(string kind, Guid id)
    {
        if (!rows.TryGetValue((kind, id), out var row)) rows[(kind, id)] = row = new(kind, id);
        return row;
    }

    public void Drop(SaidRow row) => rows.Remove((row.Kind, row.Id));

    public IEnumerable<SaidRow> OfKind(string kind) => rows.Values.Where(r => r.Kind == kind);
}

/// <summary>Ids of rows that have none in a file: always the same for the same things.</summary>
internal static class MadeId
{
    public static Guid Of(params ReadOnlySpan<object> parts)
    {
        var text = new System.Text.StringBuilder();
        foreach (var part in parts)
        {
            if (part is Guid id) text.Append($"{id}|");
            else text.Append(part).Append('|');
        }
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text.ToString()), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(hash[..16], bigEndian: true);
    }
}
