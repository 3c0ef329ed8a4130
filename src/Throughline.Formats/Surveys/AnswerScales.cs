using System.Text.RegularExpressions;

namespace Throughline.Formats.Surveys;

/// <summary>The wordings of scales that surveys use again and again, each from one end to the other.</summary>
internal static partial class AnswerScales
{
    private static readonly string[] Wordings =
    [
        "strongly disagree|completely disagree|totally disagree|fully disagree;mostly disagree;disagree|tend to disagree|rather disagree;"
        + "somewhat disagree|slightly disagree|moderately disagree;neither agree nor disagree|neutral|undecided|neither|not sure|unsure;"
        + "somewhat agree|slightly agree|moderately agree;agree|tend to agree|rather agree;mostly agree;strongly agree|completely agree|totally agree|fully agree",
        "never|none of the time|not at all;almost never|hardly ever;rarely|seldom|once in a while|a little of the time;"
        + "occasionally|some of the time;sometimes|about half the time|several days;often|fairly often|frequently|a good bit of the time|more than half the days;"
        + "usually|most of the time|very often;almost always|nearly every day;always|all of the time|constantly",
        "very dissatisfied|extremely dissatisfied|completely dissatisfied;dissatisfied;somewhat dissatisfied|slightly dissatisfied;"
        + "neither satisfied nor dissatisfied|neutral|neither;somewhat satisfied|slightly satisfied;satisfied;very satisfied|extremely satisfied|completely satisfied",
        "very poor|terrible|very bad;poor|bad;fair|average|acceptable|neither good nor poor|neither good nor bad;good;very good;excellent",
        "very unlikely|extremely unlikely|definitely not;unlikely|probably not;somewhat unlikely;neither likely nor unlikely|neutral|possibly|might or might not;"
        + "somewhat likely;likely|probably;very likely|extremely likely|definitely",
        "not at all|not;a little|slightly|very little|a little bit|not very;somewhat|moderately|a moderate amount;quite a bit|quite|a lot|considerably|mostly|very;"
        + "extremely|very much|a great deal|completely|totally",
        "not at all important|not important;slightly important|of little importance|not very important;moderately important|somewhat important|fairly important;"
        + "important;very important;extremely important|essential",
        "very difficult|extremely difficult;difficult;somewhat difficult;neither easy nor difficult|neutral;somewhat easy;easy;very easy|extremely easy",
        "not at all confident;slightly confident|not very confident;somewhat confident|moderately confident|fairly confident;confident|quite confident;very confident;"
        + "extremely confident|completely confident",
        "much worse;worse;somewhat worse|slightly worse;about the same|the same|no change;somewhat better|slightly better;better;much better",
        "very low;low;medium|moderate|average;high;very high",
    ];

    private static readonly IReadOnlyList<Dictionary<string, int>> Scales = [.. Wordings.Select(Ranks)];

    private static readonly HashSet<string> NoAnswers =
    [
        "not applicable", "n/a", "na", "prefer not to say", "prefer not to answer", "don't know", "don\u2019t know", "do not know",
        "no answer", "not answered", "rather not say", "does not apply", "i don't know", "i don\u2019t know",
    ];

    /// <summary>The answers in the order of the scale that they are the steps of, those that are no answers apart; null where they are none.</summary>
    public static (IReadOnlyList<string> Steps, IReadOnlyList<string> Missing)? Order(IReadOnlyCollection<string> answers)
    {
        var missing = answers.Where(a => NoAnswers.Contains(Key(a))).ToList();
        var steps = answers.Except(missing).ToList();
        if (steps.Count < 2 || steps.Count > 12)
            return null;
        foreach (var scale in Scales)
            if (steps.TrueForAll(s => scale.ContainsKey(Key(s))))
                return ([.. steps.OrderBy(s => scale[Key(s)])], missing);
        return null;
    }

    private static Dictionary<string, int> Ranks(string wording)
    {
        var ranks = new Dictionary<string, int>();
        var step = 0;
        foreach (var words in wording.Split(';'))
        {
            foreach (var word in words.Split('|'))
                ranks.TryAdd(word, step);
            step++;
        }
        return ranks;
    }

    /// <summary>Without a number before or behind it: "5 = Strongly agree", "Strongly agree (5)".</summary>
    private static string Key(string answer) => Number().Replace(answer, "").Trim().ToLowerInvariant();

    [GeneratedRegex(@"^\s*\(?\d{1,2}\)?\s*[-=:.\u2013\u2014)]*\s*(?=\D)|\s*\(\d{1,2}\)\s*\z")]
    private static partial Regex Number();
}
