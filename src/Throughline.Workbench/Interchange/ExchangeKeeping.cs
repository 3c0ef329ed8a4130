using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.History;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Studies;

namespace Throughline.Workbench.Interchange;

/// <summary>Writes what a plan settled into the study, in the scope of one Change.</summary>
internal sealed class ExchangeKeeping(StudyScope scope, SaidRows said, ExchangePlan plan)
{
    private readonly Dictionary<string, Dictionary<string, PropertyInfo>> properties = [];
    private readonly Dictionary<string, HashSet<Guid>> known = [];
    private readonly Dictionary<Type, (Type Target, IProperty Column)[]> pointers = [];
    private readonly List<(SaidRow Row, IRecorded Kept)> kept = [];
    private int codes;
    private Dictionary<Guid, int> left = [];
    private Dictionary<Guid, int> versions = [];

    public List<ExchangeLoss> Losses { get; } = [];

    public async Task KeepAsync()
    {
        codes = await scope.Codes.CountAsync(scope.Cancel);
        // Words are never removed: those of a source that an undo took away still stand, under their versions.
        left = await scope.Texts.Where(t => !scope.Sources.Any(s => s.Id == t.SourceId)).GroupBy(t => t.SourceId)
            .Select(g => new { g.Key, Last = g.Max(t => t.Version) }).ToDictionaryAsync(g => g.Key, g => g.Last, scope.Cancel);
        var order = RecordedTypes.All.Select((t, n) => (t.Name, n)).ToDictionary(t => t.Name, t => t.n);
        foreach (var (row, standing, fields) in plan.Acts.OrderBy(a => order[a.Row.Kind]).ToList())
            if (standing is not null) await AlterAsync(row, standing, fields);
            else await AddAsync(row);
        await DefineAsync();
        foreach (var row in plan.Removals) await RemoveAsync(row);
    }

    /// <summary>What the file said and what now stands here, for the next exchange.</summary>
    public byte[] Remembered(IReadOnlyDictionary<(string Kind, Guid Id), Guid> aliases) => ExchangedItems.Write(said.All, row =>
    {
        var standing = added.TryGetValue((row.Kind, row.Id), out var fresh) ? fresh : plan.Here(row.Kind, row.Kind == nameof(Study) ? scope.StudyId : row.Id);
        if (standing is null) return null;
        return (name, value, there) =>
        {
            if (name == "#definition") return HereDefinition(row, standing);
            var here = plan.Value(standing, name);
            return Equals(here, value) ? there : ExchangedItems.Hash(here);
        };
    }, aliases);

    private readonly Dictionary<(string, Guid), IRecorded> added = [];
    private readonly Dictionary<Guid, string> defined = [];

    private long HereDefinition(SaidRow row, IRecorded standing) =>
        ExchangedItems.Hash(defined.TryGetValue(standing.Id, out var now) ? now : plan.Here(row.Kind, row.Id) is null ? row["#definition"] : plan.Definition(standing.Id));

    private async Task AddAsync(SaidRow row)
    {
        var type = RecordedTypes.Of(row.Kind);
        var fresh = type.Create();
        fresh.Id = row.Id;
        foreach (var (name, value) in row.Values) Write(fresh, name, value);
        Complete(fresh, row);
        if (await HangingAsync(fresh) is { } missing)
        {
            Losses.Add(new($"{RowWords.One(row.Kind)} {row.Id}", $"It belongs to a {RowWords.One(missing)} that is not there. It was left out."));
            return;
        }
        if (fresh is CodedSegment or Selection) scope.AddOneOfMany(fresh);
        else scope.Add(fresh);
        added[(row.Kind, row.Id)] = fresh;
        kept.Add((row, fresh));
        if (known.TryGetValue(row.Kind, out var ids)) ids.Add(row.Id);
    }

    /// <summary>The kind of row that it points at and that is not there; what may point at nothing is loosened instead.</summary>
    private async Task<string?> HangingAsync(IRecorded row)
    {
        if (!pointers.TryGetValue(row.GetType(), out var own))
            pointers[row.GetType()] = own =
            [
                .. from key in scope.Rows.Model.FindEntityType(row.GetType())!.GetForeignKeys()
                   where key.PrincipalEntityType.ClrType != typeof(Coder)
                   select (key.PrincipalEntityType.ClrType, key.Properties.Single(p => p.Name != nameof(IStudyRow.StudyId))),
            ];
        foreach (var (target, column) in own)
        {
            if (column.PropertyInfo!.GetValue(row) is not Guid id || (await KnownAsync(target)).Contains(id)) continue;
            if (!column.IsNullable) return target.Name;
            column.PropertyInfo.SetValue(row, null);
        }
        return null;
    }

    private async Task<HashSet<Guid>> KnownAsync(Type type)
    {
        if (known.TryGetValue(type.Name, out var ids)) return ids;
        ids = [.. await RecordedIds.OfAsync(scope, type)];
        foreach (var (row, standing, _) in plan.Acts)
            if (standing is null && row.Kind == type.Name) ids.Add(row.Id);
        return known[type.Name] = ids;
    }

    private void Complete(IRecorded row, SaidRow words)
    {
        if (row is Code code)
        {
            codes++;
            if (!words.Says("CreatedAt")) code.CreatedAt = scope.Now;
            if (!words.Says("Position")) code.Position = codes * Code.Step;
            if (!words.Says("Dye")) (code.Dye, code.Weave) = Dyes.Read(code.Colour) ?? Dyes.Nth(codes - 1);
            if (code.Dye is < 1 or > Dyes.Count) code.Dye = 1;
        }
        if (row is Source source)
        {
            Give(source, left.GetValueOrDefault(row.Id));
            if (source.AddedBy.Length == 0) source.AddedBy = scope.Actor.Name;
        }
        if (row is CodedSegment segment && !words.Says("DefinitionVersion")) segment.DefinitionVersion = -1;
        Keys(row);
    }

    /// <summary>The words of the file become the next version.</summary>
    private void Give(Source source, int last)
    {
        var (text, layout) = said.Texts.GetValueOrDefault(source.Id, ("", Layout.None));
        TextFacts.WriteTo(source, text, layout);
        source.TextVersion = last + 1;
        scope.AddUnrecorded(new SourceText { StudyId = scope.StudyId, SourceId = source.Id, Version = source.TextVersion, Text = text, Layout = layout.Write() });
    }

    private static void Keys(IRecorded row)
    {
        if (row.GetType().GetProperty("NameKey") is { } key && row.GetType().GetProperty("Name")?.GetValue(row) is string name) key.SetValue(row, NameKey.Of(name));
        if (row is Respondents.Respondent one) one.CodeKey = NameKey.Of(one.Code);
    }

    private async Task AlterAsync(SaidRow row, IRecorded standing, List<string> fields)
    {
        var entry = scope.Rows.Entry(standing);
        if (entry.State == EntityState.Detached) scope.Rows.Attach(standing);
        foreach (var name in fields) Write(standing, name, row[name]);
        if (standing is Code code && fields.Contains("Colour") && !row.Says("Dye") && Dyes.Read(code.Colour) is { } dyed) (code.Dye, code.Weave) = dyed;
        if (fields.Contains("#definition")) kept.Add((row, standing));
        if (standing is Source source && fields.Contains("#text"))
            Give(source, await scope.Texts.Where(t => t.SourceId == source.Id).MaxAsync(t => (int?)t.Version, scope.Cancel) ?? 0);
        Keys(standing);
    }

    private void Write(IRecorded row, string name, object? value)
    {
        if (name.StartsWith("#value:", StringComparison.Ordinal)) WriteValue(row, name["#value:".Length..], (string?)value ?? "");
        if (name[0] == '#') return;
        var column = name.TrimStart('+');
        if (!properties.TryGetValue(row.GetType().Name, out var byName)) properties[row.GetType().Name] = byName = row.GetType().GetProperties().ToDictionary(p => p.Name);
        if (!byName.TryGetValue(column, out var property)) return;
        if (value is null && property.PropertyType == typeof(long)) value = scope.Now;
        if (value is not null || Nullable.GetUnderlyingType(property.PropertyType) is not null || property.PropertyType == typeof(string)) property.SetValue(row, value);
    }

    private static void WriteValue(IRecorded row, string variable, string value)
    {
        var values = new OrderedDictionary<string, string>(ExchangePlan.Values(row)) { [variable] = value };
        var json = ParticipantText.Written(values);
        if (row is Participant participant) participant.Values = json;
        else ((Source)row).Values = json;
    }

    /// <summary>Definitions become the next version, unless the file brings the versions themselves.</summary>
    private async Task DefineAsync()
    {
        var brought = said.OfKind(nameof(CodeDefinition)).Where(d => !plan.LeftDefinitions.Contains(d.Id)).ToLookup(d => (Guid?)d["CodeId"]);
        foreach (var (row, standing) in kept.Where(k => k.Kept is Code).ToList())
        {
            var (code, meaning) = ((Code)standing, Definitions.Read((string?)row["#definition"] ?? ""));
            var own = brought[code.Id].FirstOrDefault(d => d["Version"] is int version && version == code.DefinitionVersion);
            var isSame = own is not null && Definitions.Written(Definitions.Read(Definitions.Written(MeaningOf(own)))) == (string?)row["#definition"];
            if (own is null && plan.Here(row.Kind, row.Id) is null) code.DefinitionVersion = 0;
            if (!isSame && (!meaning.IsEmpty || code.DefinitionVersion > 0)) meaning.AddTo(scope, code, "from an exchanged project");
            defined[code.Id] = Definitions.Written(meaning);
        }
        versions = await scope.Codes.AsNoTracking().ToDictionaryAsync(c => c.Id, c => c.DefinitionVersion, scope.Cancel);
        foreach (var code in kept.Select(k => k.Kept).OfType<Code>()) versions[code.Id] = code.DefinitionVersion;
        foreach (var segment in kept.Select(k => k.Kept).OfType<CodedSegment>().Where(s => s.DefinitionVersion < 0)) segment.DefinitionVersion = versions.GetValueOrDefault(segment.CodeId);
    }

    private static CodeMeaning MeaningOf(SaidRow d)
    {
        string Of(string field) => d[field] as string ?? "";
        return new(Of("Definition"), Of("WhenToUse"), Of("WhenNotToUse"), Of("TypicalExample"), Of("BorderlineExample"));
    }

    /// <summary>What others here hang on stays, and is told.</summary>
    private async Task RemoveAsync(IRecorded row)
    {
        var leaving = plan.Removals.Select(r => (r.GetType(), r.Id)).ToHashSet();
        foreach (var key in scope.Rows.Model.FindEntityType(row.GetType())!.GetReferencingForeignKeys())
        {
            var column = key.Properties.Single(p => p.Name != nameof(IStudyRow.StudyId));
            var pointing = await RecordedTypes.Of(key.DeclaringEntityType.ClrType.Name).PointingAsync(scope.Rows, scope.StudyId, column, [row.Id], scope.Cancel);
            if (!pointing.Any(p => !leaving.Contains((key.DeclaringEntityType.ClrType, p.Id)))) continue;
            Losses.Add(new($"{RowWords.One(row.GetType().Name)} {row.Id}", "It was removed there, but other things here stand on it. It stays."));
            return;
        }
        if (scope.Rows.Entry(row).State == EntityState.Detached) scope.Rows.Attach(row);
        scope.Rows.Remove(row);
    }
}

internal static class RecordedIds
{
    public static async Task<IReadOnlyList<Guid>> OfAsync(StudyScope scope, Type type) =>
        await (Task<List<Guid>>)typeof(RecordedIds).GetMethod(nameof(ReadAsync), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, [scope])!;

    private static Task<List<Guid>> ReadAsync<T>(StudyScope scope) where T : class, IRecorded =>
        scope.Rows.Set<T>().Where(r => r.StudyId == scope.StudyId).Select(r => r.Id).ToListAsync(scope.Cancel);
}
