#:project ../src/Throughline.Methods/Throughline.Methods.csproj
#:property PublishAot=false

// Writes samples/link-workers/respondents.csv and respondent-participants.csv: 342 invented respondents of the demonstration study.
//
//   dotnet run scripts/respondents.cs
//
// The same seed gives the same files. P01 to P20 are twenty of them, with the attributes that participants.csv gives them. Scores
// are drawn so that the odds ratios come near the published ones (Tierney and others, BJGP Open 2025): job discrepancy against
// having thought of leaving in the past 6.9 per 30 units, in the future 4.9; self-efficacy, per 10 less, against the past 1.9 and
// against the future about none. Outcomes are drawn anew until the fitted ratios lie within 6 % of these.

using System.Globalization;
using System.Runtime.CompilerServices;
using Throughline.Methods.Survey;

const int Respondents = 342;
var random = new Random(20251112);
var root = Path.GetDirectoryName(Path.GetDirectoryName(Here()))!;
var samples = Path.Combine(root, "samples", "link-workers");
string[] Lines(string file) => [.. File.ReadAllLines(Path.Combine(root, "scripts", "respondents", file)).Where(l => l.Length > 0)];

var participants = File.ReadAllLines(Path.Combine(samples, "participants.csv")).Skip(1).Where(l => l.Length > 0).Select(l => l.Split(',')).ToList();
var places = Enumerable.Range(0, Respondents).OrderBy(_ => random.Next()).Take(participants.Count).Order().ToList();
var order = Enumerable.Range(0, participants.Count).OrderBy(_ => random.Next()).ToList();

var people = new List<Person>();
for (var i = 0; i < Respondents; i++)
{
    var place = places.IndexOf(i);
    people.Add(place < 0 ? Anybody() : Known(participants[order[place]]));
}
DrawOutcomes();
Answer("confident.txt", 0.37, (p, words) => p.Confident = words);
Answer("change.txt", 0.39, (p, words) => p.Change = words);
Write();

Person Anybody()
{
    var person = new Person
    {
        Employer = Pick(("voluntary", 34), ("primary care", 38), ("local authority", 12), ("hospital", 7), ("housing", 5), ("other", 4)),
        Region = Pick(("North of England", 23), ("Midlands", 16), ("East of England", 10), ("London", 12), ("South of England", 22), ("Wales", 7), ("Scotland", 7), ("Northern Ireland", 3)),
        Gender = Pick(("woman", 84), ("man", 13), ("non-binary", 1), ("not said", 2)),
        Months = Math.Clamp((int)Math.Round(Math.Exp(Normal(2.9, 0.85))), 1, 96),
        MayContact = random.NextDouble() < 0.64,
    };
    var efficacy = Normal(27, 5.0);
    Score(person, efficacy, Normal(58 - (1.0 * (efficacy - 27)), 19));
    return person;
}

Person Known(string[] cells)
{
    var person = new Person
    {
        Participant = cells[0], Gender = cells[1], Region = cells[4], Months = int.Parse(cells[5], CultureInfo.InvariantCulture), MayContact = true, MayQuote = true, Next = cells[7],
        Employer = cells[3] switch { "Voluntary sector" => "voluntary", "Primary care" => "primary care", "Local authority" => "local authority", "Hospital trust" => "hospital", _ => "housing" },
    };
    do Score(person, cells[6] switch { "low" => 20, "middling" => 26, _ => 31 }, cells[7] switch { "yes" => Normal(80, 8), "no" => Normal(44, 9), _ => Normal(61, 6) });
    while (Band(person.Ose.Sum()!.Value) != cells[6]);
    return person;
}

// As the demonstration bands self-efficacy: below 24, 24 to below 29, 29 and above.
static string Band(int score) => score < 24 ? "low" : score < 29 ? "middling" : "high";

void Score(Person person, double efficacy, double discrepancy)
{
    for (var i = 0; i < person.Ose.Length; i++) person.Ose[i] = Math.Clamp((int)Math.Round(Normal(efficacy / 6, 0.75)), 1, 6);
    for (var i = 0; i < person.Jd.Length; i++) person.Jd[i] = Math.Clamp((int)Math.Round(Normal(discrepancy / 12, 1.7)), 0, 10);
    person.Efficacy = person.Ose.Sum()!.Value;
    person.Discrepancy = person.Jd.Sum()!.Value;
    if (person.Participant.Length > 0) return;
    // One in twelve leaves an item out, as people do.
    if (random.NextDouble() < 0.04) person.Ose[random.Next(6)] = null;
    if (random.NextDouble() < 0.05) person.Jd[random.Next(12)] = null;
    if (random.NextDouble() < 0.01) Array.Fill(person.Jd, null);
}

void DrawOutcomes()
{
    for (var round = 0; round < 5000; round++)
    {
        foreach (var person in people)
        {
            var (d, e) = (person.Discrepancy - 58, person.Efficacy - 27);
            person.Past = Said(-0.45 + (Math.Log(6.86) / 30 * d) - (Math.Log(1.91) / 10 * e), 0.05);
            if (person.Participant.Length == 0) person.Next = Said(-0.75 + (Math.Log(4.86) / 30 * d), 0.09);
            else if (person.Next == "yes") person.Past = "yes";
        }
        var past = Fit(p => p.Past);
        var next = Fit(p => p.Next);
        bool Near(double found, double wanted) => Math.Abs(Math.Log(found / wanted)) < 0.06;
        if (!Near(past.Jd, 6.86) || !Near(past.Ose, 1.91) || !Near(next.Jd, 4.86) || Math.Abs(Math.Log(next.Ose)) > 0.15) continue;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}: past {past.Jd:0.00} per 30, {past.Ose:0.00} per 10 less; next {next.Jd:0.00} per 30, {next.Ose:0.00} per 10 less"));
        return;
    }
    throw new InvalidOperationException("No draw came near.");
}

// Both predictors in one model, as they are published; who is unsure has not said yes.
(double Jd, double Ose) Fit(Func<Person, string> outcome)
{
    var model = LogisticRegression.Fit(
        [.. people.Select(p => (bool?)(outcome(p) == "yes"))],
        [new NumericPredictor("jd", [.. people.Select(p => p.Total(p.Jd))], 30), new NumericPredictor("ose", [.. people.Select(p => p.Total(p.Ose))], -10)]);
    return model.Fault is null ? (model.Terms[1].Odds.Ratio, model.Terms[2].Odds.Ratio) : (0.01, 0.01);
}

string Said(double logOdds, double unsure) =>
    random.NextDouble() < unsure ? "unsure" : random.NextDouble() < 1 / (1 + Math.Exp(-logOdds)) ? "yes" : "no";

void Answer(string file, double share, Action<Person, string> give)
{
    var lines = Lines(file);
    var deck = lines.Concat(lines).OrderBy(_ => random.Next()).ToList();
    foreach (var person in people.Where(p => p.Participant.Length > 0 || random.NextDouble() < share))
    {
        if (deck.Count == 0) return;
        give(person, deck[^1]);
        deck.RemoveAt(deck.Count - 1);
    }
}

void Write()
{
    string[] heads = ["response", "may_contact", "may_quote", "employer", "region", "gender", "months_in_role", .. Enumerable.Range(1, 6).Select(i => $"ose_{i}"), .. Enumerable.Range(1, 12).Select(i => $"jd_{i}"), "leave_past", "leave_next", "open_confident", "open_change"];
    var rows = people.Select((p, i) => string.Join(',', new[] { $"LW{1000 + (i * 7) + random.Next(7)}", p.MayContact ? "yes" : "no", p.MayQuote || random.NextDouble() < 0.8 ? "yes" : "no", p.Employer, p.Region, p.Gender, $"{p.Months}" }
        .Concat(p.Ose.Select(v => $"{v}")).Concat(p.Jd.Select(v => $"{v}")).Append(p.Past).Append(p.Next).Append(Quoted(p.Confident)).Append(Quoted(p.Change))));
    File.WriteAllText(Path.Combine(samples, "respondents.csv"), string.Join('\n', rows.Prepend(string.Join(',', heads))) + "\n");
    var ties = people.Select((p, i) => (p.Participant, Code: $"R{i + 1:000}")).Where(t => t.Participant.Length > 0).Select(t => $"{t.Code},{t.Participant}");
    File.WriteAllText(Path.Combine(samples, "respondent-participants.csv"), string.Join('\n', ties.Prepend("respondent,participant")) + "\n");
}

static string Quoted(string words) => words.Length == 0 ? "" : $"\"{words.Replace("\"", "\"\"")}\"";

string Pick(params (string Value, int Weight)[] of)
{
    var at = random.Next(of.Sum(o => o.Weight));
    foreach (var (value, weight) in of)
        if ((at -= weight) < 0) return value;
    return of[^1].Value;
}

double Normal(double mean, double deviation) =>
    mean + (deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));

static string Here([CallerFilePath] string path = "") => path;

internal sealed class Person
{
    public string Participant { get; init; } = "";
    public string Employer { get; init; } = "";
    public string Region { get; init; } = "";
    public string Gender { get; init; } = "";
    public int Months { get; init; }
    public bool MayContact { get; init; }
    public bool MayQuote { get; init; }
    public int?[] Ose { get; } = new int?[6];
    public int?[] Jd { get; } = new int?[12];
    public int Efficacy { get; set; }
    public int Discrepancy { get; set; }
    public string Past { get; set; } = "";
    public string Next { get; set; } = "";
    public string Confident { get; set; } = "";
    public string Change { get; set; } = "";

    /// <summary>The score; an item left out counts as the mean of the others, one at most.</summary>
    public double? Total(int?[] items) => items.Count(i => i is null) > 1 ? null : items.Average() * items.Length;
}
