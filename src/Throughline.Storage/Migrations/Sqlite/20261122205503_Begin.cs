using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Throughline.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Begin : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Changes",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    Verb = table.Column<string>(type: "TEXT", nullable: false),
                    Actor = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Summary = table.Column<string>(type: "TEXT", nullable: false),
                    Edits = table.Column<string>(type: "TEXT", nullable: false),
                    EditCount = table.Column<int>(type: "INTEGER", nullable: false),
                    Touches = table.Column<string>(type: "TEXT", nullable: false),
                    Reverses = table.Column<long>(type: "INTEGER", nullable: true),
                    ReversedBy = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Changes", x => new { x.StudyId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "Clocks",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    LastChange = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Clocks", x => x.StudyId);
                });

            migrationBuilder.CreateTable(
                name: "Coders",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Coders", x => new { x.StudyId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Codes",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ParentId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", nullable: false),
                    Position = table.Column<long>(type: "INTEGER", nullable: false),
                    Dye = table.Column<int>(type: "INTEGER", nullable: false),
                    Weave = table.Column<int>(type: "INTEGER", nullable: false),
                    InVivo = table.Column<bool>(type: "INTEGER", nullable: false),
                    DefinitionVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    RetiredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Codes", x => new { x.StudyId, x.Id });
                    table.ForeignKey(
                        name: "FK_Codes_Codes_StudyId_ParentId",
                        columns: x => new { x.StudyId, x.ParentId },
                        principalTable: "Codes",
                        principalColumns: new[] { "StudyId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "ImportedFiles",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ImportId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    File = table.Column<string>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", nullable: false),
                    SourceId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Format = table.Column<string>(type: "TEXT", nullable: false),
                    Warnings = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportedFiles", x => new { x.StudyId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Participants",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", nullable: false),
                    Values = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Participants", x => new { x.StudyId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Sources",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Format = table.Column<string>(type: "TEXT", nullable: false),
                    FileName = table.Column<string>(type: "TEXT", nullable: false),
                    Blob = table.Column<string>(type: "TEXT", nullable: false),
                    FileBytes = table.Column<long>(type: "INTEGER", nullable: false),
                    ContentHash = table.Column<string>(type: "TEXT", nullable: false),
                    Length = table.Column<int>(type: "INTEGER", nullable: false),
                    Astral = table.Column<string>(type: "TEXT", nullable: false),
                    TextVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    TurnCount = table.Column<int>(type: "INTEGER", nullable: false),
                    WordCount = table.Column<int>(type: "INTEGER", nullable: false),
                    DurationMs = table.Column<long>(type: "INTEGER", nullable: true),
                    RecordedOn = table.Column<string>(type: "TEXT", nullable: true),
                    AddedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    AddedBy = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sources", x => new { x.StudyId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Studies",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", nullable: false),
                    Description = table.Column<string>(type: "TEXT", nullable: false),
                    Aim = table.Column<string>(type: "TEXT", nullable: false),
                    Background = table.Column<string>(type: "TEXT", nullable: false),
                    Questions = table.Column<string>(type: "TEXT", nullable: false),
                    Approach = table.Column<string>(type: "TEXT", nullable: false),
                    Synthetic = table.Column<bool>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ArchivedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DeletedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Studies", x => new { x.StudyId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Texts",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SourceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Layout = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Texts", x => new { x.StudyId, x.SourceId, x.Version });
                });

            migrationBuilder.CreateTable(
                name: "Themes",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Label = table.Column<string>(type: "TEXT", nullable: false),
                    Subtitle = table.Column<string>(type: "TEXT", nullable: false),
                    CentralIdea = table.Column<string>(type: "TEXT", nullable: false),
                    Boundary = table.Column<string>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", nullable: false),
                    Overarching = table.Column<bool>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Themes", x => new { x.StudyId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Notes",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    On = table.Column<string>(type: "TEXT", nullable: false),
                    TargetId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Start = table.Column<int>(type: "INTEGER", nullable: true),
                    End = table.Column<int>(type: "INTEGER", nullable: true),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    AuthorId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    EditedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notes", x => new { x.StudyId, x.Id });
                    table.ForeignKey(
                        name: "FK_Notes_Coders_StudyId_AuthorId",
                        columns: x => new { x.StudyId, x.AuthorId },
                        principalTable: "Coders",
                        principalColumns: new[] { "StudyId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "Definitions",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    CodeId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Definition = table.Column<string>(type: "TEXT", nullable: false),
                    WhenToUse = table.Column<string>(type: "TEXT", nullable: false),
                    WhenNotToUse = table.Column<string>(type: "TEXT", nullable: false),
                    TypicalExample = table.Column<string>(type: "TEXT", nullable: false),
                    BorderlineExample = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Definitions", x => new { x.StudyId, x.Id });
                    table.ForeignKey(
                        name: "FK_Definitions_Codes_StudyId_CodeId",
                        columns: x => new { x.StudyId, x.CodeId },
                        principalTable: "Codes",
                        principalColumns: new[] { "StudyId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "Segments",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SourceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    CodeId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    CoderId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Start = table.Column<int>(type: "INTEGER", nullable: false),
                    End = table.Column<int>(type: "INTEGER", nullable: false),
                    DefinitionVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Segments", x => new { x.StudyId, x.Id });
                    table.ForeignKey(
                        name: "FK_Segments_Coders_StudyId_CoderId",
                        columns: x => new { x.StudyId, x.CoderId },
                        principalTable: "Coders",
                        principalColumns: new[] { "StudyId", "Id" });
                    table.ForeignKey(
                        name: "FK_Segments_Codes_StudyId_CodeId",
                        columns: x => new { x.StudyId, x.CodeId },
                        principalTable: "Codes",
                        principalColumns: new[] { "StudyId", "Id" });
                    table.ForeignKey(
                        name: "FK_Segments_Sources_StudyId_SourceId",
                        columns: x => new { x.StudyId, x.SourceId },
                        principalTable: "Sources",
                        principalColumns: new[] { "StudyId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "Speakers",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SourceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    NameInFile = table.Column<string>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", nullable: false),
                    ParticipantId = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Speakers", x => new { x.StudyId, x.Id });
                    table.ForeignKey(
                        name: "FK_Speakers_Participants_StudyId_ParticipantId",
                        columns: x => new { x.StudyId, x.ParticipantId },
                        principalTable: "Participants",
                        principalColumns: new[] { "StudyId", "Id" });
                    table.ForeignKey(
                        name: "FK_Speakers_Sources_StudyId_SourceId",
                        columns: x => new { x.StudyId, x.SourceId },
                        principalTable: "Sources",
                        principalColumns: new[] { "StudyId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "ThemeCodes",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ThemeId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    CodeId = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ThemeCodes", x => new { x.StudyId, x.Id });
                    table.ForeignKey(
                        name: "FK_ThemeCodes_Codes_StudyId_CodeId",
                        columns: x => new { x.StudyId, x.CodeId },
                        principalTable: "Codes",
                        principalColumns: new[] { "StudyId", "Id" });
                    table.ForeignKey(
                        name: "FK_ThemeCodes_Themes_StudyId_ThemeId",
                        columns: x => new { x.StudyId, x.ThemeId },
                        principalTable: "Themes",
                        principalColumns: new[] { "StudyId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "ThemeSegments",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ThemeId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SegmentId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Stance = table.Column<string>(type: "TEXT", nullable: false),
                    Chosen = table.Column<bool>(type: "INTEGER", nullable: false),
                    Words = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ThemeSegments", x => new { x.StudyId, x.Id });
                    table.ForeignKey(
                        name: "FK_ThemeSegments_Themes_StudyId_ThemeId",
                        columns: x => new { x.StudyId, x.ThemeId },
                        principalTable: "Themes",
                        principalColumns: new[] { "StudyId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "NoteLinks",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    NoteId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    On = table.Column<string>(type: "TEXT", nullable: false),
                    TargetId = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NoteLinks", x => new { x.StudyId, x.Id });
                    table.ForeignKey(
                        name: "FK_NoteLinks_Notes_StudyId_NoteId",
                        columns: x => new { x.StudyId, x.NoteId },
                        principalTable: "Notes",
                        principalColumns: new[] { "StudyId", "Id" });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Coders_StudyId_Name",
                table: "Coders",
                columns: new[] { "StudyId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Codes_StudyId_NameKey",
                table: "Codes",
                columns: new[] { "StudyId", "NameKey" });

            migrationBuilder.CreateIndex(
                name: "IX_Codes_StudyId_ParentId",
                table: "Codes",
                columns: new[] { "StudyId", "ParentId" });

            migrationBuilder.CreateIndex(
                name: "IX_Definitions_StudyId_CodeId",
                table: "Definitions",
                columns: new[] { "StudyId", "CodeId" });

            migrationBuilder.CreateIndex(
                name: "IX_ImportedFiles_StudyId_ImportId",
                table: "ImportedFiles",
                columns: new[] { "StudyId", "ImportId" });

            migrationBuilder.CreateIndex(
                name: "IX_NoteLinks_StudyId_NoteId",
                table: "NoteLinks",
                columns: new[] { "StudyId", "NoteId" });

            migrationBuilder.CreateIndex(
                name: "IX_NoteLinks_StudyId_TargetId",
                table: "NoteLinks",
                columns: new[] { "StudyId", "TargetId" });

            migrationBuilder.CreateIndex(
                name: "IX_Notes_StudyId_AuthorId",
                table: "Notes",
                columns: new[] { "StudyId", "AuthorId" });

            migrationBuilder.CreateIndex(
                name: "IX_Notes_StudyId_On_TargetId",
                table: "Notes",
                columns: new[] { "StudyId", "On", "TargetId" });

            migrationBuilder.CreateIndex(
                name: "IX_Participants_StudyId_NameKey",
                table: "Participants",
                columns: new[] { "StudyId", "NameKey" });

            migrationBuilder.CreateIndex(
                name: "IX_Segments_StudyId_CodeId",
                table: "Segments",
                columns: new[] { "StudyId", "CodeId" });

            migrationBuilder.CreateIndex(
                name: "IX_Segments_StudyId_CoderId",
                table: "Segments",
                columns: new[] { "StudyId", "CoderId" });

            migrationBuilder.CreateIndex(
                name: "IX_Segments_StudyId_SourceId_Start",
                table: "Segments",
                columns: new[] { "StudyId", "SourceId", "Start" });

            migrationBuilder.CreateIndex(
                name: "IX_Sources_StudyId_ContentHash",
                table: "Sources",
                columns: new[] { "StudyId", "ContentHash" });

            migrationBuilder.CreateIndex(
                name: "IX_Sources_StudyId_NameKey",
                table: "Sources",
                columns: new[] { "StudyId", "NameKey" });

            migrationBuilder.CreateIndex(
                name: "IX_Speakers_StudyId_ParticipantId",
                table: "Speakers",
                columns: new[] { "StudyId", "ParticipantId" });

            migrationBuilder.CreateIndex(
                name: "IX_Speakers_StudyId_SourceId",
                table: "Speakers",
                columns: new[] { "StudyId", "SourceId" });

            migrationBuilder.CreateIndex(
                name: "IX_Studies_NameKey",
                table: "Studies",
                column: "NameKey");

            migrationBuilder.CreateIndex(
                name: "IX_ThemeCodes_StudyId_CodeId",
                table: "ThemeCodes",
                columns: new[] { "StudyId", "CodeId" });

            migrationBuilder.CreateIndex(
                name: "IX_ThemeCodes_StudyId_ThemeId",
                table: "ThemeCodes",
                columns: new[] { "StudyId", "ThemeId" });

            migrationBuilder.CreateIndex(
                name: "IX_ThemeSegments_StudyId_SegmentId",
                table: "ThemeSegments",
                columns: new[] { "StudyId", "SegmentId" });

            migrationBuilder.CreateIndex(
                name: "IX_ThemeSegments_StudyId_ThemeId",
                table: "ThemeSegments",
                columns: new[] { "StudyId", "ThemeId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Changes");

            migrationBuilder.DropTable(
                name: "Clocks");

            migrationBuilder.DropTable(
                name: "Definitions");

            migrationBuilder.DropTable(
                name: "ImportedFiles");

            migrationBuilder.DropTable(
                name: "NoteLinks");

            migrationBuilder.DropTable(
                name: "Segments");

            migrationBuilder.DropTable(
                name: "Speakers");

            migrationBuilder.DropTable(
                name: "Studies");

            migrationBuilder.DropTable(
                name: "Texts");

            migrationBuilder.DropTable(
                name: "ThemeCodes");

            migrationBuilder.DropTable(
                name: "ThemeSegments");

            migrationBuilder.DropTable(
                name: "Notes");

            migrationBuilder.DropTable(
                name: "Participants");

            migrationBuilder.DropTable(
                name: "Sources");

            migrationBuilder.DropTable(
                name: "Codes");

            migrationBuilder.DropTable(
                name: "Themes");

            migrationBuilder.DropTable(
                name: "Coders");
        }
    }
}
