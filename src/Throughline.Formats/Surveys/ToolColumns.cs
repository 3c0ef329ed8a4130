namespace Throughline.Formats.Surveys;

/// <summary>The columns that survey tools add to the answers, by the names that they give them.</summary>
internal static class ToolColumns
{
    private const string Ip = "An IP address finds a household or a workplace, and no analysis here needs it.";
    private const string Where = "It says where the respondent sat when answering, which was not asked.";
    private const string Machine = "It says which device was used, which was not asked and helps to recognise a person.";

    private static readonly Dictionary<string, Known> Names = new()
    {
        ["responseid"] = new(SurveyKind.Id, "names the response"),
        ["recordid"] = new(SurveyKind.Id, "names the response"),
        ["respondentid"] = new(SurveyKind.Id, "names the response"),
        ["uniqueresponsenumber"] = new(SurveyKind.Id, "names the response"),
        ["uniqueresponseid"] = new(SurveyKind.Id, "names the response"),
        ["responsenumber"] = new(SurveyKind.Id, "names the response"),
        ["externaldatareference"] = new(SurveyKind.Id, "is the reference that was given with the invitation"),
        ["externalreference"] = new(SurveyKind.Id, "is the reference that was given with the invitation"),
        ["redcapsurveyidentifier"] = new(SurveyKind.Id, "names the respondent of a survey"),
        ["collectorid"] = new(SurveyKind.Metadata, "says which link was used"),
        ["startdate"] = new(SurveyKind.Metadata, "says when the response was begun"),
        ["starttime"] = new(SurveyKind.Metadata, "says when the response was begun"),
        ["started"] = new(SurveyKind.Metadata, "says when the response was begun"),
        ["enddate"] = new(SurveyKind.Metadata, "says when the response was ended"),
        ["completiontime"] = new(SurveyKind.Metadata, "says when the response was ended"),
        ["completed"] = new(SurveyKind.Metadata, "says when the response was ended"),
        ["completeddate"] = new(SurveyKind.Metadata, "says when the response was ended"),
        ["completiondate"] = new(SurveyKind.Metadata, "says when the response was ended"),
        ["submitdate"] = new(SurveyKind.Metadata, "says when the response was ended"),
        ["lastmodifiedtime"] = new(SurveyKind.Metadata, "says when the response was last changed"),
        ["datemodified"] = new(SurveyKind.Metadata, "says when the response was last changed"),
        ["datecreated"] = new(SurveyKind.Metadata, "says when the response was begun"),
        ["timestamp"] = new(SurveyKind.Metadata, "says when the response was sent"),
        ["recordeddate"] = new(SurveyKind.Metadata, "says when the response was recorded"),
        ["status"] = new(SurveyKind.Metadata, "tells answers from previews"),
        ["responsetype"] = new(SurveyKind.Metadata, "tells answers from previews"),
        ["responseset"] = new(SurveyKind.Metadata, "says which set the response is in"),
        ["progress"] = new(SurveyKind.Metadata, "says how much was answered"),
        ["lastpage"] = new(SurveyKind.Metadata, "says how much was answered"),
        ["duration"] = new(SurveyKind.Metadata, "says how long it took"),
        ["durationinseconds"] = new(SurveyKind.Metadata, "says how long it took"),
        ["finished"] = new(SurveyKind.Metadata, "says whether the response was completed"),
        ["distributionchannel"] = new(SurveyKind.Metadata, "says how the survey was sent"),
        ["userlanguage"] = new(SurveyKind.Metadata, "says which language was used"),
        ["startlanguage"] = new(SurveyKind.Metadata, "says which language was used"),
        ["seed"] = new(SurveyKind.Metadata, "is a random number of the tool"),
        ["customdata1"] = new(SurveyKind.Metadata, "was given with the invitation"),
        ["redcapeventname"] = new(SurveyKind.Metadata, "says at which event it was asked"),
        ["redcaprepeatinstrument"] = new(SurveyKind.Metadata, "says which form was repeated"),
        ["redcaprepeatinstance"] = new(SurveyKind.Metadata, "counts the repetitions of a form"),
        ["redcapdataaccessgroup"] = new(SurveyKind.Metadata, "says which group may see the record"),
        ["locationaccuracy"] = new(SurveyKind.PersonalTrace, "says where the respondent was", PersonalDetail.Location, Where),
        ["locationlatitude"] = new(SurveyKind.PersonalTrace, "says where the respondent was", PersonalDetail.Location, Where),
        ["locationlongitude"] = new(SurveyKind.PersonalTrace, "says where the respondent was", PersonalDetail.Location, Where),
        ["ipaddress"] = new(SurveyKind.PersonalTrace, "is an IP address", PersonalDetail.IpAddress, Ip),
        ["ipaddr"] = new(SurveyKind.PersonalTrace, "is an IP address", PersonalDetail.IpAddress, Ip),
        ["ip"] = new(SurveyKind.PersonalTrace, "is an IP address", PersonalDetail.IpAddress, Ip),
        ["latitude"] = new(SurveyKind.PersonalTrace, "says where the respondent was", PersonalDetail.Location, Where),
        ["longitude"] = new(SurveyKind.PersonalTrace, "says where the respondent was", PersonalDetail.Location, Where),
        ["useragent"] = new(SurveyKind.PersonalTrace, "says which device was used", PersonalDetail.Device, Machine),
        ["browser"] = new(SurveyKind.PersonalTrace, "says which device was used", PersonalDetail.Device, Machine),
        ["deviceid"] = new(SurveyKind.PersonalTrace, "says which device was used", PersonalDetail.Device, Machine),
        ["recipientlastname"] = new(SurveyKind.ContactDetail, "is a name", PersonalDetail.Name),
        ["recipientfirstname"] = new(SurveyKind.ContactDetail, "is a name", PersonalDetail.Name),
        ["recipientemail"] = new(SurveyKind.ContactDetail, "is an e-mail address", PersonalDetail.Email),
    };

    /// <summary>Names that are the tool's only where the tool is known; elsewhere they may be questions.</summary>
    private static readonly HashSet<string> OnlyOfTools =
        ["status", "progress", "started", "completed", "finished", "duration", "seed", "ip", "startdate", "enddate", "duration", "recordid"];

    private static readonly (string End, string What, bool IsDevice)[] Parts =
    [
        ("_Browser", "says which browser was used", true),
        ("_Version", "says which browser was used", true),
        ("_Operating System", "says which system was used", true),
        ("_Resolution", "says how large the screen was", true),
        ("_First Click", "says when the page was first clicked", false),
        ("_Last Click", "says when the page was last clicked", false),
        ("_Page Submit", "says how long the page was open", false),
        ("_Click Count", "counts the clicks on the page", false),
    ];

    public static void Apply(ColumnDraft column, SurveyOrigin origin)
    {
        foreach (var (words, part) in new[] { (column.Tag, "import id"), (column.Name, "name"), (column.Label, "heading") })
            if (Names.TryGetValue(Key(words), out var known) && (origin != SurveyOrigin.Plain || !OnlyOfTools.Contains(Key(words))))
            {
                known.Take(column, $"Its {part} \u201C{words}\u201D {known.What}.");
                return;
            }
        if (origin != SurveyOrigin.Qualtrics)
            return;
        foreach (var (end, what, isDevice) in Parts)
            if (column.Name.EndsWith(end, StringComparison.OrdinalIgnoreCase))
                new Known(isDevice ? SurveyKind.PersonalTrace : SurveyKind.Metadata, what,
                    isDevice ? PersonalDetail.Device : PersonalDetail.None, isDevice ? Machine : null).Take(column, $"Qualtrics {what}.");
        if (column.Name.StartsWith("Q_", StringComparison.Ordinal))
            column.Take(SurveyKind.Metadata, "Names that begin with \u201CQ_\u201D are of Qualtrics itself.");
    }

    public static string Reason(PersonalDetail detail) =>
        detail switch { PersonalDetail.IpAddress => Ip, PersonalDetail.Location => Where, _ => Machine };

    /// <summary>Letters and digits alone, in small letters.</summary>
    public static string Key(string words) =>
        words.Length > 60 ? "" : string.Concat(words.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private sealed record Known(SurveyKind Kind, string What, PersonalDetail Detail = PersonalDetail.None, string? Drop = null)
    {
        public void Take(ColumnDraft column, string why)
        {
            if (column.Take(Kind, why))
                (column.Detail, column.DropReason) = (Detail, Drop);
        }
    }
}
