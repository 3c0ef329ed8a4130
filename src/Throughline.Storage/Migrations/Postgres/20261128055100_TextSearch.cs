using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Throughline.Storage.Migrations.Postgres
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
                    StudyId = table.Column<Guid>(type: "uuid", nullable: false),
                    SourceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    Starts = table.Column<string>(type: "text", nullable: false)
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

            migrationBuilder.Sql("""CREATE TABLE "Passages" ("Id" bigint NOT NULL, "Words" tsvector NOT NULL, CONSTRAINT "PK_Passages" PRIMARY KEY ("Id"))""");

            migrationBuilder.Sql("""CREATE INDEX "IX_Passages_Words" ON "Passages" USING gin ("Words")""");
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
