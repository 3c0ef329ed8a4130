using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Throughline.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TextSearch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "IndexedTexts",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SourceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    Starts = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IndexedTexts", x => new { x.StudyId, x.SourceId });
                });

            migrationBuilder.CreateIndex(
                name: "IX_IndexedTexts_Number",
                table: "IndexedTexts",
                column: "Number",
                unique: true);

            migrationBuilder.Sql("""CREATE VIRTUAL TABLE "Passages" USING fts5("Words", content='', contentless_delete=1, tokenize='ascii')""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""DROP TABLE "Passages" """);

            migrationBuilder.DropTable(
                name: "IndexedTexts");
        }
    }
}
