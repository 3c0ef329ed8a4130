using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Studies;

/// <summary>Renames a study or says what it is about.</summary>
public sealed class DescribeStudy(StudyStore store) : IVerb
{
    public sealed record Request(string Name, StudyText Text);

    public Task<Outcome<Done<Study>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<Study>(study, actor, Right.EditStudy, async scope =>
        {
            if ((StudyText.CheckName(request.Name) ?? request.Text.Check()) is { } wrong) return wrong;
            var row = await scope.Studies.SingleAsync(cancel);
            request.Text.WriteTo(row, request.Name);
            scope.Record(nameof(DescribeStudy), $"described the study {row.Name}");
            return row;
        }, cancel);
}
