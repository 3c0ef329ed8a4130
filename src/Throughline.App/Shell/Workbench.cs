using Throughline.Storage;
using Throughline.Workbench.History;
using Throughline.Workbench.Sampling;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Vault;

namespace Throughline.App.Shell;

/// <summary>What pages, REST and commands all stand on: an open data folder, and every verb and question.</summary>
public static class WorkbenchParts
{
    public static IServiceCollection AddWorkbench(this IServiceCollection services, DataFolder folder)
    {
        services.AddSingleton(folder).AddSingleton(folder.Dbs).AddSingleton<IBlobs>(folder.Blobs).AddSingleton<IVaultFiles>(folder.Vaults);
        var texts = new TextCache();
        folder.Restored += texts.Clear;
        services.AddSingleton(TimeProvider.System).AddSingleton<ChangeFeed>().AddSingleton(texts).AddSingleton<StudyStore>();
        services.AddSingleton<SampleProofs>();
        services.AddSingleton<IdentityVaults>().AddSingleton<IVaultDrop>(parts => parts.GetRequiredService<IdentityVaults>());
        foreach (var type in typeof(IVerb).Assembly.GetTypes().Concat(typeof(WorkbenchParts).Assembly.GetTypes()))
            if (type is { IsClass: true, IsAbstract: false } && (type.IsAssignableTo(typeof(IVerb)) || type.IsAssignableTo(typeof(IQuestion))))
                services.AddSingleton(type);
        return services;
    }
}
