using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Throughline.Workbench.History;
using Throughline.Workbench.Shared;

namespace Throughline.App.Shell;

/// <summary>What REST and the command line answer with. A mutation's answer carries the number of its Change.</summary>
public abstract record Answer
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonPropertyOrder(100)]
    public long? Change { get; set; }
}

public static class Answers
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static IResult Ok<T>(Outcome<T> outcome, Func<T, object> answer) =>
        outcome.Is(out var value, out var problem) ? Results.Json(answer(value), Json) : Of(problem);

    /// <summary>The answer to a mutation: its value, with the Change that records it.</summary>
    public static IResult Done<T>(Outcome<Done<T>> outcome, Func<T, Answer> answer)
    {
        if (!outcome.Is(out var done, out var problem)) return Of(problem);
        return Results.Json(With(answer(done.Value), done.Change), Json);
    }

    public static Answer With(Answer answer, ChangeLine? change)
    {
        answer.Change = change?.Number;
        return answer;
    }

    public static IResult Of(Problem problem)
    {
        var details = new ProblemDetails { Title = problem.Title, Detail = problem.Detail, Status = Status(problem) };
        if (problem is Problem.Invalid invalid) details.Extensions["errors"] = invalid.Fields.ToDictionary(f => f.Key, f => new[] { f.Value });
        if (problem is Problem.Unreadable { Choices: { Count: > 0 } choices }) details.Extensions["choices"] = choices;
        if (problem is Problem.Conflict { Since: { } since })
        {
            details.Extensions["since"] = since.Number;
            details.Extensions["sinceUndoes"] = since.Reverses is not null;
        }
        return Results.Json(details, Json, "application/problem+json", details.Status);
    }

    public static int Status(Problem problem) => problem switch
    {
        Problem.NotFound => StatusCodes.Status404NotFound,
        Problem.NotAllowed => StatusCodes.Status403Forbidden,
        Problem.Invalid => StatusCodes.Status422UnprocessableEntity,
        Problem.Conflict => StatusCodes.Status409Conflict,
        Problem.Unreadable => StatusCodes.Status415UnsupportedMediaType,
        Problem.TooLarge => StatusCodes.Status413PayloadTooLarge,
        Problem.NotKept => StatusCodes.Status507InsufficientStorage,
        _ => StatusCodes.Status500InternalServerError,
    };
}

/// <summary>For mutations that leave nothing but the fact.</summary>
public sealed record DoneAnswer : Answer;
