using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Storage;
using Throughline.Workbench.Access;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.History;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Studies;
using Throughline.Workbench.Vault;

namespace Throughline.Workbench.Tests;

/// <summary>A workbench on a database of its own, with one study open on it.</summary>
public sealed class Desk : IAsyncDisposable
{
    public static readonly Actor Maren = new("Maren Holt"), Idris = new("Idris Kaya");

    private readonly ServiceProvider services;
    private readonly string path;

    private Desk(DataFolder folder, ServiceProvider services, string path) => (Folder, this.services, this.path) = (folder, services, path);

    public DataFolder Folder { get; }
    public Guid Study { get; } = Guid.CreateVersion7();

    public static async Task<Desk> OpenAsync(Engine engine)
    {
        var path = Directory.CreateTempSubdirectory("throughline-desk-").FullName;
        var folder = await TestDatabases.OpenAsync(engine, path);
        var services = new ServiceCollection();
        services.AddSingleton(folder).AddSingleton(folder.Dbs).AddSingleton<IBlobs>(folder.Blobs).AddSingleton(TimeProvider.System);
        services.AddSingleton<ChangeFeed>().AddSingleton(new TextCache()).AddSingleton<StudyStore>();
        services.AddSingleton<IVaultFiles>(folder.Vaults).AddSingleton<IdentityVaults>().AddSingleton<Throughline.Workbench.Sampling.SampleProofs>().AddSingleton<IVaultDrop>(parts => parts.GetRequiredService<IdentityVaults>());
        foreach (var type in typeof(IVerb).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false }))
            if (type.IsAssignableTo(typeof(IVerb)) || type.IsAssignableTo(typeof(IQuestion))) services.AddSingleton(type);
        var desk = new Desk(folder, services.BuildServiceProvider(), path);
        Assert.True((await desk.Get<CreateStudy>().DoAsync(Maren, new(desk.Study, "Link workers"), default)).Succeeded);
        return desk;
    }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>A code at the top of the codebook.</summary>
    public async Task<Code> CodeAsync(string name, Guid? parent = null) =>
        (await Get<AddCode>().DoAsync(Study, Maren, new(Guid.CreateVersion7(), name, parent), default)).Value.Value;

    /// <summary>A plain source with these words, put in place without a file.</summary>
    public async Task<Source> SourceAsync(string name, string text, Layout? layout = null)
    {
        var source = new Source { Id = Guid.CreateVersion7(), Name = name, NameKey = NameKey.Of(name), Kind = "text", Length = text.Length };
        source.Astral = string.Join(',', Methods.Anchors.TextPositions.Of(text).Astral);
        var done = await Get<StudyStore>().ChangeAsync<Source>(Study, Maren, Right.EditSources, scope =>
        {
            scope.Add(source);
            scope.AddUnrecorded(new SourceText { StudyId = Study, SourceId = source.Id, Version = 1, Text = text, Layout = (layout ?? Layout.None).Write() });
            scope.Record("AddSource", $"added {name}");
            return Task.FromResult<Outcome<Source>>(source);
        }, default);
        return done.Value.Value;
    }

    public Task<Outcome<Done<PlacedSegment>>> CodeAsync(Source source, Code code, int start, int end, Guid? id = null, Actor? actor = null) =>
        Get<ApplyCode>().DoAsync(Study, actor ?? Maren, new(id ?? Guid.CreateVersion7(), source.Id.ToString(), code.Id.ToString(), start, end), default);

    public async Task<IReadOnlyList<SegmentsOfSource.Line>> SegmentsAsync(Source source) =>
        (await Get<SegmentsOfSource>().AskAsync(Study, Maren, source.Id.ToString(), default)).Value.Segments;

    public Task<Outcome<Done<ChangeLine>>> UndoAsync(long? number = null) => Get<UndoChange>().DoAsync(Study, Maren, number, default);

    public Task<Outcome<Done<ChangeLine>>> RedoAsync(long? number = null) => Get<UndoChange>().RedoAsync(Study, Maren, number, default);

    /// <summary>Looks at rows directly, to see what really stands in the database.</summary>
    public async Task<T> LookAsync<T>(Func<StudyDb, Task<T>> look)
    {
        await using var db = Folder.Dbs.Create();
        return await look(db);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await TestDatabases.DropAsync(Folder);
        Folder.Dispose();
        Directory.Delete(path, recursive: true);
    }
}
