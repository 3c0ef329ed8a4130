using System.Security.Cryptography;
using Throughline.Workbench.Vault;

namespace Throughline.Storage.Vault;

/// <summary>
/// Vaults as files of a folder of their own, readable by their owner only. Snapshots and backups leave them out, so that
/// destroying one leaves no copy behind.
/// </summary>
public sealed class VaultFolder(string folder) : IVaultFiles
{
    public bool Exists(Guid study) => File.Exists(PathOf(study));

    public byte[]? Read(Guid study) => File.Exists(PathOf(study)) ? File.ReadAllBytes(PathOf(study)) : null;

    public void Write(Guid study, ReadOnlySpan<byte> bytes)
    {
        Directory.CreateDirectory(folder);
        var partial = $"{PathOf(study)}.partial";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(partial, options))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }
        File.Move(partial, PathOf(study), overwrite: true);
    }

    public void Destroy(Guid study)
    {
        if (!File.Exists(PathOf(study))) return;
        using (var file = new FileStream(PathOf(study), FileMode.Open, FileAccess.Write))
        {
            file.Write(RandomNumberGenerator.GetBytes((int)Math.Min(file.Length, int.MaxValue)));
            file.Flush(flushToDisk: true);
        }
        File.Delete(PathOf(study));
    }

    private string PathOf(Guid study) => Path.Combine(folder, $"{study:N}.vault");
}
