using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.FileProviders;
using Throughline.App.Codebook;
using Throughline.App.Coding;
using Throughline.App.History;
using Throughline.App.Interchange;
using Throughline.App.Notes;
using Throughline.App.Participants;
using Throughline.App.Questionnaires;
using Throughline.App.Questionnaires.Public;
using Throughline.App.Reports;
using Throughline.App.Sampling;
using Throughline.App.Respondents;
using Throughline.App.Sources;
using Throughline.App.Studies;
using Throughline.App.Themes;
using Throughline.App.Vault;
using Throughline.Storage;

namespace Throughline.App.Shell;

public sealed record WebOptions(int Port, string Token, string Person)
{
    /// <summary>Done when the database may be asked; requests wait for it.</summary>
    public Task Opened { get; init; } = Task.CompletedTask;

    /// <summary>Where respondents reach public pages; null: on this computer only.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>How often one address may ask for public pages.</summary>
    public AnswerLimits Limits { get; init; } = AnswerLimits.Usual;
}

/// <summary>The web side of the executable: pages, style sheets, REST.</summary>
public static class WebHost
{
    public static WebApplication Build(DataFolder folder, WebOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environments.Production });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k =>
        {
            k.ListenLocalhost(options.Port);
            k.AddServerHeader = false;
            k.Limits.MaxRequestBodySize = 256L << 20;
        });
        builder.Logging.AddSimpleConsole(c => c.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddConsole(c => c.LogToStandardErrorThreshold = LogLevel.Trace);
        // That it could not start is told by whoever starts it.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.Services.AddWorkbench(folder);
        var reached = new PublicAddress(options.PublicUrl, options.Port);
        builder.Services.AddSingleton(reached).AddSingleton(new LaunchToken(options.Token, options.Port, options.Person, reached));
        builder.Services.AddRouting().AddAntiforgery().AddOpenApi();
        builder.Services.AddRazorComponents();
        options.Limits.AddTo(builder.Services);
        builder.Services.AddHttpContextAccessor();
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Encoder = Answers.Json.Encoder;
            foreach (var converter in Answers.Json.Converters) json.SerializerOptions.Converters.Add(converter);
        });
        builder.Services.AddSingleton<ChangeStream>().AddSingleton(_ => new WaitingFiles(WaitingFiles.Usual));
        builder.Services.AddHostedService<DailySnapshot>().AddSingleton(options);
        builder.Services.AddHostedService<IndexCatchUp>();
        var app = builder.Build();
        Use(app, options);
        Map(app);
        return app;
    }

    private static void Use(WebApplication app, WebOptions options)
    {
        app.UseOpening(options.Opened);
        // The server that hands public pages on runs on this computer; what it says of a respondent's address is counted, not kept.
        if (app.Services.GetRequiredService<PublicAddress>() is { IsGiven: true } reached)
        {
            app.Use(next => context => next(reached.Noticing(context, app.Logger)));
            app.UseForwardedHeaders(new() { ForwardedHeaders = ForwardedHeaders.XForwardedFor });
        }
        app.UseMiddleware<Faults>();
        app.UseContentSecurity();
        app.UsePageFiles();
        app.Use(next => context => app.Services.GetRequiredService<LaunchToken>().PassAsync(context, next));
        app.UseUnchangedPages();
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "wwwroot")),
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = PageFiles.CacheControlOf(file.Context, file.File.Name),
        });
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAntiforgery();
    }

    private static void Map(WebApplication app)
    {
        app.MapOpenApi();
        app.MapParts(app.Environment);
        app.MapRazorComponents<Shell.App>();
        app.MapHistoryFragments();
        app.MapAnswering();
        app.MapTrial();
        app.MapNowhere();
        var api = app.MapGroup("/api/v1").DisableAntiforgery();
        api.MapStudies();
        api.MapData();
        api.MapArchives();
        api.MapProjects();
        var study = api.MapGroup("/studies/{study}");
        study.MapSources();
        study.MapFind();
        study.MapQuestionnaires();
        study.MapParticipants();
        study.MapRespondents();
        study.MapVault();
        study.MapSamples();
        study.MapArchive();
        study.MapExchanges();
        study.MapDatasets();
        study.MapCodebook();
        study.MapCoding();
        study.MapHistory();
        study.MapAsOf();
        study.MapNotes();
        study.MapThemes();
        study.MapReport();
        study.MapNoteFiles();
        study.MapSegments();
    }
}
