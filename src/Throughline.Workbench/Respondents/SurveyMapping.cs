using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Throughline.Formats.Surveys;

namespace Throughline.Workbench.Respondents;

/// <summary>How one column of a file of answers is taken, or several where they are the boxes of one question.</summary>
/// <param name="Use">One of <see cref="SurveyMapping.Uses"/>.</param>
/// <param name="Name">The name of the variable.</param>
/// <param name="Label">The question as it was asked.</param>
/// <param name="Kind">One of <see cref="Variable.Kinds"/>.</param>
/// <param name="From">The columns of the file.</param>
public sealed record MappedColumn(string Use, string Name, string Label, string Kind, IReadOnlyList<string> From)
{
    /// <summary>Why it is taken so, or dropped.</summary>
    public string Why { get; init; } = "";

    /// <summary>The variable that it filled; null before its first import.</summary>
    public Guid? Variable { get; init; }
    public IReadOnlyList<Category> Categories { get; init; } = [];
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>What stands between several answers in one cell; null where there is one.</summary>
    public string? Separator { get; init; }

    [JsonIgnore]
    public string First => From[0];
}

/// <summary>How the columns of a file of answers are understood. Kept with the questionnaire, so that a later export is read alike.</summary>
public sealed partial record SurveyMapping(IReadOnlyList<MappedColumn> Columns)
{
    public const string Answer = "answer", Id = "id", MayContact = "may contact", MayQuote = "may quote", Answered = "answered at", Dropped = "dropped",
        VaultName = "vault name", VaultEmail = "vault email", VaultTelephone = "vault telephone", VaultAddress = "vault address";

    public static readonly IReadOnlyList<string> Uses = [Answer, Id, MayContact, MayQuote, Answered, VaultName, VaultEmail, VaultTelephone, VaultAddress, Dropped];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public MappedColumn? For(string use) => Columns.FirstOrDefault(c => c.Use == use);

    /// <summary>Whether a column goes into the identity vault, and nowhere else.</summary>
    public static bool IsForVault(string use) => use.StartsWith("vault ", StringComparison.Ordinal);

    /// <summary>Why contact details are dropped where there is no vault; that is not remembered, since there may be one at the next import.</summary>
    public const string NoVault = "Contact details go into the identity vault only, and this study has none yet.";

    /// <summary>Where there is no vault, contact details have nowhere to go.</summary>
    public SurveyMapping WithoutVault() => new([.. Columns.Select(c => IsForVault(c.Use) ? c with { Use = Dropped, Why = NoVault } : c)]);

    public string Written() => JsonSerializer.Serialize(this, Json);

    /// <summary>Null where it is no mapping.</summary>
    public static SurveyMapping? Read(string json)
    {
        try
        {
            var read = JsonSerializer.Deserialize<SurveyMapping>(json, Json);
            return read?.Columns is { } columns && columns.All(c => c.From is { Count: > 0 } && Uses.Contains(c.Use) && Respondents.Variable.Kinds.Contains(c.Kind)) ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>As the columns were taken for when they were read.</summary>
    public static SurveyMapping Guess(SurveyFile file)
    {
        var (found, grouped) = (new List<MappedColumn>(), new HashSet<string>());
        for (var i = 0; i < file.Columns.Count; i++)
        {
            var column = file.Columns[i];
            if (column is { Box: not null, Group: { } group, IsDropped: false })
            {
                if (grouped.Add(group.Name)) found.Add(Boxes(group, [.. file.Columns.Where(c => c.Group == group && c.Box is not null)]));
            }
            else found.Add(One(column, file.IdColumn == i));
        }
        return new(Single(found));
    }

    /// <summary>This mapping for a file: what it does not know is guessed; what the file lacks is told by its absence.</summary>
    public SurveyMapping For(SurveyFile file)
    {
        var held = Columns.Where(c => c.From.Any(f => file.Column(f) >= 0)).ToList();
        var known = Columns.SelectMany(c => c.From).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var isIdentified = held.Exists(c => c.Use == Id);
        held.AddRange(Guess(file).Columns.Where(c => !c.From.Any(known.Contains)).Select(c => c.Use == Id && isIdentified ? c with { Use = Dropped } : c));
        return new(held);
    }

    /// <summary>With another column as the one that names a response.</summary>
    public SurveyMapping IdentifiedBy(string column) => new([.. Columns.Select(c =>
        c.From.Contains(column, StringComparer.OrdinalIgnoreCase) ? c with { Use = Id } : c.Use == Id ? c with { Use = Dropped, Why = "Another column names the responses." } : c)]);

    /// <summary>How much of this mapping's columns a file has, 0 to 1.</summary>
    public double ShareIn(SurveyFile file)
    {
        var names = Columns.SelectMany(c => c.From).ToList();
        return names.Count == 0 ? 0 : names.Count(n => file.Column(n) >= 0) / (double)names.Count;
    }

    private static MappedColumn One(SurveyColumn column, bool isId)
    {
        var kind = KindOf(column);
        var use = isId ? Id : ForVault(column) ?? (column.IsDropped || column.Kind is SurveyKind.PersonalTrace or SurveyKind.ContactDetail ? Dropped
            : IsOfDay(column) ? Answered : Asks(column, ContactWords()) ? MayContact : Asks(column, QuoteWords()) ? MayQuote
            : column.Kind is SurveyKind.Metadata or SurveyKind.Id ? Dropped : Answer);
        var why = IsForVault(use) ? $"{column.Why} It goes into the identity vault, and nowhere else." : column.DropReason ?? (column.Kind == SurveyKind.ContactDetail ? "Contact details go into the identity vault only." : column.Why);
        return new(use, Short(column.Name), Short(column.Label, 2000), kind, [column.Name])
        {
            Why = why, Categories = [.. column.Categories.Select(c => new Category(c.Value, c.Label))],
            Missing = column.Missing.Values, Separator = column.AnswerSeparator,
        };
    }

    private static MappedColumn Boxes(SurveyGroup group, List<SurveyColumn> boxes) =>
        new(Answer, Short(group.Name), Short(group.Label, 2000), Respondents.Variable.Multiple, [.. boxes.Select(b => b.Name)])
        {
            Why = boxes[0].Why, Categories = [.. boxes.Select(b => new Category(b.Box!.Label, b.Box.Label)).DistinctBy(c => c.Value)],
        };

    /// <summary>One column at most says each of these; further ones are answers like any other.</summary>
    private static List<MappedColumn> Single(List<MappedColumn> columns)
    {
        var seen = new HashSet<string>();
        return columns.ConvertAll(c => c.Use is MayContact or MayQuote && !seen.Add(c.Use) ? c with { Use = Answer }
            : c.Use == Answered && !seen.Add(c.Use) ? c with { Use = Dropped, Why = "Another column tells when it was answered." } : c);
    }

    private static string? ForVault(SurveyColumn column) => (column.Kind, column.Detail) switch
    {
        (SurveyKind.ContactDetail, PersonalDetail.Name) => VaultName,
        (SurveyKind.ContactDetail, PersonalDetail.Email) => VaultEmail,
        (SurveyKind.ContactDetail, PersonalDetail.Phone) => VaultTelephone,
        (SurveyKind.ContactDetail, PersonalDetail.Address) => VaultAddress,
        _ => null,
    };

    private static string KindOf(SurveyColumn column) => column.Kind switch
    {
        SurveyKind.Number => Respondents.Variable.Number,
        SurveyKind.SingleChoice => Respondents.Variable.Nominal,
        SurveyKind.MultipleChoice => Respondents.Variable.Multiple,
        SurveyKind.ScaleItem => Respondents.Variable.Ordinal,
        SurveyKind.Date => Respondents.Variable.Date,
        _ => Respondents.Variable.Text,
    };

    private static bool IsOfDay(SurveyColumn column) =>
        column.Kind is SurveyKind.Metadata or SurveyKind.Date && NameOfDay().IsMatch(column.Name);

    private static bool Asks(SurveyColumn column, Regex words) =>
        column.Kind is SurveyKind.SingleChoice or SurveyKind.ScaleItem or SurveyKind.Number && (words.IsMatch(column.Name) || words.IsMatch(column.Label));

    private static string Short(string words, int length = Respondents.Variable.NameLength) => words.Length > length ? words[..length] : words;

    [GeneratedRegex(@"may[ _]?(we[ _]|be[ _]?)?contact|(happy|willing|agree)\b.{0,40}\b(contacted|approached|interview)|contact[ _]?(consent|ok|me)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ContactWords();

    [GeneratedRegex(@"may[ _]?(be[ _]?)?quot|(happy|willing|agree)\b.{0,40}\bquoted", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex QuoteWords();

    [GeneratedRegex(@"^(recorded ?date|end ?date|date ?(ended|submitted|modified)|submit(ted)?[ _]?(at|date)|completed[ _]?(at|date)|timestamp)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NameOfDay();
}
