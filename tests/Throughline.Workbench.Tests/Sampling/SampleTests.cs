using Microsoft.EntityFrameworkCore;
using Throughline.Formats.Word;
using Throughline.Workbench.Access;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Sampling;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Tests.Sampling;

public sealed class SampleTests
{
    [Theory, Engines]
    public async Task A_proposal_is_the_same_each_time_keeps_to_those_who_agreed_and_can_be_undone(Engine engine)
    {
        await using var frame = await FrameDesk.OpenAsync(engine);

        var first = await frame.ProposeAsync();
        await frame.Desk.UndoAsync();
        Assert.Empty((await frame.AskAsync()).Picks);
        var again = await frame.ProposeAsync();

        Assert.Equal(6, first.Picked.Count);
        Assert.Equal(first.Picked, again.Picked);
        Assert.DoesNotContain("R012", again.Picked);
        var desk = await frame.AskAsync();
        Assert.Equal((12, 11), (desk.Frame, desk.Open));
        Assert.Equal(first.Mean, desk.Figures!.Mean, 12);
        Assert.All(desk.Picks, l => Assert.NotEmpty(l.Pick.Reason));
        Assert.Equal(first.Picked, desk.Picks.Select(l => l.Code));
    }

    [Theory, Engines]
    public async Task Who_was_picked_by_hand_stays_and_another_seed_is_another_change(Engine engine)
    {
        await using var frame = await FrameDesk.OpenAsync(engine);
        await frame.PickAsync("R005", "knows the rural side");

        await frame.ProposeAsync();

        var desk = await frame.AskAsync();
        Assert.Equal((Pick.ByHand, "knows the rural side"), desk.Picks.Where(l => l.Code == "R005").Select(l => (l.Pick.Origin, l.Pick.Reason)).Single());
        Assert.Equal(6, desk.Picks.Count);
    }

    [Theory, Engines]
    public async Task Wishes_that_cannot_be_had_are_told_in_words_and_nothing_changes(Engine engine)
    {
        await using var frame = await FrameDesk.OpenAsync(engine);
        await frame.WishAsync(w => w with { Cells = [new([new(frame.Gender.Id, "man")], 4), new([new(frame.Gender.Id, "woman")], 4)] });

        var refused = await frame.Desk.Get<ProposeSample>().DoAsync(frame.Desk.Study, Desk.Maren, null, default);

        Assert.Contains("least 4 of Gender: man (there are 3", Assert.IsType<Problem.Conflict>(refused.Problem).Detail);
        Assert.Empty((await frame.AskAsync()).Picks);
    }

    [Theory, Engines]
    public async Task A_decline_is_replaced_by_the_nearest_who_fills_the_gap_and_the_account_tells_it(Engine engine)
    {
        await using var frame = await FrameDesk.OpenAsync(engine);
        var leaving = (await frame.ProposeAsync()).Picked[0];
        await frame.StepAsync(leaving, Approach.Invited, "2025-11-01");
        await frame.StepAsync(leaving, Approach.Declined, "2025-11-05", "no time");

        var reserves = (await frame.Desk.Get<ReservesFor>().AskAsync(frame.Desk.Study, Desk.Maren, null, leaving, default)).Value;
        await frame.PickAsync(reserves[0].Code, "declined: no time", leaving);
        await frame.StepAsync(reserves[0].Code, Approach.Agreed, "2025-11-09");
        var account = (await frame.Desk.Get<SampleAccount>().AskAsync(frame.Desk.Study, Desk.Maren, null, default)).Value;

        Assert.DoesNotContain(reserves, r => r.Code == leaving || r.Code == "R012");
        var desk = await frame.AskAsync();
        Assert.Equal(6, desk.Picks.Count);
        Assert.Equal((leaving, "declined: no time"), (desk.Dropped.Single().Code, desk.Dropped.Single().Pick.DropReason));
        Assert.Equal((2, 1, 1, 1), (desk.Flow.Approached, desk.Flow.Agreed, desk.Flow.Declined, desk.Flow.Replaced));
        Assert.Contains("1 declined: no time (1)", account.Flow.Description);
        using var word = new MemoryStream();
        WordReport.Write(account.Report, word);
        Assert.True(word.Length > 5000);
    }

    [Theory, Engines]
    public async Task A_frozen_sample_stays_as_it_was_whatever_comes_in(Engine engine)
    {
        await using var frame = await FrameDesk.OpenAsync(engine);
        var picked = (await frame.ProposeAsync()).Picked;

        Assert.True((await frame.Desk.Get<FreezeSample>().DoAsync(frame.Desk.Study, Desk.Maren, null, null, default)).Succeeded);
        var refused = await frame.Desk.Get<DropPick>().DoAsync(frame.Desk.Study, Desk.Maren, null, picked[0], "changed my mind", default);
        await frame.AddAsync("R099", "other", 7, true);

        Assert.IsType<Problem.Conflict>(refused.Problem);
        var account = (await frame.Desk.Get<SampleAccount>().AskAsync(frame.Desk.Study, Desk.Maren, null, default)).Value;
        Assert.Contains("from 12 respondents", Text(account));
        await frame.StepAsync(picked[0], Approach.Invited, "2025-11-01");
        await frame.Desk.UndoAsync();
    }

    [Theory, Engines]
    public async Task A_sample_is_frozen_as_it_was_on_a_day_with_the_frame_answers_and_picks_of_then(Engine engine)
    {
        await using var frame = await FrameDesk.OpenAsync(engine);
        var early = DateTimeOffset.UtcNow;
        var picked = (await frame.ProposeAsync()).Picked;
        var then = await frame.AskAsync();
        Assert.Same(then.Source, (await frame.AskAsync()).Source);
        var at = DateTimeOffset.UtcNow;
        Assert.True((await frame.Desk.Get<DropPick>().DoAsync(frame.Desk.Study, Desk.Maren, null, picked[0], "left the role", default)).Succeeded);
        Assert.Same(then.Source, (await frame.AskAsync()).Source);
        await frame.AddAsync("R099", "other", 700, true);
        Assert.Equal((13, 700.0), ((await frame.AskAsync()).Frame, (await frame.AskAsync()).Source!.Columns[1].Numbers.Max()));
        await frame.WishAsync(w => w with { OnlyAgreed = !w.OnlyAgreed });

        async Task<Outcome<Done<Sample>>> FreezeAsync(DateTimeOffset when) => await frame.Desk.Get<FreezeSample>().DoAsync(frame.Desk.Study, Desk.Maren, null, when, default);
        Assert.Contains("yet to come", Assert.IsType<Problem.Invalid>((await FreezeAsync(at.AddDays(1))).Problem).Detail);
        Assert.Contains("made later", Assert.IsType<Problem.Invalid>((await FreezeAsync(at.AddDays(-1))).Problem).Detail);
        Assert.IsType<Problem.Conflict>((await FreezeAsync(early)).Problem);
        var done = await FreezeAsync(at);

        Assert.True(done.Succeeded, done.Problem?.Detail);
        var kept = FreezeSample.Read(done.Value.Value)!;
        Assert.Equal((12, then.Open, then.Figures!.Mean), (kept.Frame, kept.Open, kept.Mean));
        Assert.Equal(picked, kept.People);
        Assert.Equal(Instant.Micros(at), done.Value.Value.FrozenAt);
        var account = (await frame.Desk.Get<SampleAccount>().AskAsync(frame.Desk.Study, Desk.Maren, null, default)).Value;
        Assert.Contains($"nobody came into it, and {picked[0]} left it", Text(account));
        await frame.Desk.UndoAsync();
        Assert.Null((await frame.AskAsync()).Sample.FrozenAt);

        var gone = Enumerable.Range(1, 12).Select(i => $"R{i:000}").First(code => !picked.Contains(code));
        Assert.True((await frame.Desk.Get<WithdrawRespondent>().DoAsync(frame.Desk.Study, Desk.Maren, gone, default)).Succeeded);
        kept = FreezeSample.Read((await FreezeAsync(at)).Value.Value)!;
        Assert.Equal((11, 1), (kept.Frame, kept.Withdrawn));
        Assert.Contains("One more had answered and withdrew", Text((await frame.Desk.Get<SampleAccount>().AskAsync(frame.Desk.Study, Desk.Maren, null, default)).Value));
    }

    [Theory, Engines]
    public async Task The_best_sample_that_was_found_is_taken_unless_somebody_is_in_the_way_and_given_back(Engine engine)
    {
        await using var frame = await FrameDesk.OpenAsync(engine);
        string[] poor = ["R001", "R002", "R003", "R005", "R006", "R007"];
        await frame.Desk.Get<StudyStore>().ChangeAsync<Nothing>(frame.Desk.Study, Desk.Maren, Right.EditRecruitment, async scope =>
        {
            foreach (var one in await scope.Respondents.Where(r => poor.Contains(r.Code)).ToListAsync())
                scope.Add(new Pick { Id = Guid.CreateVersion7(), SampleId = (await frame.AskAsync()).Sample.Id, RespondentId = one.Id, Reason = "proposed", At = scope.Now });
            scope.Record("ProposeSample", "proposed six");
            return default(Nothing);
        }, default);
        Task<Outcome<Done<ProposeSample.Report>>> TakeAsync() => frame.Desk.Get<TakeBestSample>().DoAsync(frame.Desk.Study, Desk.Maren, null, default);
        Assert.Contains("Look for it first", Assert.IsType<Problem.Conflict>((await TakeAsync()).Problem).Detail);
        var prove = frame.Desk.Get<ProveSample>();
        var proof = (await prove.BeginAsync(frame.Desk.Study, Desk.Maren, null, TimeSpan.FromSeconds(30), default)).Value;
        for (; proof.State == SampleProof.Looking; proof = (await prove.AskAsync(frame.Desk.Study, Desk.Maren, null, default)).Value) await Task.Delay(10);

        var taken = await TakeAsync();

        Assert.True(taken.Succeeded, taken.Problem?.Detail);
        var best = (await frame.AskAsync()).Figures!.Mean;
        Assert.Equal(proof.Best!.Optimum!.Value, best, 9);
        Assert.Null((await TakeAsync()).Value.Change);
        await frame.Desk.UndoAsync();
        var before = await frame.AskAsync();
        Assert.Equal(poor, before.Picks.Select(l => l.Code).Order());
        Assert.True(before.Figures!.Mean < best - 0.01);
        await frame.StepAsync(poor.Except(proof.Best.Picked).First(), Approach.Invited, "2025-11-01");
        Assert.Contains("would have to leave", Assert.IsType<Problem.Conflict>((await TakeAsync()).Problem).Title);
    }

    [Theory, Engines]
    public async Task A_pick_needs_its_reason_and_a_step_its_day(Engine engine)
    {
        await using var frame = await FrameDesk.OpenAsync(engine);
        await frame.PickAsync("R001", "first to answer");

        var unreasoned = await frame.Desk.Get<PickRespondent>().DoAsync(frame.Desk.Study, Desk.Maren, null, new(Guid.CreateVersion7(), "R002", " "), default);
        var undated = await frame.Desk.Get<RecordApproach>().DoAsync(frame.Desk.Study, Desk.Maren, null, new(Guid.CreateVersion7(), "R001", "invited", "tomorrow"), default);
        var stranger = await frame.Desk.Get<RecordApproach>().DoAsync(frame.Desk.Study, Desk.Maren, null, new(Guid.CreateVersion7(), "R002", "invited"), default);

        Assert.IsType<Problem.Invalid>(unreasoned.Problem);
        Assert.IsType<Problem.Invalid>(undated.Problem);
        Assert.IsType<Problem.Conflict>(stranger.Problem);
    }

    private static string Text(SampleAccount.Answer account) => string.Join(" ", account.Report.Sections[0].Blocks.OfType<Formats.Reports.ReportBlock.Paragraph>().SelectMany(p => p.Runs).Select(r => r.Text));

    /// <summary>Twelve respondents who differ in gender and months; R012 does not want to be contacted.</summary>
    internal sealed class FrameDesk(Desk desk, Variable gender, Variable months, Guid sample) : IAsyncDisposable
    {
        public Desk Desk => desk;
        public Variable Gender => gender;

        public static async Task<FrameDesk> OpenAsync(Engine engine)
        {
            var desk = await Desk.OpenAsync(engine);
            var gender = new Variable { Id = Guid.CreateVersion7(), Name = "gender", NameKey = "gender", Label = "Gender", Kind = Variable.Nominal, Position = 1 };
            var months = new Variable { Id = Guid.CreateVersion7(), Name = "months", NameKey = "months", Label = "Months in the role", Kind = Variable.Number, Position = 2 };
            var frame = new FrameDesk(desk, gender, months, Guid.CreateVersion7());
            await desk.Get<StudyStore>().ChangeAsync<Nothing>(desk.Study, Desk.Maren, Right.EditRecruitment, scope =>
            {
                scope.Add(gender);
                scope.Add(months);
                for (var i = 1; i <= 12; i++) frame.Add(scope, $"R{i:000}", i % 4 == 0 ? "man" : "woman", i * 5, i != 12);
                scope.Record("ImportRespondents", "brought in twelve");
                return Task.FromResult<Outcome<Nothing>>(default(Nothing));
            }, default);
            await frame.WishAsync(_ => Wishes.None with { Vary = [new(gender.Id), new(months.Id, 2)] });
            return frame;
        }

        /// <summary>A voice of theirs in a source of open answers.</summary>
        public async Task SpeakAsync(string code)
        {
            var source = await desk.SourceAsync("Open answers", "I stay.");
            await desk.Get<StudyStore>().ChangeAsync<Nothing>(desk.Study, Desk.Maren, Right.EditSources, async scope =>
            {
                scope.Add(new Speaker { Id = Guid.CreateVersion7(), SourceId = source.Id, Number = 1, Name = code, NameInFile = code, RespondentId = (await scope.Respondents.SingleAsync(r => r.Code == code)).Id });
                scope.Record("AddSource", "added a voice");
                return default(Nothing);
            }, default);
        }

        public Task AddAsync(string code, string who, int months, bool mayContact) => desk.Get<StudyStore>().ChangeAsync<Nothing>(desk.Study, Desk.Maren, Right.EditRecruitment, scope =>
        {
            Add(scope, code, who, months, mayContact);
            scope.Record("ImportRespondents", $"brought in {code}");
            return Task.FromResult<Outcome<Nothing>>(default(Nothing));
        }, default);

        private void Add(StudyScope scope, string code, string who, int time, bool mayContact) => scope.Add(new Respondent
        {
            Id = Guid.CreateVersion7(), Code = code, CodeKey = NameKey.Of(code), MayContact = mayContact,
            Values = AnswerValues.Written([new(gender.Id, Answered.As(who)), new(months.Id, Answered.As($"{time}"))]),
        });

        public async Task WishAsync(Func<Wishes, Wishes> change)
        {
            var there = await desk.Get<SampleDesk>().AskAsync(desk.Study, Desk.Maren, sample.ToString(), default);
            var wishes = change(there.Is(out var found, out _) ? found.Wishes : Wishes.None);
            var made = await desk.Get<MakeSample>().DoAsync(desk.Study, Desk.Maren, new(sample, "Interviews", 6, 4711, wishes), default);
            Assert.True(made.Succeeded, made.Problem?.Detail);
        }

        public async Task<ProposeSample.Report> ProposeAsync()
        {
            var done = await desk.Get<ProposeSample>().DoAsync(desk.Study, Desk.Maren, null, default);
            Assert.True(done.Succeeded, done.Problem?.Detail);
            return done.Value.Value;
        }

        public async Task<SampleDesk.Answer> AskAsync() => (await desk.Get<SampleDesk>().AskAsync(desk.Study, Desk.Maren, null, default)).Value;

        public async Task PickAsync(string code, string reason, string? inPlaceOf = null)
        {
            var done = await desk.Get<PickRespondent>().DoAsync(desk.Study, Desk.Maren, null, new(Guid.CreateVersion7(), code, reason, inPlaceOf), default);
            Assert.True(done.Succeeded, done.Problem?.Detail);
        }

        public async Task StepAsync(string code, string kind, string on, string reason = "")
        {
            var done = await desk.Get<RecordApproach>().DoAsync(desk.Study, Desk.Maren, null, new(Guid.CreateVersion7(), code, kind, on, reason), default);
            Assert.True(done.Succeeded, done.Problem?.Detail);
        }

        public Task<Outcome<Done<Throughline.Workbench.Participants.Participant>>> TakeAsync(string code, string? participant = null) =>
            desk.Get<TakePart>().DoAsync(desk.Study, Desk.Maren, null, (code, participant), default);

        public Task<Outcome<WriteLetters.Letters>> LettersAsync(string? template) => desk.Get<WriteLetters>().DoAsync(desk.Study, Desk.Maren, null, new(template, null), default);

        public ValueTask DisposeAsync() => desk.DisposeAsync();
    }
}
