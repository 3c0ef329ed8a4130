using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Throughline.Storage.Migrations.Postgres
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
                    StudyId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SampleId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    NameKey = table.Column<string>(type: "text", nullable: false),
                    Size = table.Column<int>(type: "integer", nullable: false),
                    Seed = table.Column<int>(type: "integer", nullable: false),
                    Wishes = table.Column<string>(type: "text", nullable: false),
                    Result = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    By = table.Column<string>(type: "text", nullable: false)
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
