using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Throughline.Formats.RefiQda;
using Throughline.Workbench.Interchange;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Studies;

namespace Throughline.Workbench.Tests.Interchange;

/// <summary>Out of one study and into a new one, and what stands in both.</summary>
internal static class RoundTrip
{
    public static readonly ExportWishes Everything = new() { Purpose = ExportWishes.Analysis };

    public static async Task<(MemoryStream File, ExchangeReport Report)> OutAsync(Desk desk, Guid study, ExportWishes? wishes = null)
    {
        var file = new MemoryStream();
        var done = await desk.Get<ExportProject>().DoAsync(study, Desk.Maren, new(Guid.CreateVersion7(), "out.qdpx", wishes ?? Everything, file), default);
        Assert.True(done.Succeeded, done.Problem?.Detail);
        file.Position = 0;
        return (file, done.Value.Value);
    }

    public static RefiProject Read(Stream file)
    {
        file.Position = 0;
        using var reading = RefiReader.Read(file, "out.qdpx");
        Assert.All(reading.Losses, l => Assert.Contains("lies outside the project", l.Message));
        return reading.Project;
    }

    public static async Task<ExchangeReport> InAsync(Desk desk, Guid study, Stream file, ExchangeChoices? choices = null, string name = "out.qdpx")
    {
        file.Position = 0;
        var read = OfferedProject.Read(file, name);
        Assert.True(read.Succeeded, read.Problem?.Detail);
        using (read.Value.Reading)
        {
            var done = await desk.Get<ImportProject>().DoAsync(study, Desk.Maren, new(Guid.CreateVersion7(), read.Value.Project, choices ?? ExchangeChoices.None), default);
            Assert.True(done.Succeeded, done.Problem?.Detail);
            return done.Value.Value;
        }
    }

    public static async Task<Guid> IntoNewAsync(Desk desk, Stream file, string name = "out.qdpx", string called = "Copy")
    {
        var study = Guid.CreateVersion7();
        Assert.True((await desk.Get<CreateStudy>().DoAsync(Desk.Maren, new(study, called), default)).Succeeded);
        await InAsync(desk, study, file, name: name);
        return study;
    }

    public static void Valid(MemoryStream file)
    {
        file.Position = 0;
        Assert.DoesNotContain(RefiValidator.Check(file, "out.qdpx"), f => f.Severity == RefiSeverity.Error);
        file.Position = 0;
    }

    /// <summary>Every recorded row but exchanges, with every field that a project file can bring.</summary>
    public static Task<List<string>> RowsAsync(Desk desk, Guid study) => desk.LookAsync(async db =>
    {
        var coders = await db.Coders.Where(c => c.StudyId == study).ToDictionaryAsync(c => $"{c.StudyId}{c.Id}", c => c.Name);
        var rows = coders.Values.Select(c => "Coder " + c).ToList();
        foreach (var kind in RecordedTypes.All.Where(k => k.Name is not ("Exchange" or "VaultEvent")))
            await foreach (var row in kind.AllAsync(db, study)) rows.Add($"{kind.Name} {Said(row, coders)}");
        foreach (var source in await db.Sources.Where(s => s.StudyId == study).ToListAsync())
            rows.Add(await db.Texts.Where(t => t.StudyId == study && t.SourceId == source.Id && t.Version == source.TextVersion).Select(t => $"{t.SourceId} {t.Text} {t.Layout}").SingleAsync());
        return rows.Order(StringComparer.Ordinal).ToList();
    });

    /// <summary>Every recorded row but exchanges, by its kind and id.</summary>
    public static Task<Dictionary<(string Kind, Guid Id), IRecorded>> ByIdAsync(Desk desk, Guid study) => desk.LookAsync(async db =>
    {
        var rows = new Dictionary<(string, Guid), IRecorded>();
        foreach (var kind in RecordedTypes.All.Where(k => k.Name is not ("Exchange" or "VaultEvent" or "Study")))
            await foreach (var row in kind.AllAsync(db, study)) rows[(kind.Name, row.Id)] = row;
        return rows;
    });

    /// <summary>The fields of rows that stand in both studies and are not the same there: the kind with the field, and as it is in each.</summary>
    public static async Task<List<(string Field, Guid Id, string First, string Second)>> DifferingAsync(Desk desk, Guid first, Guid second)
    {
        var (coders, before, after) = (await CodersAsync(desk), await ByIdAsync(desk, first), await ByIdAsync(desk, second));
        return [.. from row in before where after.ContainsKey(row.Key)
            let other = Fields(after[row.Key], coders)
            from field in Fields(row.Value, coders)
            let now = other[field.Key]
            where !JsonNode.DeepEquals(field.Value, now)
            select ($"{row.Key.Kind}.{field.Key}", row.Key.Id, field.Value?.ToJsonString() ?? "null", now?.ToJsonString() ?? "null")];
    }

    private static Task<Dictionary<string, string>> CodersAsync(Desk desk) =>
        desk.LookAsync(db => db.Coders.ToDictionaryAsync(c => $"{c.StudyId}{c.Id}", c => c.Name));

    private static string Said(IRecorded row, Dictionary<string, string> coders) => Fields(row, coders).ToJsonString();

    private static JsonObject Fields(IRecorded row, Dictionary<string, string> coders)
    {
        var fields = JsonSerializer.SerializeToNode<object>(row)!.AsObject();
        foreach (var own in new[] { "StudyId", "Blob", "FileBytes", "TextVersion", "PublicKey", "Place" }) fields.Remove(own);
        if (row is Study) foreach (var own in new[] { "Id", "Name", "NameKey", "CreatedAt" }) fields.Remove(own);
        foreach (var by in new[] { "CoderId", "AuthorId" })
            if (fields[by] is JsonNode id) fields[by] = coders[$"{row.StudyId}{id.GetValue<string>()}"];
        return fields;
    }
}
