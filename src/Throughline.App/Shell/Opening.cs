using System.Net;
using System.Net.Sockets;

namespace Throughline.App.Shell;

/// <summary>
/// The first seconds of a server. It takes requests before its database may be asked, so that what the two do for the first time is
/// done side by side; only the page of help, which asks nothing, is answered before.
/// </summary>
public static class Opening
{
    private const string AsksNothing = "/help";

    public static void UseOpening(this WebApplication app, Task opened)
    {
        if (opened.IsCompletedSuccessfully) return;
        app.Use(async (context, next) =>
        {
            try
            {
                if (!opened.IsCompleted && context.Request.Path != AsksNothing) await opened.WaitAsync(app.Lifetime.ApplicationStopping);
            }
            catch (OperationCanceledException)
            {
                context.Abort();
                return;
            }
            await next(context);
        });
    }

    /// <summary>Asks for one page, as a browser would: what every first answer costs is then behind.</summary>
    public static async Task AnswerOnceAsync(WebOptions options, CancellationToken cancel)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, options.Port, cancel);
            await using var line = client.GetStream();
            await line.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"GET {AsksNothing} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {options.Token}\r\nConnection: close\r\n\r\n"), cancel);
            await line.CopyToAsync(Stream.Null, cancel);
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            // Then the first page does that work: nothing hangs on it.
        }
    }
}
