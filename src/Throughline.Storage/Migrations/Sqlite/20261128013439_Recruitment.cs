using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Throughline.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Recruitment : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "RespondentId",
                table: "Speakers",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Height",
                table: "Sources",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "MediaId",
                table: "Sources",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Values",
                table: "Sources",
                type: "TEXT",
                nullable: false,
                defaultValue: "{}");

            migrationBuilder.AddColumn<byte[]>(
                name: "VariableId",
                table: "Sources",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Width",
                table: "Sources",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "FromMs",
                table: "Segments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Page",
                table: "Segments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "SelectionId",
                table: "Segments",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ToMs",
                table: "Segments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "X1",
                table: "Segments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "X2",
                table: "Segments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Y1",
                table: "Segments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Y2",
                table: "Segments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AnswerSheets",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    QuestionnaireId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    KeyHash = table.Column<string>(type: "TEXT", nullable: false),
                    Answers = table.Column<string>(type: "TEXT", nullable: false),
                    BegunAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SavedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RespondentId = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AnswerSheets", x => new { x.StudyId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Questionnaires",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Thanks = table.Column<string>(type: "TEXT", nullable: false),
                    Origin = table.Column<string>(type: "TEXT", nullable: false),
                    Mapping = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    PublicKey = table.Column<string>(type: "TEXT", nullable: false),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndsAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Cap = table.Column<int>(type: "INTEGER", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Questionnaires", x => new { x.StudyId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Samples",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", nullable: false),
                    Size = table.Column<int>(type: "INTEGER", nullable: false),
                    Seed = table.Column<int>(type: "INTEGER", nullable: false),
                    Wishes = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    FrozenAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Frozen = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Samples", x => new { x.StudyId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "VaultEvents",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    What = table.Column<string>(type: "TEXT", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    Detail = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VaultEvents", x => new { x.StudyId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "QuestionnaireVersions",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    QuestionnaireId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Form = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QuestionnaireVersions", x => new { x.StudyId, x.Id });
                    table.ForeignKey(
                        name: "FK_QuestionnaireVersions_Questionnaires_StudyId_QuestionnaireId",
                        columns: x => new { x.StudyId, x.QuestionnaireId },
                        principalTable: "Questionnaires",
                        principalColumns: new[] { "StudyId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "Questions",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    QuestionnaireId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Position = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Help = table.Column<string>(type: "TEXT", nullable: false),
                    Required = table.Column<bool>(type: "INTEGER", nullable: false),
                    Options = table.Column<string>(type: "TEXT", nullable: false),
                    Least = table.Column<double>(type: "REAL", nullable: true),
                    Most = table.Column<double>(type: "REAL", nullable: true),
                    ShownWhere = table.Column<string>(type: "TEXT", nullable: false),
                    ConsentUse = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Questions", x => new { x.StudyId, x.Id });
                    table.ForeignKey(
                        name: "FK_Questions_Questionnaires_StudyId_QuestionnaireId",
                        columns: x => new { x.StudyId, x.QuestionnaireId },
                        principalTable: "Questionnaires",
                        principalColumns: new[] { "StudyId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "Respondents",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Code = table.Column<string>(type: "TEXT", nullable: false),
                    CodeKey = table.Column<string>(type: "TEXT", nullable: false),
                    QuestionnaireId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    QuestionnaireVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Values = table.Column<string>(type: "TEXT", nullable: false),
                    ImportKey = table.Column<string>(type: "TEXT", nullable: false),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AddedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    MayContact = table.Column<bool>(type: "INTEGER", nullable: true),
                    WithdrawnAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ParticipantId = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Respondents", x => new { x.StudyId, x.Id });
                    table.ForeignKey(
                        name: "FK_Respondents_Participants_StudyId_ParticipantId",
                        columns: x => new { x.StudyId, x.ParticipantId },
                        principalTable: "Participants",
                        principalColumns: new[] { "StudyId", "Id" });
                    table.ForeignKey(
                        name: "FK_Respondents_Questionnaires_StudyId_QuestionnaireId",
                        columns: x => new { x.StudyId, x.QuestionnaireId },
                        principalTable: "Questionnaires",
                        principalColumns: new[] { "StudyId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "Variables",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", nullable: false),
                    Label = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Of = table.Column<string>(type: "TEXT", nullable: false),
                    Position = table.Column<long>(type: "INTEGER", nullable: false),
                    QuestionnaireId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    QuestionId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Categories = table.Column<string>(type: "TEXT", nullable: false),
                    Missing = table.Column<string>(type: "TEXT", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Variables", x => new { x.StudyId, x.Id });
                    table.ForeignKey(
                        name: "FK_Variables_Questionnaires_StudyId_QuestionnaireId",
                        columns: x => new { x.StudyId, x.QuestionnaireId },
                        principalTable: "Questionnaires",
                        principalColumns: new[] { "StudyId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "Approaches",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SampleId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    RespondentId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    On = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Approaches", x => new { x.StudyId, x.Id });
                    table.ForeignKey(
                        name: "FK_Approaches_Respondents_StudyId_RespondentId",
                        columns: x => new { x.StudyId, x.RespondentId },
                        principalTable: "Respondents",
                        principalColumns: new[] { "StudyId", "Id" });
                    table.ForeignKey(
                        name: "FK_Approaches_Samples_StudyId_SampleId",
                        columns: x => new { x.StudyId, x.SampleId },
                        principalTable: "Samples",
                        principalColumns: new[] { "StudyId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "Consents",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    RespondentId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ParticipantId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Use = table.Column<string>(type: "TEXT", nullable: false),
                    Given = table.Column<bool>(type: "INTEGER", nullable: false),
                    Wording = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    WithdrawnAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Consents", x => new { x.StudyId, x.Id });
                    table.ForeignKey(
                        name: "FK_Consents_Participants_StudyId_ParticipantId",
                        columns: x => new { x.StudyId, x.ParticipantId },
                        principalTable: "Participants",
                        principalColumns: new[] { "StudyId", "Id" });
                    table.ForeignKey(
                        name: "FK_Consents_Respondents_StudyId_RespondentId",
                        columns: x => new { x.StudyId, x.RespondentId },
                        principalTable: "Respondents",
                        principalColumns: new[] { "StudyId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "Picks",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SampleId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    RespondentId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Origin = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    ReplacesId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    DroppedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DropReason = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Picks", x => new { x.StudyId, x.Id });
                    table.ForeignKey(
                        name: "FK_Picks_Respondents_StudyId_RespondentId",
                        columns: x => new { x.StudyId, x.RespondentId },
                        principalTable: "Respondents",
                        principalColumns: new[] { "StudyId", "Id" });
                    table.ForeignKey(
                        name: "FK_Picks_Samples_StudyId_SampleId",
                        columns: x => new { x.StudyId, x.SampleId },
                        principalTable: "Samples",
                        principalColumns: new[] { "StudyId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "Bands",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    VariableId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    From = table.Column<double>(type: "REAL", nullable: true),
                    To = table.Column<double>(type: "REAL", nullable: true),
                    Values = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Bands", x => new { x.StudyId, x.Id });
                    table.ForeignKey(
                        name: "FK_Bands_Variables_StudyId_VariableId",
                        columns: x => new { x.StudyId, x.VariableId },
                        principalTable: "Variables",
                        principalColumns: new[] { "StudyId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "Scales",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", nullable: false),
                    VariableId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Combine = table.Column<string>(type: "TEXT", nullable: false),
                    Items = table.Column<string>(type: "TEXT", nullable: false),
                    ItemLeast = table.Column<double>(type: "REAL", nullable: false),
                    ItemMost = table.Column<double>(type: "REAL", nullable: false),
                    MostMissing = table.Column<int>(type: "INTEGER", nullable: false),
                    Direction = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Scales", x => new { x.StudyId, x.Id });
                    table.ForeignKey(
                        name: "FK_Scales_Variables_StudyId_VariableId",
                        columns: x => new { x.StudyId, x.VariableId },
                        principalTable: "Variables",
                        principalColumns: new[] { "StudyId", "Id" });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Speakers_StudyId_RespondentId",
                table: "Speakers",
                columns: new[] { "StudyId", "RespondentId" });

            migrationBuilder.CreateIndex(
                name: "IX_AnswerSheets_KeyHash",
                table: "AnswerSheets",
                column: "KeyHash");

            migrationBuilder.CreateIndex(
                name: "IX_Approaches_StudyId_RespondentId",
                table: "Approaches",
                columns: new[] { "StudyId", "RespondentId" });

            migrationBuilder.CreateIndex(
                name: "IX_Approaches_StudyId_SampleId",
                table: "Approaches",
                columns: new[] { "StudyId", "SampleId" });

            migrationBuilder.CreateIndex(
                name: "IX_Bands_StudyId_VariableId",
                table: "Bands",
                columns: new[] { "StudyId", "VariableId" });

            migrationBuilder.CreateIndex(
                name: "IX_Consents_StudyId_ParticipantId",
                table: "Consents",
                columns: new[] { "StudyId", "ParticipantId" });

            migrationBuilder.CreateIndex(
                name: "IX_Consents_StudyId_RespondentId",
                table: "Consents",
                columns: new[] { "StudyId", "RespondentId" });

            migrationBuilder.CreateIndex(
                name: "IX_Picks_StudyId_RespondentId",
                table: "Picks",
                columns: new[] { "StudyId", "RespondentId" });

            migrationBuilder.CreateIndex(
                name: "IX_Picks_StudyId_SampleId",
                table: "Picks",
                columns: new[] { "StudyId", "SampleId" });

            migrationBuilder.CreateIndex(
                name: "IX_Questionnaires_PublicKey",
                table: "Questionnaires",
                column: "PublicKey");

            migrationBuilder.CreateIndex(
                name: "IX_QuestionnaireVersions_StudyId_QuestionnaireId",
                table: "QuestionnaireVersions",
                columns: new[] { "StudyId", "QuestionnaireId" });

            migrationBuilder.CreateIndex(
                name: "IX_Questions_StudyId_QuestionnaireId",
                table: "Questions",
                columns: new[] { "StudyId", "QuestionnaireId" });

            migrationBuilder.CreateIndex(
                name: "IX_Respondents_StudyId_CodeKey",
                table: "Respondents",
                columns: new[] { "StudyId", "CodeKey" });

            migrationBuilder.CreateIndex(
                name: "IX_Respondents_StudyId_ParticipantId",
                table: "Respondents",
                columns: new[] { "StudyId", "ParticipantId" });

            migrationBuilder.CreateIndex(
                name: "IX_Respondents_StudyId_QuestionnaireId_ImportKey",
                table: "Respondents",
                columns: new[] { "StudyId", "QuestionnaireId", "ImportKey" });

            migrationBuilder.CreateIndex(
                name: "IX_Scales_StudyId_VariableId",
                table: "Scales",
                columns: new[] { "StudyId", "VariableId" });

            migrationBuilder.CreateIndex(
                name: "IX_Variables_StudyId_NameKey",
                table: "Variables",
                columns: new[] { "StudyId", "NameKey" });

            migrationBuilder.CreateIndex(
                name: "IX_Variables_StudyId_QuestionnaireId",
                table: "Variables",
                columns: new[] { "StudyId", "QuestionnaireId" });

            migrationBuilder.AddForeignKey(
                name: "FK_Speakers_Respondents_StudyId_RespondentId",
                table: "Speakers",
                columns: new[] { "StudyId", "RespondentId" },
                principalTable: "Respondents",
                principalColumns: new[] { "StudyId", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Speakers_Respondents_StudyId_RespondentId",
                table: "Speakers");

            migrationBuilder.DropTable(
                name: "AnswerSheets");

            migrationBuilder.DropTable(
                name: "Approaches");

            migrationBuilder.DropTable(
                name: "Bands");

            migrationBuilder.DropTable(
                name: "Consents");

            migrationBuilder.DropTable(
                name: "Picks");

            migrationBuilder.DropTable(
                name: "QuestionnaireVersions");

            migrationBuilder.DropTable(
                name: "Questions");

            migrationBuilder.DropTable(
                name: "Scales");

            migrationBuilder.DropTable(
                name: "VaultEvents");

            migrationBuilder.DropTable(
                name: "Respondents");

            migrationBuilder.DropTable(
                name: "Samples");

            migrationBuilder.DropTable(
                name: "Variables");

            migrationBuilder.DropTable(
                name: "Questionnaires");

            migrationBuilder.DropIndex(
                name: "IX_Speakers_StudyId_RespondentId",
                table: "Speakers");

            migrationBuilder.DropColumn(
                name: "RespondentId",
                table: "Speakers");

            migrationBuilder.DropColumn(
                name: "Height",
                table: "Sources");

            migrationBuilder.DropColumn(
                name: "MediaId",
                table: "Sources");

            migrationBuilder.DropColumn(
                name: "Values",
                table: "Sources");

            migrationBuilder.DropColumn(
                name: "VariableId",
                table: "Sources");

            migrationBuilder.DropColumn(
                name: "Width",
                table: "Sources");

            migrationBuilder.DropColumn(
                name: "FromMs",
                table: "Segments");

            migrationBuilder.DropColumn(
                name: "Page",
                table: "Segments");

            migrationBuilder.DropColumn(
                name: "SelectionId",
                table: "Segments");

            migrationBuilder.DropColumn(
                name: "ToMs",
                table: "Segments");

            migrationBuilder.DropColumn(
                name: "X1",
                table: "Segments");

            migrationBuilder.DropColumn(
                name: "X2",
                table: "Segments");

            migrationBuilder.DropColumn(
                name: "Y1",
                table: "Segments");

            migrationBuilder.DropColumn(
                name: "Y2",
                table: "Segments");
        }
    }
}
