using System.Security.Cryptography;
using System.Text;
using Throughline.Methods.Sampling;

namespace Throughline.Workbench.Sampling;

/// <summary>How far a sample is from the best that there can be under its wishes.</summary>
public static class BestOfSample
{
    /// <summary>Looks for the best sample of the desk's size under its wishes, and for the proof that there is none better.</summary>
    /// <param name="desk">The sample, which has a frame.</param>
    /// <param name="limit">How long to look at most.</param>
    /// <param name="cancel">Stops it.</param>
    public static BestSample Find(SampleDesk.Answer desk, TimeSpan limit, CancellationToken cancel) =>
        BestSample.Find(desk.Source!.Frame, desk.Source.Wishes, Known(desk), limit, cancel);

    /// <summary>What was picked helps the search only where it keeps all the wishes; else one is looked for that does.</summary>
    private static List<string>? Known(SampleDesk.Answer desk)
    {
        var (frame, wishes) = (desk.Source!.Frame, desk.Source.Wishes);
        var picked = desk.Picks.Select(l => l.Code).ToList();
        return picked.Count == wishes.Size && desk.Figures is { Broken.Count: 0 } && picked.TrueForAll(frame.Has)
            && !wishes.Excluded.Intersect(picked).Any() && !wishes.Must.Except(picked).Any() ? picked : null;
    }

    /// <summary>Differs where the best may differ: by who is in the frame with which values, and by what is wished.</summary>
    public static string PrintOf(SampleFrame source)
    {
        using var print = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string words) => print.AppendData(Encoding.UTF8.GetBytes(words + "\u0001"));
        foreach (var attribute in source.Frame.Attributes) Add($"{attribute.Name}\u0002{attribute.Kind}\u0002{attribute.Weight:R}");
        foreach (var quota in source.Wishes.Quotas) Add($"{string.Join('\u0002', quota.Cell.Select(b => $"{b.Attribute}\u0003{b.Band}"))}\u0002{quota.Minimum}\u0002{quota.Maximum}");
        foreach (var attribute in source.Frame.Attributes) Add(string.Join('\u0002', source.Frame.Bands(attribute.Name)));
        Add($"{source.Wishes.Size}");
        foreach (var must in source.Wishes.Must.Order(StringComparer.Ordinal)) Add(must);
        var away = source.Wishes.Excluded.ToHashSet(StringComparer.Ordinal);
        foreach (var person in source.Frame.People) Add($"{person.Id}\u0002{away.Contains(person.Id)}\u0002{string.Join('\u0002', person.Values)}");
        return Convert.ToHexStringLower(print.GetHashAndReset());
    }
}
