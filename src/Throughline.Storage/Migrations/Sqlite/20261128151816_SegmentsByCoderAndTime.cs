using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Throughline.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SegmentsByCoderAndTime : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Segments_StudyId_CoderId",
                table: "Segments");

            migrationBuilder.CreateIndex(
                name: "IX_Segments_StudyId_CoderId_At",
                table: "Segments",
                columns: new[] { "StudyId", "CoderId", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Segments_StudyId_CoderId_At",
                table: "Segments");

            migrationBuilder.CreateIndex(
                name: "IX_Segments_StudyId_CoderId",
                table: "Segments",
                columns: new[] { "StudyId", "CoderId" });
        }
    }
}
