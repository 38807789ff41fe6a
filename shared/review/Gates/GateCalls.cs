using System.Text;
using Google.Protobuf;
using InstructEngine.Review.Html;
using Microsoft.AspNetCore.Http;

namespace InstructEngine.Review.Gates;

/// <summary>Takes a page's call and gives its answer, both as the JSON of a message.</summary>
internal static class GateCalls
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default);

    /// <summary>Reads the body, calls, and answers; what the desk refuses is told.</summary>
    public static async Task AnswerAsync<TRequest, TResponse>(HttpContext context, Func<TRequest, Task<TResponse>> call)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : IMessage
    {
        if (!context.Request.HasJsonContentType())
        {
            await ReviewResponses.RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType, "Send application/json.");
            return;
        }

        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        TRequest request;
        try
        {
            request = Parser.Parse<TRequest>(body);
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or InvalidJsonException)
        {
            await ReviewResponses.RefuseAsync(context, StatusCodes.Status400BadRequest, "The body is not what is asked for here.");
            return;
        }

        await AnswerAsync(context, () => call(request));
    }

    public static async Task AnswerAsync<TResponse>(HttpContext context, Func<Task<TResponse>> call)
        where TResponse : IMessage
    {
        try
        {
            var answer = await call();
            context.Response.ContentType = "application/json; charset=utf-8";
            await context.Response.WriteAsync(Formatter.Format(answer), Encoding.UTF8, context.RequestAborted);
        }
        catch (DeskException exception)
        {
            await ReviewResponses.RefuseAsync(context, StatusOf(exception.Fault), exception.Message);
        }
    }

    private static int StatusOf(DeskFault fault) => fault switch
    {
        DeskFault.Conflict => StatusCodes.Status409Conflict,
        DeskFault.Missing => StatusCodes.Status404NotFound,
        DeskFault.Away => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
