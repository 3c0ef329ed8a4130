using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Throughline.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Recruitment : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "RespondentId",
                table: "Speakers",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Height",
                table: "Sources",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "MediaId",
                table: "Sources",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Values",
                table: "Sources",
                type: "text",
                nullable: false,
                defaultValue: "{}");

            migrationBuilder.AddColumn<Guid>(
                name: "VariableId",
                table: "Sources",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Width",
                table: "Sources",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "FromMs",
                table: "Segments",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Page",
                table: "Segments",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "SelectionId",
                table: "Segments",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ToMs",
                table: "Segments",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "X1",
                table: "Segments",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "X2",
                table: "Segments",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Y1",
                table: "Segments",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Y2",
                table: "Segments",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AnswerSheets",
                columns: table => new
                {
                    StudyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    QuestionnaireId = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    KeyHash = table.Column<string>(type: "text", nullable: false),
                    Answers = table.Column<string>(type: "text", nullable: false),
                    BegunAt = table.Column<long>(type: "bigint", nullable: false),
                    SavedAt = table.Column<long>(type: "bigint", nullable: false),
                    RespondentId = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AnswerSheets", x => new { x.StudyId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Questionnaires",
                columns: table => new
                {
                    StudyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    NameKey = table.Column<string>(type: "text", nullable: false),
                    Title = table.Column<string>(type: "text", nullable: false),
                    Thanks = table.Column<string>(type: "text", nullable: false),
                    Origin = table.Column<string>(type: "text", nullable: false),
                    Mapping = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    PublicKey = table.Column<string>(type: "text", nullable: false),
                    OpenedAt = table.Column<long>(type: "bigint", nullable: true),
                    ClosedAt = table.Column<long>(type: "bigint", nullable: true),
                    EndsAt = table.Column<long>(type: "bigint", nullable: true),
                    Cap = table.Column<int>(type: "integer", nullable: true),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Questionnaires", x => new { x.StudyId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Samples",
                columns: table => new
                {
                    StudyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    NameKey = table.Column<string>(type: "text", nullable: false),
                    Size = table.Column<int>(type: "integer", nullable: false),
                    Seed = table.Column<int>(type: "integer", nullable: false),
                    Wishes = table.Column<string>(type: "text", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    FrozenAt = table.Column<long>(type: "bigint", nullable: true),
                    Frozen = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Samples", x => new { x.StudyId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "VaultEvents",
                columns: table => new
                {
                    StudyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    What = table.Column<string>(type: "text", nullable: false),
                    Code = table.Column<string>(type: "text", nullable: false),
                    Detail = table.Column<string>(type: "text", nullable: false),
                    By = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VaultEvents", x => new { x.StudyId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "QuestionnaireVersions",
                columns: table => new
                {
                    StudyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    QuestionnaireId = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Form = table.Column<string>(type: "text", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    By = table.Column<string>(type: "text", nullable: false)
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
                    StudyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    QuestionnaireId = table.Column<Guid>(type: "uuid", nullable: false),
                    Position = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    Help = table.Column<string>(type: "text", nullable: false),
                    Required = table.Column<bool>(type: "boolean", nullable: false),
                    Options = table.Column<string>(type: "text", nullable: false),
                    Least = table.Column<double>(type: "double precision", nullable: true),
                    Most = table.Column<double>(type: "double precision", nullable: true),
                    ShownWhere = table.Column<string>(type: "text", nullable: false),
                    ConsentUse = table.Column<string>(type: "text", nullable: false)
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
                    StudyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Code = table.Column<string>(type: "text", nullable: false),
                    CodeKey = table.Column<string>(type: "text", nullable: false),
                    QuestionnaireId = table.Column<Guid>(type: "uuid", nullable: true),
                    QuestionnaireVersion = table.Column<int>(type: "integer", nullable: false),
                    Values = table.Column<string>(type: "text", nullable: false),
                    ImportKey = table.Column<string>(type: "text", nullable: false),
                    AnsweredAt = table.Column<long>(type: "bigint", nullable: true),
                    AddedAt = table.Column<long>(type: "bigint", nullable: false),
                    MayContact = table.Column<bool>(type: "boolean", nullable: true),
                    WithdrawnAt = table.Column<long>(type: "bigint", nullable: true),
                    ParticipantId = table.Column<Guid>(type: "uuid", nullable: true)
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
                    StudyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    NameKey = table.Column<string>(type: "text", nullable: false),
                    Label = table.Column<string>(type: "text", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    Of = table.Column<string>(type: "text", nullable: false),
                    Position = table.Column<long>(type: "bigint", nullable: false),
                    QuestionnaireId = table.Column<Guid>(type: "uuid", nullable: true),
                    QuestionId = table.Column<Guid>(type: "uuid", nullable: true),
                    Categories = table.Column<string>(type: "text", nullable: false),
                    Missing = table.Column<string>(type: "text", nullable: false),
                    Unit = table.Column<string>(type: "text", nullable: false)
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
                    StudyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SampleId = table.Column<Guid>(type: "uuid", nullable: false),
                    RespondentId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    On = table.Column<string>(type: "text", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    By = table.Column<string>(type: "text", nullable: false)
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
                    StudyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RespondentId = table.Column<Guid>(type: "uuid", nullable: true),
                    ParticipantId = table.Column<Guid>(type: "uuid", nullable: true),
                    Use = table.Column<string>(type: "text", nullable: false),
                    Given = table.Column<bool>(type: "boolean", nullable: false),
                    Wording = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    WithdrawnAt = table.Column<long>(type: "bigint", nullable: true)
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
                    StudyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SampleId = table.Column<Guid>(type: "uuid", nullable: false),
                    RespondentId = table.Column<Guid>(type: "uuid", nullable: false),
                    Origin = table.Column<string>(type: "text", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    ReplacesId = table.Column<Guid>(type: "uuid", nullable: true),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    DroppedAt = table.Column<long>(type: "bigint", nullable: true),
                    DropReason = table.Column<string>(type: "text", nullable: false)
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
                    StudyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    VariableId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    NameKey = table.Column<string>(type: "text", nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    From = table.Column<double>(type: "double precision", nullable: true),
                    To = table.Column<double>(type: "double precision", nullable: true),
                    Values = table.Column<string>(type: "text", nullable: false)
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
                    StudyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    NameKey = table.Column<string>(type: "text", nullable: false),
                    VariableId = table.Column<Guid>(type: "uuid", nullable: false),
                    Combine = table.Column<string>(type: "text", nullable: false),
                    Items = table.Column<string>(type: "text", nullable: false),
                    ItemLeast = table.Column<double>(type: "double precision", nullable: false),
                    ItemMost = table.Column<double>(type: "double precision", nullable: false),
                    MostMissing = table.Column<int>(type: "integer", nullable: false),
                    Direction = table.Column<string>(type: "text", nullable: false)
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
