using Throughline.Formats.RefiQda;

namespace Throughline.Formats.Tests.RefiQda;

public sealed class RefiPositionTests
{
    private const string Text = "First 🌱 line of words,\nsecond 🌿 line; plenty here\nand a third 🌳 with more\n\nThe end of it all";

    public static TheoryData<bool, bool, bool, bool> Rules()
    {
        var rules = new TheoryData<bool, bool, bool, bool>();
        foreach (var units in new[] { true, false })
            foreach (var two in new[] { true, false })
                foreach (var mark in new[] { true, false })
                    foreach (var last in new[] { true, false })
                        rules.Add(units, two, mark, last);
        return rules;
    }

    /// <summary>A program of each habit writes every word as a selection; without its name the habit is found, and every word comes back.</summary>
    [Theory]
    [MemberData(nameof(Rules))]
    public void Any_habit_is_found_by_score(bool utf16, bool crlfTwo, bool mark, bool last)
    {
        var words = System.Text.RegularExpressions.Regex.Matches(Text, @"\w+").Select(m => (m.Index, End: m.Index + m.Length)).ToList();
        int Counted(int at)
        {
            var before = Text[..at];
            var units = utf16 ? before.Length : before.EnumerateRunes().Count();
            return units + (crlfTwo ? before.Count(c => c == '\n') : 0) + (mark ? 1 : 0);
        }

        var selections = words.Select(w => $"{Counted(w.Index)}-{Counted(w.End) - (last ? 1 : 0)}").ToArray();
        using var reading = RefiZip.Read(RefiZip.Of(
            RefiZip.OneText("internal://a.txt", "origin='Somebody’s own 1'", selections), ("a.txt", "\uFEFF" + Text.Replace("\n", "\r\n", StringComparison.Ordinal))));
        var text = (RefiTextSource)reading.Project.Sources[0];
        Assert.Equal(Text, text.Text);
        Assert.Equal(words, text.Selections.Select(s => (s.Start, s.End)));
        var rule = reading.Positions.Rule;
        Assert.Equal((utf16, crlfTwo, mark, last), (rule.Unit is RefiUnit.Utf16, rule.CrlfCountsTwo, rule.MarkCounts, rule.EndIsLast));
        Assert.Equal((RefiRuleBasis.Scored, 1.0), (reading.Positions.Basis, reading.Positions.Score));
    }

    [Fact]
    public void A_program_that_left_its_habit_is_overruled_where_the_words_say_so()
    {
        const string Words = "🌱🌱🌱 one two three four five six seven eight nine ten eleven twelve thirteen";
        var words = System.Text.RegularExpressions.Regex.Matches(Words, @"\w+").Select(m => $"{m.Index - 3}-{m.Index + m.Length - 3}").ToArray();
        using var reading = RefiZip.Read(RefiZip.Of(RefiZip.OneText("internal://a.txt", "origin='NVivo 99'", words), ("a.txt", Words)));
        Assert.Equal((RefiRuleBasis.Scored, RefiUnit.CodePoint), (reading.Positions.Basis, reading.Positions.Rule.Unit));
    }

    [Theory]
    [InlineData("internal://a.txt", RefiPathKind.Internal, "a.txt")]
    [InlineData("a.txt", RefiPathKind.Internal, "a.txt")]
    [InlineData("internal:///a.txt", RefiPathKind.Internal, "a.txt")]
    [InlineData("relative:///AR/John.mp4", RefiPathKind.Relative, "AR/John.mp4")]
    [InlineData("absolute:///C:/PROJECT/x.mp4", RefiPathKind.Absolute, "C:/PROJECT/x.mp4")]
    [InlineData("absolute://C:/PROJECT/x.mp4", RefiPathKind.Absolute, "C:/PROJECT/x.mp4")]
    [InlineData("absolute:///Users/me/x.mp4", RefiPathKind.Absolute, "/Users/me/x.mp4")]
    [InlineData("C:\\PROJECT\\x.mp4", RefiPathKind.Absolute, "C:/PROJECT/x.mp4")]
    [InlineData("/home/me/x.mp4", RefiPathKind.Absolute, "/home/me/x.mp4")]
    public void Paths_are_understood_with_any_scheme(string path, RefiPathKind kind, string location) =>
        Assert.Equal((kind, location), (new RefiPath(path).Kind, new RefiPath(path).Location));

    [Theory]
    [InlineData("AD68FBE7-E1EE-4A82-A279-23CC698C89EB", true)]
    [InlineData("{ad68fbe7-e1ee-4a82-a279-23cc698c89eb}", true)]
    [InlineData("ad68fbe7-e1ee-4a82-a279-23cc698c89eb", true)]
    [InlineData("user 1", false)]
    public void Ids_are_kept_as_written_and_compared_by_value(string text, bool isGuid)
    {
        var guid = new RefiGuid(text);
        Assert.Equal((text, isGuid), (guid.Text, guid.IsWellFormed));
        Assert.Equal(guid, new RefiGuid(text.ToUpperInvariant()));
        Assert.Equal(guid, new RefiGuid(guid.Value));
        Assert.True(new RefiGuid(guid.Valid).IsWellFormed);
    }
}
