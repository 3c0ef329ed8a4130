using System.Globalization;
using System.Text.Json;

namespace Throughline.App.Tests.Cli;

public sealed class SampleProposeTests : IDisposable
{
    private readonly DataDirectory desk = new();

    private readonly List<(string Code, string Gender, int Months, string Region)> people =
        [.. Enumerable.Range(0, 60).Select(i => ($"R{i:00}", i % 7 == 0 ? "man" : "woman", i * 37 % 41, $"region {i * 11 % 5}"))];

    private string Respondents => desk.Write(
        "respondents.csv", "code,gender,months,region,agreed\n" + string.Concat(people.Select((p, i) => $"{p.Code},{p.Gender},{p.Months},{p.Region},{(i % 3 == 0 ? "no" : "yes")}\n")));

    [Fact]
    public async Task A_sample_straight_from_a_file_is_scored_by_gower_and_proven()
    {
        string[] words = ["sample", "propose", Respondents, "--size", "8", "--vary", "gender,months,region", "--id", "code", "--seed", "7"];
        var answer = await desk.JsonAsync(0, words);
        var picked = answer.GetProperty("picked").EnumerateArray().Select(p => p.GetString()!).ToList();
        Assert.Equal(8, picked.Distinct().Count());
        Assert.Equal(Score(picked, 1), answer.GetProperty("score").GetDouble(), 9);
        Assert.Equal(answer.GetProperty("score").GetDouble(), answer.GetProperty("optimum").GetDouble(), 9);
        Assert.True(answer.GetProperty("bound").GetDouble() >= answer.GetProperty("optimum").GetDouble());
        Assert.Equal(7, answer.GetProperty("seed").GetInt32());
        var (covered, of) = (answer.GetProperty("coverage").GetProperty("bands").GetInt32(), answer.GetProperty("coverage").GetProperty("of").GetInt32());
        Assert.Equal((10, of - covered), (of, answer.GetProperty("empty").GetArrayLength()));
        Assert.InRange(covered, 8, 10);
        Assert.Equal(picked, (await desk.JsonAsync(0, words)).GetProperty("picked").EnumerateArray().Select(p => p.GetString()!));
        Assert.False(Directory.Exists(desk.Data));
    }

    [Fact]
    public async Task Weights_quotas_and_people_are_kept()
    {
        var answer = await desk.JsonAsync(0, "sample", "propose", Respondents, "--size", "6", "--vary", "gender,months,region", "--weights", "months=3", "--min", "gender=man:2",
            "--max", "gender=man&region=region 0:0", "--must", "R04", "--exclude", "R07", "--only", "agreed=yes", "--cross", "gender,region", "--cut", "months=10,20", "--prove", "0");
        var picked = answer.GetProperty("picked").EnumerateArray().Select(p => p.GetString()!).ToList();
        var chosen = people.Where(p => picked.Contains(p.Code)).ToList();
        Assert.True(chosen.Count(p => p.Gender == "man") >= 2);
        Assert.DoesNotContain(chosen, p => p is { Gender: "man", Region: "region 0" });
        Assert.Contains("R04", picked);
        Assert.DoesNotContain(picked, p => p == "R07" || int.Parse(p[1..], CultureInfo.InvariantCulture) % 3 == 0);
        Assert.Equal(Score(picked, 3), answer.GetProperty("score").GetDouble(), 9);
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("optimum").ValueKind);
        Assert.Contains(answer.GetProperty("empty").EnumerateArray(), e => e.GetProperty("cell").TryGetProperty("region", out _) && e.GetProperty("reason").GetString() == "notRecruited");
        Assert.Equal(["< 10", "10 to < 20", "≥ 20"], answer.GetProperty("coverage").GetProperty("attributes")[1].GetProperty("bands").EnumerateArray().Select(b => b.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task What_cannot_be_done_is_told_and_ends_with_its_code()
    {
        string[] asked = ["--size", "6", "--vary", "gender,months,region"];
        async Task Refused(int exit, string words, params string[] more)
        {
            var ran = await desk.RunAsync(["sample", "propose", .. more]);
            Assert.True(ran.Exit == exit && ran.Errors.Contains(words, StringComparison.Ordinal), $"{string.Join(' ', more)}: {ran.Exit}, {ran.Errors}");
            Assert.Equal("", ran.Output);
        }
        await Refused(2, "Name a file", asked);
        await Refused(2, "--size is 1 or more", Respondents, "--size", "0", "--vary", "gender");
        await Refused(2, "column=value:5", [Respondents, .. asked, "--min", "gender=man"]);
        await Refused(4, "shoe", Respondents, "--size", "6", "--vary", "gender,shoe");
        await Refused(4, "gender: robot", [Respondents, .. asked, "--min", "gender=robot:1"]);
        await Refused(4, "nowhere.csv", ["nowhere.csv", .. asked]);
        await Refused(3, "61 people are wanted", Respondents, "--size", "61", "--vary", "gender");
        await Refused(3, "more than once, in lines 2, 3", [desk.Write("twice.csv", "code,gender,months,region\nA,w,1,n\nA,m,2,s\n"), .. asked]);
        await Refused(3, "Line 3: It has more cells", [desk.Write("ragged.csv", "code,gender,months,region\nA,w,1,n\nB,m,2,s,x\n"), .. asked]);
        await Refused(3, "empty in line 3", [desk.Write("nameless.csv", "code,gender,months,region\nA,w,1,n\n,m,2,s\n"), .. asked]);
        await Refused(5, "At least 10 of gender: man (there are 9", [Respondents, "--size", "12", "--vary", "gender,months,region", "--min", "gender=man:10"]);
    }

    public void Dispose() => desk.Dispose();

    private double Score(List<string> picked, double months)
    {
        var range = people.Max(p => p.Months) - people.Min(p => p.Months);
        var chosen = people.Where(p => picked.Contains(p.Code)).ToList();
        var pairs = chosen.SelectMany((a, i) => chosen.Take(i).Select(b =>
            ((a.Gender != b.Gender ? 1 : 0) + (months * Math.Abs(a.Months - b.Months) / range) + (a.Region != b.Region ? 1 : 0)) / (2 + months)));
        return pairs.Average();
    }
}
