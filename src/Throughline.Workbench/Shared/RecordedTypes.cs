using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Interchange;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Questionnaires;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Sampling;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Studies;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.Shared;

/// <summary>The kinds of rows that a Change can hold. A new kind is one line here.</summary>
public abstract class RecordedType
{
    public abstract Type Clr { get; }

    public string Name => Clr.Name;

    public abstract IRecorded Create();

    public abstract Task<Dictionary<Guid, IRecorded>> LoadAsync(StudyDb db, Guid study, IReadOnlyCollection<Guid> ids, CancellationToken cancel);

    /// <summary>The rows whose <paramref name="column"/> holds one of the ids, each with the id that it holds.</summary>
    public abstract Task<IReadOnlyList<(Guid Id, Guid Target)>> PointingAsync(
        StudyDb db, Guid study, IReadOnlyProperty column, IReadOnlyCollection<Guid> ids, CancellationToken cancel);

    /// <summary>All rows of a study, as they are read.</summary>
    public abstract IAsyncEnumerable<IRecorded> AllAsync(StudyDb db, Guid study);

    /// <summary>Adds to study <paramref name="to"/> what stands in study <paramref name="from"/>.</summary>
    public abstract Task CopyAsync(StudyDb db, Guid from, Guid to, CancellationToken cancel);
}

public static class RecordedTypes
{
    public static IReadOnlyList<RecordedType> All { get; } =
    [
        new Kind<Study>(), new Kind<Participant>(), new Kind<Questionnaire>(), new Kind<Question>(), new Kind<QuestionnaireVersion>(),
        new Kind<Variable>(), new Kind<Band>(), new Kind<Scale>(), new Kind<Respondent>(), new Kind<Consent>(), new Kind<VaultEvent>(),
        new Kind<Sample>(), new Kind<Pick>(), new Kind<Approach>(), new Kind<KeptWishes>(),
        new Kind<Source>(), new Kind<Speaker>(), new Kind<Code>(), new Kind<CodeDefinition>(),
        new Kind<CodedSegment>(), new Kind<Note>(), new Kind<NoteLink>(), new Kind<Theme>(), new Kind<ThemeCode>(), new Kind<ThemeSegment>(),
        new Kind<Selection>(), new Kind<NamedSet>(), new Kind<Membership>(), new Kind<Link>(), new Kind<Graph>(), new Kind<Exchange>(),
    ];

    private static readonly Dictionary<string, RecordedType> ByName = All.ToDictionary(t => t.Name);

    public static RecordedType Of(string name) => ByName[name];

    private sealed class Kind<T> : RecordedType where T : class, IRecorded, new()
    {
        public override Type Clr => typeof(T);

        public override IRecorded Create() => new T();

        public override async Task<Dictionary<Guid, IRecorded>> LoadAsync(
            StudyDb db, Guid study, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
        {
            var found = new Dictionary<Guid, IRecorded>();
            foreach (var some in ids.Chunk(500))
                foreach (var row in await db.Set<T>().Where(r => r.StudyId == study && some.Contains(r.Id)).ToListAsync(cancel))
                    found[row.Id] = row;
            return found;
        }

        public override async Task<IReadOnlyList<(Guid Id, Guid Target)>> PointingAsync(
            StudyDb db, Guid study, IReadOnlyProperty column, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
        {
            var rows = db.Set<T>().AsNoTracking().Where(r => r.StudyId == study);
            if (column.ClrType == typeof(Guid?))
                return [.. (await rows.Where(r => EF.Property<Guid?>(r, column.Name) != null && ids.Contains(EF.Property<Guid?>(r, column.Name)!.Value))
                    .Select(r => new { r.Id, Target = EF.Property<Guid?>(r, column.Name)!.Value }).ToListAsync(cancel)).Select(r => (r.Id, r.Target))];
            return [.. (await rows.Where(r => ids.Contains(EF.Property<Guid>(r, column.Name)))
                .Select(r => new { r.Id, Target = EF.Property<Guid>(r, column.Name) }).ToListAsync(cancel)).Select(r => (r.Id, r.Target))];
        }

        public override IAsyncEnumerable<IRecorded> AllAsync(StudyDb db, Guid study) =>
            db.Set<T>().AsNoTracking().Where(r => r.StudyId == study).OrderBy(r => r.Id).AsAsyncEnumerable();

        public override async Task CopyAsync(StudyDb db, Guid from, Guid to, CancellationToken cancel)
        {
            foreach (var row in await db.Set<T>().AsNoTracking().Where(r => r.StudyId == from).ToListAsync(cancel))
            {
                row.StudyId = to;
                if (row is Study study) study.Id = to;
                db.Add(row);
            }
        }
    }
}
