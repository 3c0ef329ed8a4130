using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Throughline.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Interchange : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "RefiType",
                table: "Variables",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Description",
                table: "Sources",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Description",
                table: "Participants",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Colour",
                table: "Codes",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "NotCodable",
                table: "Codes",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Sign",
                table: "Coders",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "ExchangeItems",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ExchangeId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Items = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExchangeItems", x => new { x.StudyId, x.ExchangeId });
                });

            migrationBuilder.CreateTable(
                name: "Exchanges",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Direction = table.Column<string>(type: "TEXT", nullable: false),
                    File = table.Column<string>(type: "TEXT", nullable: false),
                    Program = table.Column<string>(type: "TEXT", nullable: false),
                    Project = table.Column<string>(type: "TEXT", nullable: false),
                    Report = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Exchanges", x => new { x.StudyId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Graphs",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Drawing = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Graphs", x => new { x.StudyId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Links",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Direction = table.Column<string>(type: "TEXT", nullable: false),
                    Colour = table.Column<string>(type: "TEXT", nullable: false),
                    OriginId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    TargetId = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Links", x => new { x.StudyId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Memberships",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Of = table.Column<string>(type: "TEXT", nullable: false),
                    OfId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    On = table.Column<string>(type: "TEXT", nullable: false),
                    TargetId = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Memberships", x => new { x.StudyId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "NamedSets",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Description = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NamedSets", x => new { x.StudyId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Selections",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SourceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Description = table.Column<string>(type: "TEXT", nullable: false),
                    CoderId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Start = table.Column<int>(type: "INTEGER", nullable: false),
                    End = table.Column<int>(type: "INTEGER", nullable: false),
                    Page = table.Column<int>(type: "INTEGER", nullable: true),
                    X1 = table.Column<int>(type: "INTEGER", nullable: true),
                    Y1 = table.Column<int>(type: "INTEGER", nullable: true),
                    X2 = table.Column<int>(type: "INTEGER", nullable: true),
                    Y2 = table.Column<int>(type: "INTEGER", nullable: true),
                    FromMs = table.Column<long>(type: "INTEGER", nullable: true),
                    ToMs = table.Column<long>(type: "INTEGER", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Selections", x => new { x.StudyId, x.Id });
                    table.ForeignKey(
                        name: "FK_Selections_Sources_StudyId_SourceId",
                        columns: x => new { x.StudyId, x.SourceId },
                        principalTable: "Sources",
                        principalColumns: new[] { "StudyId", "Id" });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Memberships_StudyId_OfId",
                table: "Memberships",
                columns: new[] { "StudyId", "OfId" });

            migrationBuilder.CreateIndex(
                name: "IX_Memberships_StudyId_TargetId",
                table: "Memberships",
                columns: new[] { "StudyId", "TargetId" });

            migrationBuilder.CreateIndex(
                name: "IX_Selections_StudyId_SourceId",
                table: "Selections",
                columns: new[] { "StudyId", "SourceId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ExchangeItems");

            migrationBuilder.DropTable(
                name: "Exchanges");

            migrationBuilder.DropTable(
                name: "Graphs");

            migrationBuilder.DropTable(
                name: "Links");

            migrationBuilder.DropTable(
                name: "Memberships");

            migrationBuilder.DropTable(
                name: "NamedSets");

            migrationBuilder.DropTable(
                name: "Selections");

            migrationBuilder.DropColumn(
                name: "RefiType",
                table: "Variables");

            migrationBuilder.DropColumn(
                name: "Description",
                table: "Sources");

            migrationBuilder.DropColumn(
                name: "Description",
                table: "Participants");

            migrationBuilder.DropColumn(
                name: "Colour",
                table: "Codes");

            migrationBuilder.DropColumn(
                name: "NotCodable",
                table: "Codes");

            migrationBuilder.DropColumn(
                name: "Sign",
                table: "Coders");
        }
    }
}
