using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Throughline.App.Shell;

/// <summary>
/// Style sheets and scripts under an address that changes with what is in them, so that a browser keeps them for good and asks for
/// none of them again. Imports between modules are relative: they stay under that address.
/// </summary>
public static partial class PageFiles
{
    /// <summary>What every page wears, joined as it is served: a browser waits for each sheet that it is told of, kept or not.</summary>
    public const string CommonStyles = "/css/common.css";

    private const string Sign = "/v-";
    private static readonly string[] common = ["tokens", "base", "shell", "panes", "folds", "parts", "tables", "codes", "thread", "floats"];
    private static readonly object Key = new();
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "wwwroot");
    private static readonly Lazy<string> version = new(VersionOf);
    private static readonly Lazy<string> joined = new(() => string.Join('\n', common.Select(name => File.ReadAllText(Path.Combine(Folder, "css", name + ".css")))));

    private static readonly ConcurrentDictionary<string, IReadOnlyList<string>> modules = new();

    public static string Version => version.Value;

    /// <param name="path">As it stands under wwwroot: /css/base.css.</param>
    public static string At(string path) => $"{Sign}{Version}{path}";

    /// <summary>A module and all that it imports: a browser told of them at once need not find them one behind the other.</summary>
    public static IReadOnlyList<string> ModulesOf(string path) => modules.GetOrAdd(path, first =>
    {
        var found = new List<string> { first };
        for (var i = 0; i < found.Count; i++)
        {
            var text = File.ReadAllText(Path.Combine(Folder, found[i][1..]));
            var beside = new Uri(new Uri("file://"), found[i]);
            found.AddRange(Import().Matches(text).Select(m => new Uri(beside, m.Groups[1].Value).AbsolutePath).Distinct().Except(found).ToList());
        }
        return found;
    });

    /// <summary>Serves the kept addresses, and leads there from the plain ones, so that no module is loaded twice under two addresses.</summary>
    public static IApplicationBuilder UsePageFiles(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var path = context.Request.Path.Value ?? "";
        if (path.StartsWith(Sign, StringComparison.Ordinal) && path.IndexOf('/', Sign.Length) is > 0 and var at && IsOfPages(path[at..]))
        {
            context.Request.Path = path[at..];
            if (path.AsSpan(Sign.Length, at - Sign.Length).SequenceEqual(Version)) context.Items[Key] = true;
            if (context.Request.Path == CommonStyles) return TellCommonAsync(context);
        }
        else if (IsOfPages(path) && File.Exists(Path.Combine(Folder, path[1..])))
        {
            context.Response.Headers.CacheControl = "no-cache";
            context.Response.Redirect(At(path));
            return Task.CompletedTask;
        }
        return next(context);
    });

    /// <summary>Drawings are asked for again at every redrawing: they must be there while the server is not.</summary>
    public static string CacheControlOf(HttpContext context, string name) =>
        context.Items.ContainsKey(Key) ? "public, max-age=31536000, immutable" : name == "icons.svg" ? "max-age=300, stale-while-revalidate=86400" : "no-cache";

    private static Task TellCommonAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = CacheControlOf(context, CommonStyles);
        context.Response.ContentType = "text/css; charset=utf-8";
        return context.Response.WriteAsync(joined.Value, context.RequestAborted);
    }

    private static bool IsOfPages(string path) =>
        (path.StartsWith("/css/", StringComparison.Ordinal) || path.StartsWith("/js/", StringComparison.Ordinal)) && !path.Contains("..", StringComparison.Ordinal);

    private static string VersionOf()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(Folder, file)));
            hash.AppendData(File.ReadAllBytes(file));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }

    [GeneratedRegex(@"^import (?:[^'""]*from )?'(\.[^']+)';", RegexOptions.Multiline)]
    private static partial Regex Import();
}
