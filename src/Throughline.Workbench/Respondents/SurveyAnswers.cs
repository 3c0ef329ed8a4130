using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Throughline.Formats.Surveys;
using Throughline.Formats.Tables;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Vault;
using FileRow = Throughline.Formats.Tables.TableRow;

namespace Throughline.Workbench.Respondents;

/// <summary>One row of a file of answers, understood by a mapping.</summary>
internal sealed record SurveyAnswer(string Key, IReadOnlyList<KeyValuePair<Guid, Answered>> Values, bool? MayContact, bool? MayQuote, long? At)
{
    /// <summary>How to reach them, without a code yet; null where the file says nothing of it.</summary>
    public VaultEntry? Contact { get; init; }
}

/// <summary>Reads the rows of a file by a mapping. What cannot be taken is told with its place; it keeps nothing else from coming in.</summary>
internal sealed class SurveyAnswers
{
    private const int MostTroubles = 200;

    private readonly SurveyFile file;
    private readonly List<Column> columns;
    private readonly List<RowTrouble> troubles;
    private readonly MappedColumn? id, contact, quote, answered;
    private readonly ILookup<string, int> forVault;
    private readonly HashSet<string> seen = [];
    private readonly bool isNamedByContact;
    private int untold;

    private sealed record Column(MappedColumn Map, Variable Variable, IReadOnlyList<int> Places, HashSet<string> Missing)
    {
        public required Dictionary<string, string> Known { get; init; }

        /// <summary>Whether only the categories may be answered: so it is for questions that were built here.</summary>
        public bool IsClosed => Variable.QuestionId is not null && Known.Count > 0;
    }

    public SurveyAnswers(SurveyFile file, SurveyMapping mapping, IReadOnlyDictionary<MappedColumn, Variable> variables)
    {
        this.file = file;
        (id, contact, quote, answered) = (mapping.For(SurveyMapping.Id), mapping.For(SurveyMapping.MayContact), mapping.For(SurveyMapping.MayQuote), mapping.For(SurveyMapping.Answered));
        columns = [.. variables.Select(v => new Column(v.Key, v.Value, [.. v.Key.From.Select(file.Column)], [.. Category.ReadValues(v.Value.Missing)])
        {
            Known = Category.Read(v.Value.Categories).DistinctBy(c => c.Value).ToDictionary(c => c.Value, c => c.Value, StringComparer.OrdinalIgnoreCase),
        })];
        forVault = mapping.Columns.Where(c => SurveyMapping.IsForVault(c.Use)).SelectMany(c => c.From.Select(f => (c.Use, Place: file.Column(f)))).Where(c => c.Place >= 0).ToLookup(c => c.Use, c => c.Place);
        isNamedByContact = id is not null && file.Columns[file.Column(id.First)].Kind == SurveyKind.ContactDetail;
        troubles = [.. file.Warnings.Select(w => new RowTrouble(w.Place, w.Message))];
    }

    public IReadOnlyList<RowTrouble> Troubles =>
        untold == 0 ? troubles : [.. troubles, new RowTrouble("elsewhere", $"{untold:N0} more cells or rows were not taken as they stand.")];

    public IEnumerable<SurveyAnswer> Read()
    {
        foreach (var row in file.Rows)
        {
            if (KeyOf(row) is not { } key) continue;
            var values = new List<KeyValuePair<Guid, Answered>>(columns.Count);
            foreach (var column in columns)
                if (Value(column, row) is { IsMissing: false } value) values.Add(new(column.Variable.Id, value));
            yield return new(key, values, YesNo(contact, row), YesNo(quote, row), When(row)) { Contact = Contact(row) };
        }
    }

    /// <summary>A name in two columns is one name, an address in several one address.</summary>
    private VaultEntry? Contact(FileRow row)
    {
        string Said(string use, string between) => string.Join(between, forVault[use].Select(place => row[place].Trim()).Where(cell => cell.Length > 0));
        var entry = new VaultEntry("-", Said(SurveyMapping.VaultName, " "), Said(SurveyMapping.VaultEmail, ", "), Said(SurveyMapping.VaultTelephone, ", "), Said(SurveyMapping.VaultAddress, ", "));
        if (entry == new VaultEntry("-")) return null;
        if (entry.Wrong() is null) return entry;
        Tell(row, $"A contact detail has more than {VaultEntry.Longest} characters. None of this row was put into the vault.");
        return null;
    }

    private string? KeyOf(FileRow row)
    {
        var name = id is null ? "" : row[file.Column(id.First)].Trim();
        if (name.Length > 0)
        {
            // An e-mail address tells responses apart as well when it is not written down.
            var key = isNamedByContact ? "#" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(NameKey.Of(name)))) : name;
            if (seen.Add(key)) return key;
            Tell(row, $"{(isNamedByContact ? "The response" : $"The response {Told.Words(name, 40)}")} stands in an earlier row already. This row was left out.");
            return null;
        }
        if (id is not null) Tell(row, $"There is no {id.First}. The row was taken; a later export can only tell it by its answers.");
        var whole = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', row.Cells.Select(c => c.Trim())).TrimEnd('\u001f'))));
        for (var n = 1; ; n++)
            if (seen.Add($"#{whole} {n}")) return $"#{whole} {n}";
    }

    private Answered? Value(Column column, FileRow row)
    {
        if (column.Map.From.Count > 1) return Ticked(column, row);
        var cell = row[column.Places[0]].Trim();
        if (cell.Length == 0 || column.Missing.Contains(cell) || file.Columns[column.Places[0]].Missing.Holds(cell)) return null;
        return column.Variable.Kind switch
        {
            Variable.Number => Number(column, row, cell),
            Variable.Multiple => Answered.AsSeveral([.. Parts(column, cell).Distinct()]),
            Variable.Nominal or Variable.Ordinal when column.Known.TryGetValue(cell, out var known) => Answered.As(known),
            Variable.Nominal or Variable.Ordinal when column.IsClosed => Outside(column, row, cell),
            _ => Answered.As(cell.Length > 100_000 ? cell[..100_000] : cell),
        };
    }

    private Answered? Ticked(Column column, FileRow row)
    {
        var chosen = new List<string>();
        foreach (var place in column.Places.Where(p => p >= 0))
            if (file.Columns[place].Box is { } box && box.IsTicked(row[place])) chosen.Add(box.Label);
        return chosen.Count > 0 ? Answered.AsSeveral(chosen) : null;
    }

    private static IEnumerable<string> Parts(Column column, string cell) =>
        (column.Map.Separator is { Length: > 0 } between ? cell.Split(between) : cell.Split(';')).Select(p => p.Trim()).Where(p => p.Length > 0);

    private Answered? Number(Column column, FileRow row, string cell)
    {
        var plain = cell.Replace(" ", "").Replace("\u00a0", "");
        if (!plain.Contains('.') && plain.Count(c => c == ',') == 1) plain = plain.Replace(',', '.');
        if (double.TryParse(plain, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            return Answered.As(number.ToString("R", CultureInfo.InvariantCulture));
        Tell(row, $"{column.Map.First}: “{Told.Words(cell, 40)}” is no number. It counts as missing.");
        return null;
    }

    private Answered? Outside(Column column, FileRow row, string cell)
    {
        Tell(row, $"{column.Map.First}: “{Told.Words(cell, 40)}” is not among the answers of the question. It counts as missing.");
        return null;
    }

    private bool? YesNo(MappedColumn? column, FileRow row)
    {
        if (column is null) return null;
        var cell = row[file.Column(column.First)].Trim();
        var said = (column.Categories.FirstOrDefault(c => c.Value == cell)?.Label ?? cell).ToLowerInvariant().Trim();
        return said.Length == 0 ? null
            : said is "1" or "true" or "y" or "checked" || said.StartsWith("yes", StringComparison.Ordinal) || said.StartsWith("i agree", StringComparison.Ordinal) || said is "agree" ? true
            : false;
    }

    private long? When(FileRow row) =>
        answered is not null && WrittenMoment.Read(row[file.Column(answered.First)]) is { Succeeded: true } read ? read.Value : null;

    private void Tell(FileRow row, string message)
    {
        if (troubles.Count < MostTroubles) troubles.Add(new(file.Place(row), message));
        else untold++;
    }
}
