using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Throughline.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class KeptWishes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "KeptWishes",
                columns: table => new
                {
                    StudyId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SampleId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", nullable: false),
                    Size = table.Column<int>(type: "INTEGER", nullable: false),
                    Seed = table.Column<int>(type: "INTEGER", nullable: false),
                    Wishes = table.Column<string>(type: "TEXT", nullable: false),
                    Result = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KeptWishes", x => new { x.StudyId, x.Id });
                    table.ForeignKey(
                        name: "FK_KeptWishes_Samples_StudyId_SampleId",
                        columns: x => new { x.StudyId, x.SampleId },
                        principalTable: "Samples",
                        principalColumns: new[] { "StudyId", "Id" });
                });

            migrationBuilder.CreateIndex(
                name: "IX_KeptWishes_StudyId_SampleId",
                table: "KeptWishes",
                columns: new[] { "StudyId", "SampleId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "KeptWishes");
        }
    }
}
