using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Throughline.Workbench.Tests;

public enum Engine { Sqlite, Postgres }

/// <summary>Runs a test once on each engine. Where no PostgreSQL is at hand its run is reported as skipped, not left out.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EnginesAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(
        [
            new TheoryDataRow(Engine.Sqlite),
            new TheoryDataRow(Engine.Postgres) { Skip = TestDatabases.Postgres is null ? "No PostgreSQL: scripts/postgres starts one, and ./test uses it." : null },
        ]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
