using System.Text.RegularExpressions;

namespace Throughline.Formats.Surveys;

/// <summary>Columns that hold names, addresses and traces of persons, told by their headings and by what stands in them.</summary>
internal static partial class PersonalWords
{
    public static void Apply(ColumnDraft column, ColumnValues values)
    {
        if (column.Kind is not (null or SurveyKind.ContactDetail))
            return;
        if (ByAnswers(values) is { } found)
            Take(column, found.Detail, found.Why);
        else if (column.Kind is null && column.Box is null && !LooksAnswered(values) && ByHeading(column) is { } told)
            Take(column, told, $"Its heading \u201C{Shown(column)}\u201D asks for {Words(told)}.");
        if (column.Kind == SurveyKind.ContactDetail && column.Detail == PersonalDetail.None)
            column.Detail = ByHeading(column) ?? PersonalDetail.None;
    }

    private static void Take(ColumnDraft column, PersonalDetail detail, string why)
    {
        if (!column.Take(detail == PersonalDetail.IpAddress ? SurveyKind.PersonalTrace : SurveyKind.ContactDetail, why))
            return;
        column.Detail = detail;
        if (column.Kind == SurveyKind.PersonalTrace)
            column.DropReason = ToolColumns.Reason(detail);
    }

    private static (PersonalDetail Detail, string Why)? ByAnswers(ColumnValues values) =>
        values.Mostly(values.Emails, 0.6) ? (PersonalDetail.Email, "Its answers are e-mail addresses.")
        : values.Mostly(values.Addresses) ? (PersonalDetail.IpAddress, "Its answers are IP addresses.")
        : values.Mostly(values.Phones) && values.Numeric == 0 ? (PersonalDetail.Phone, "Its answers are telephone numbers.")
        : null;

    /// <summary>Whether the answers are few and repeated, so that they describe many people: "Contact by e-mail?" yes, no.</summary>
    private static bool LooksAnswered(ColumnValues values) =>
        values.Filled >= 8 && !values.IsMany && values.Distinct.Count <= Math.Max(2, values.Filled / 4);

    private static PersonalDetail? ByHeading(ColumnDraft column)
    {
        foreach (var words in new[] { column.Tag, column.Label, column.Name })
            if (words.Length is > 0 and <= 80)
            {
                var plain = words.Replace('_', ' ');
                PersonalDetail? found = EmailWords().IsMatch(plain) ? PersonalDetail.Email
                    : PhoneWords().IsMatch(plain) ? PersonalDetail.Phone
                    : AddressWords().IsMatch(plain) ? PersonalDetail.Address
                    : NameWords().IsMatch(plain) ? PersonalDetail.Name
                    : null;
                if (found is not null)
                    return found;
            }
        return null;
    }

    private static string Shown(ColumnDraft column) => column.Label.Length <= 80 ? column.Label : column.Label[..79] + "\u2026";

    private static string Words(PersonalDetail detail) => detail switch
    {
        PersonalDetail.Email => "an e-mail address",
        PersonalDetail.Phone => "a telephone number",
        PersonalDetail.Address => "an address",
        _ => "a name",
    };

    [GeneratedRegex(@"(^|[^a-z])e-?mail( address(es)?)?( \(.*\))?\W*\z|^(your |contact )?e-?mail", RegexOptions.IgnoreCase)]
    private static partial Regex EmailWords();

    [GeneratedRegex(@"\b(tele)?phone( ?(number|no\.?|\d))?\W*\z|\b(mobile|cell)( (phone )?(number|no\.?))?\W*\z|^telephone\b", RegexOptions.IgnoreCase)]
    private static partial Regex PhoneWords();

    [GeneratedRegex(
        @"^(your |home |postal |street |mailing |full )*address( ?(line )?\d)?\W*\z|- address( \d)?\W*\z|\b(zip|post(al)?)[ /-]*(postal )?code\W*\z|\bstreet\b.*\b(city|zip|number)\b|^(street|postcode|zip)\W*\z",
        RegexOptions.IgnoreCase)]
    private static partial Regex AddressWords();

    [GeneratedRegex(
        @"^(what is )?(your |respondent('s)? |participant('s)? |contact )?((first|last|middle|full|sur|given|family|maiden|preferred)[ -]?)?names?( (first|last))?\W*\z|- (your )?((first|last|full)[ -]?)?name\W*\z|\b(first|last|full|family|given|maiden) ?name\W*\z|\bsurname\W*\z",
        RegexOptions.IgnoreCase)]
    private static partial Regex NameWords();
}
