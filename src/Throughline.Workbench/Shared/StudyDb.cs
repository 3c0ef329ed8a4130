using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.History;
using Throughline.Workbench.Interchange;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Questionnaires;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Sampling;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Sources.Finding;
using Throughline.Workbench.Studies;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.Shared;

/// <summary>The mapping that both engines share. Nothing but <see cref="StudyStore"/> opens one.</summary>
public abstract class StudyDb(DbContextOptions options) : DbContext(options)
{
    /// <summary>From now until it is let go, all that is read is of one moment, whatever others commit in between; nobody waits for it.</summary>
    public abstract Task<IAsyncDisposable> BeginReadingAsync(CancellationToken cancel);

    public DbSet<Study> Studies => Set<Study>();
    public DbSet<StudyClock> Clocks => Set<StudyClock>();
    public DbSet<Coder> Coders => Set<Coder>();
    public DbSet<Participant> Participants => Set<Participant>();
    public DbSet<Questionnaire> Questionnaires => Set<Questionnaire>();
    public DbSet<Question> Questions => Set<Question>();
    public DbSet<QuestionnaireVersion> QuestionnaireVersions => Set<QuestionnaireVersion>();
    public DbSet<AnswerSheet> AnswerSheets => Set<AnswerSheet>();
    public DbSet<Variable> Variables => Set<Variable>();
    public DbSet<Band> Bands => Set<Band>();
    public DbSet<Scale> Scales => Set<Scale>();
    public DbSet<Respondent> Respondents => Set<Respondent>();
    public DbSet<Consent> Consents => Set<Consent>();
    public DbSet<VaultEvent> VaultEvents => Set<VaultEvent>();
    public DbSet<Sample> Samples => Set<Sample>();
    public DbSet<Pick> Picks => Set<Pick>();
    public DbSet<KeptWishes> KeptWishes => Set<KeptWishes>();
    public DbSet<Approach> Approaches => Set<Approach>();
    public DbSet<Source> Sources => Set<Source>();
    public DbSet<SourceText> Texts => Set<SourceText>();
    public DbSet<IndexedText> IndexedTexts => Set<IndexedText>();
    public DbSet<Speaker> Speakers => Set<Speaker>();
    public DbSet<ImportedFile> ImportedFiles => Set<ImportedFile>();
    public DbSet<Code> Codes => Set<Code>();
    public DbSet<CodeDefinition> Definitions => Set<CodeDefinition>();
    public DbSet<CodedSegment> Segments => Set<CodedSegment>();
    public DbSet<Note> Notes => Set<Note>();
    public DbSet<NoteLink> NoteLinks => Set<NoteLink>();
    public DbSet<Theme> Themes => Set<Theme>();
    public DbSet<ThemeCode> ThemeCodes => Set<ThemeCode>();
    public DbSet<ThemeSegment> ThemeSegments => Set<ThemeSegment>();
    public DbSet<Selection> Selections => Set<Selection>();
    public DbSet<NamedSet> NamedSets => Set<NamedSet>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<Link> Links => Set<Link>();
    public DbSet<Graph> Graphs => Set<Graph>();
    public DbSet<Exchange> Exchanges => Set<Exchange>();
    public DbSet<ExchangeItems> ExchangeItems => Set<ExchangeItems>();
    public DbSet<Change> Changes => Set<Change>();

    /// <summary>Lets go of every row, so that another act finds the context as if it were new.</summary>
    internal void Forget()
    {
        NewWords.Clear();
        OfMany.Clear();
        ChangeTracker.Clear();
        ChangeTracker.AutoDetectChangesEnabled = true;
        ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
    }

    /// <summary>
    /// Finds what was altered in rows that were there. Rows that were added have nothing to be compared with, and they may be many.
    /// From now on nothing is looked for again.
    /// </summary>
    internal void SeeChanges()
    {
        ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var entry in ChangeTracker.Entries())
            if (entry.State is EntityState.Unchanged or EntityState.Modified) entry.DetectChanges();
    }

    /// <summary>Sources that came, went, or have other words since the act began: what the index of words has to follow.</summary>
    internal HashSet<Guid> NewWords { get; } = [];

    /// <summary>Rows that are added with very many of their kind: recorded and inserted as all others, but not tracked.</summary>
    internal List<IRecorded> OfMany { get; } = [];

    internal void NoteNewWords()
    {
        foreach (var source in ChangeTracker.Entries<Source>())
            if (source.State is EntityState.Added or EntityState.Deleted || source.State == EntityState.Modified && source.Property(s => s.TextVersion).IsModified)
                NewWords.Add(source.Entity.Id);
    }

    /// <summary>Also what an act saves by the way is noted.</summary>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        NoteNewWords();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var type in RecordedTypes.All) modelBuilder.Entity(type.Clr).HasKey(nameof(IStudyRow.StudyId), nameof(IStudyRow.Id));
        modelBuilder.Entity<Study>(e => { e.Property(s => s.Name).HasMaxLength(Study.NameLength); e.HasIndex(s => s.NameKey); });
        modelBuilder.Entity<StudyClock>().HasKey(c => c.StudyId);
        modelBuilder.Entity<Coder>(e => { e.HasKey(c => new { c.StudyId, c.Id }); e.HasIndex(c => new { c.StudyId, c.Name }).IsUnique(); });
        modelBuilder.Entity<Participant>().HasIndex(p => new { p.StudyId, p.NameKey });
        modelBuilder.Entity<SourceText>().HasKey(t => new { t.StudyId, t.SourceId, t.Version });
        modelBuilder.Entity<IndexedText>(e => { e.HasKey(t => new { t.StudyId, t.SourceId }); e.HasIndex(t => t.Number).IsUnique(); });
        modelBuilder.Entity<ImportedFile>(e => { e.HasKey(f => new { f.StudyId, f.Id }); e.HasIndex(f => new { f.StudyId, f.ImportId }); });
        modelBuilder.Entity<Change>().HasKey(c => new { c.StudyId, c.Number });
        OnRecruitmentCreating(modelBuilder);
        OnSourcesCreating(modelBuilder);
        OnCodingCreating(modelBuilder);
        OnThemesCreating(modelBuilder);
        OnInterchangeCreating(modelBuilder);
    }

    private static void OnRecruitmentCreating(ModelBuilder model)
    {
        model.Entity<Questionnaire>().HasIndex(q => q.PublicKey);
        model.Entity<Question>().HasOne<Questionnaire>().WithMany().HasForeignKey(q => new { q.StudyId, q.QuestionnaireId }).OnDelete(DeleteBehavior.ClientNoAction);
        model.Entity<QuestionnaireVersion>().HasOne<Questionnaire>().WithMany().HasForeignKey(v => new { v.StudyId, v.QuestionnaireId }).OnDelete(DeleteBehavior.ClientNoAction);
        model.Entity<AnswerSheet>(e => { e.HasKey(a => new { a.StudyId, a.Id }); e.HasIndex(a => a.KeyHash); });
        model.Entity<Variable>(e =>
        {
            e.HasIndex(v => new { v.StudyId, v.NameKey });
            e.HasOne<Questionnaire>().WithMany().HasForeignKey(v => new { v.StudyId, v.QuestionnaireId }).OnDelete(DeleteBehavior.ClientNoAction);
        });
        model.Entity<Band>().HasOne<Variable>().WithMany().HasForeignKey(b => new { b.StudyId, b.VariableId }).OnDelete(DeleteBehavior.ClientNoAction);
        model.Entity<Scale>().HasOne<Variable>().WithMany().HasForeignKey(s => new { s.StudyId, s.VariableId }).OnDelete(DeleteBehavior.ClientNoAction);
        model.Entity<Respondent>(e =>
        {
            e.HasIndex(r => new { r.StudyId, r.CodeKey });
            e.HasIndex(r => new { r.StudyId, r.QuestionnaireId, r.ImportKey });
            e.HasOne<Questionnaire>().WithMany().HasForeignKey(r => new { r.StudyId, r.QuestionnaireId }).OnDelete(DeleteBehavior.ClientNoAction);
            e.HasOne<Participant>().WithMany().HasForeignKey(r => new { r.StudyId, r.ParticipantId }).OnDelete(DeleteBehavior.ClientNoAction);
        });
        model.Entity<Consent>(e =>
        {
            e.HasOne<Respondent>().WithMany().HasForeignKey(c => new { c.StudyId, c.RespondentId }).OnDelete(DeleteBehavior.ClientNoAction);
            e.HasOne<Participant>().WithMany().HasForeignKey(c => new { c.StudyId, c.ParticipantId }).OnDelete(DeleteBehavior.ClientNoAction);
        });
        model.Entity<Pick>(e =>
        {
            e.HasOne<Sample>().WithMany().HasForeignKey(p => new { p.StudyId, p.SampleId }).OnDelete(DeleteBehavior.ClientNoAction);
            e.HasOne<Respondent>().WithMany().HasForeignKey(p => new { p.StudyId, p.RespondentId }).OnDelete(DeleteBehavior.ClientNoAction);
        });
        model.Entity<KeptWishes>().HasOne<Sample>().WithMany().HasForeignKey(k => new { k.StudyId, k.SampleId }).OnDelete(DeleteBehavior.ClientNoAction);
        model.Entity<Approach>(e =>
        {
            e.HasOne<Sample>().WithMany().HasForeignKey(a => new { a.StudyId, a.SampleId }).OnDelete(DeleteBehavior.ClientNoAction);
            e.HasOne<Respondent>().WithMany().HasForeignKey(a => new { a.StudyId, a.RespondentId }).OnDelete(DeleteBehavior.ClientNoAction);
        });
    }

    private static void OnSourcesCreating(ModelBuilder model)
    {
        model.Entity<Source>(e =>
        {
            e.HasIndex(s => new { s.StudyId, s.ContentHash });
            e.HasIndex(s => new { s.StudyId, s.NameKey });
        });
        model.Entity<Speaker>(e =>
        {
            e.HasOne<Source>().WithMany().HasForeignKey(s => new { s.StudyId, s.SourceId }).OnDelete(DeleteBehavior.ClientNoAction);
            e.HasOne<Participant>().WithMany().HasForeignKey(s => new { s.StudyId, s.ParticipantId }).OnDelete(DeleteBehavior.ClientNoAction);
            e.HasOne<Respondent>().WithMany().HasForeignKey(s => new { s.StudyId, s.RespondentId }).OnDelete(DeleteBehavior.ClientNoAction);
        });
    }

    private static void OnCodingCreating(ModelBuilder model)
    {
        model.Entity<Code>(e =>
        {
            e.Property(c => c.Name).HasMaxLength(Code.NameLength);
            e.HasIndex(c => new { c.StudyId, c.NameKey });
            e.HasOne<Code>().WithMany().HasForeignKey(c => new { c.StudyId, c.ParentId }).OnDelete(DeleteBehavior.ClientNoAction);
        });
        model.Entity<CodeDefinition>(e =>
        {
            e.HasOne<Code>().WithMany().HasForeignKey(d => new { d.StudyId, d.CodeId }).OnDelete(DeleteBehavior.ClientNoAction);
        });
        model.Entity<CodedSegment>(e =>
        {
            e.HasIndex(s => new { s.StudyId, s.SourceId, s.Start });
            e.HasIndex(s => new { s.StudyId, s.CodeId, s.SourceId });
            e.HasIndex(s => new { s.StudyId, s.CoderId, s.At });
            e.HasOne<Source>().WithMany().HasForeignKey(s => new { s.StudyId, s.SourceId }).OnDelete(DeleteBehavior.ClientNoAction);
            e.HasOne<Code>().WithMany().HasForeignKey(s => new { s.StudyId, s.CodeId }).OnDelete(DeleteBehavior.ClientNoAction);
            e.HasOne<Coder>().WithMany().HasForeignKey(s => new { s.StudyId, s.CoderId }).OnDelete(DeleteBehavior.ClientNoAction);
        });
        model.Entity<Note>(e =>
        {
            e.HasIndex(n => new { n.StudyId, n.On, n.TargetId });
            e.HasOne<Coder>().WithMany().HasForeignKey(n => new { n.StudyId, n.AuthorId }).OnDelete(DeleteBehavior.ClientNoAction);
        });
        model.Entity<NoteLink>(e =>
        {
            e.HasIndex(l => new { l.StudyId, l.TargetId });
            e.HasOne<Note>().WithMany().HasForeignKey(l => new { l.StudyId, l.NoteId }).OnDelete(DeleteBehavior.ClientNoAction);
        });
    }

    private static void OnInterchangeCreating(ModelBuilder model)
    {
        model.Entity<Selection>().HasOne<Source>().WithMany().HasForeignKey(s => new { s.StudyId, s.SourceId }).OnDelete(DeleteBehavior.ClientNoAction);
        model.Entity<Membership>(e => { e.HasIndex(m => new { m.StudyId, m.OfId }); e.HasIndex(m => new { m.StudyId, m.TargetId }); });
        model.Entity<ExchangeItems>().HasKey(i => new { i.StudyId, i.ExchangeId });
    }

    private static void OnThemesCreating(ModelBuilder model)
    {
        model.Entity<ThemeCode>(e =>
        {
            e.HasOne<Theme>().WithMany().HasForeignKey(t => new { t.StudyId, t.ThemeId }).OnDelete(DeleteBehavior.ClientNoAction);
            e.HasOne<Code>().WithMany().HasForeignKey(t => new { t.StudyId, t.CodeId }).OnDelete(DeleteBehavior.ClientNoAction);
        });
        model.Entity<ThemeSegment>(e =>
        {
            e.HasIndex(t => new { t.StudyId, t.SegmentId });
            e.HasOne<Theme>().WithMany().HasForeignKey(t => new { t.StudyId, t.ThemeId }).OnDelete(DeleteBehavior.ClientNoAction);
        });
    }
}

/// <summary>What differs between the engines, and only that.</summary>
public interface IStudyDbs
{
    StudyDb Create();

    /// <summary>The words of all texts, so that they are found without reading through them.</summary>
    ITextIndex Index { get; }

    /// <summary>Whom a change to a study waits for: acts with the same writer are done one after another.</summary>
    string Writer(StudyRef study);

    /// <summary>Where an engine takes one writer at a time, the place in the queue; dispose to let the next one in.</summary>
    ValueTask<IDisposable?> EnterAsync(CancellationToken cancel);

    /// <summary>Inserts many rows of one kind at once, in the open transaction of <paramref name="db"/>.</summary>
    Task InsertAsync(StudyDb db, IEntityType kind, IReadOnlyList<object> rows, CancellationToken cancel);

    /// <summary>Sees to it that what was erased is not left lying in the engine's files either, as far as the engine can.</summary>
    Task ForgetAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <summary>The expected failures among what an engine throws (a full disk, a clash of keys); null for the others.</summary>
    Problem? Explain(Exception fault);
}

/// <summary>Originals, kept under the SHA-256 of their bytes.</summary>
public interface IBlobs
{
    Task<string> KeepAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel);

    /// <summary>Keeps what comes without holding it in memory.</summary>
    /// <returns>Its name, and how many bytes there were.</returns>
    Task<(string Hash, long Bytes)> KeepAsync(Stream bytes, CancellationToken cancel);

    /// <summary>Null where there is none of that name.</summary>
    Stream? Open(string hash);
}
