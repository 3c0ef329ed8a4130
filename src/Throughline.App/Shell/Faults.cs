using Throughline.Workbench.Shared;

namespace Throughline.App.Shell;

/// <summary>What nobody expected: told to the person without the inside of the program, and to the log with it.</summary>
public sealed partial class Faults(RequestDelegate next, ILogger<Faults> log, IStudyDbs dbs)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = 499;
        }
        catch (BadHttpRequestException fault) when (!context.Response.HasStarted)
        {
            await FaultPages.AnswerAsync(context, fault.StatusCode, "The request could not be read", "Its body or an address in it is not as REST expects it. /openapi/v1.json tells how.");
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            if (dbs.Explain(fault) is { } problem)
            {
                await FaultPages.AnswerAsync(context, Answers.Status(problem), problem.Title, problem.Detail);
                return;
            }
            Told(fault, context.Request.Method, context.Request.Path);
            await FaultPages.AnswerAsync(context, 500, "Something went wrong in Throughline", "It is our fault, not yours. What was saved before is safe. The log on the terminal says more.");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private partial void Told(Exception fault, string method, string path);
}
