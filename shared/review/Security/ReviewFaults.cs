using InstructEngine.Review.Html;
using InstructEngine.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace InstructEngine.Review.Security;

/// <summary>What goes wrong on a page: told to the reviewer in a sentence that says nothing of the inside, and to the log in full.</summary>
internal sealed partial class ReviewFaults(ILogger logger)
{
    public async Task CatchAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for an answer any more.
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await ReviewResponses.RefuseAsync(context, exception.StatusCode, exception.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? "The request is too large."
                : "The request cannot be read.");
        }
        catch (InvalidDataException) when (!context.Response.HasStarted)
        {
            // A form with more fields or longer values than forms may have.
            await ReviewResponses.RefuseAsync(context, StatusCodes.Status400BadRequest, "The request cannot be read.");
        }
        catch (StoreException exception) when (!context.Response.HasStarted)
        {
            LogStore(logger, exception, context.Request.Method);
            context.Response.Headers.RetryAfter = "5";
            await ReviewResponses.RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "What is stored cannot be reached just now. Nothing is lost; try again in a moment.");
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            LogFault(logger, exception, context.Request.Method);
            await ReviewResponses.RefuseAsync(context, StatusCodes.Status500InternalServerError, "Something went wrong here. It was written to the log.");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A store failed while a review page was answered ({Method})")]
    private static partial void LogStore(ILogger logger, Exception exception, string method);

    [LoggerMessage(Level = LogLevel.Error, Message = "A review page failed ({Method})")]
    private static partial void LogFault(ILogger logger, Exception exception, string method);
}
