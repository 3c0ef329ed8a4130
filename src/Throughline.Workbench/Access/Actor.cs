namespace Throughline.Workbench.Access;

/// <summary>Who acts. On one's own computer that is the person at the keyboard, who owns every study.</summary>
public sealed record Actor(string Name, Role Role = Role.Owner);

/// <summary>A respondent answers on a public page, and can do and see nothing else.</summary>
public enum Role { Owner, Coder, Reader, Respondent }

public enum Right { Read, Code, WriteNotes, EditCodebook, EditSources, EditThemes, EditRecruitment, OpenVault, EditStudy, Answer }

/// <summary>The one table of who may do what.</summary>
public static class Rights
{
    public static bool Allows(Role role, Right right) => role switch
    {
        Role.Owner => true,
        Role.Coder => right is Right.Read or Right.Code or Right.WriteNotes or Right.EditCodebook,
        Role.Respondent => right is Right.Answer,
        _ => right is Right.Read,
    };

    public static string Told(Right right) => right switch
    {
        Right.Read => "read",
        Right.Code => "code",
        Right.WriteNotes => "write notes",
        Right.EditCodebook => "change the codebook",
        Right.EditSources => "change sources",
        Right.EditThemes => "change themes",
        Right.EditRecruitment => "change the questionnaire, the respondents and the sample",
        Right.Answer => "answer a questionnaire",
        Right.OpenVault => "open the identity vault",
        _ => "change the study",
    };
}
