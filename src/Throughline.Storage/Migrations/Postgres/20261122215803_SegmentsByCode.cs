using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Throughline.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class SegmentsByCode : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Segments_StudyId_CodeId",
                table: "Segments");

            migrationBuilder.CreateIndex(
                name: "IX_Segments_StudyId_CodeId_SourceId",
                table: "Segments",
                columns: new[] { "StudyId", "CodeId", "SourceId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Segments_StudyId_CodeId_SourceId",
                table: "Segments");

            migrationBuilder.CreateIndex(
                name: "IX_Segments_StudyId_CodeId",
                table: "Segments",
                columns: new[] { "StudyId", "CodeId" });
        }
    }
}
