using InstructEngine.Cli.DeadLetters;
using Xunit;

namespace InstructEngine.Cli.Tests.DeadLetters;

public sealed class The_error_queues_of_the_services
{
    /// <summary>Queues on a broker keep their names: a new one here leaves the messages of the old one behind.</summary>
    [Fact]
    public void Are_those_that_operators_know() => Assert.Equal(
        [
            "eval-svc-epoch-completed_error",
            "eval-svc-instructions-completed_error",
            "eval-svc-run-end_error",
            "instruction-svc-theme-expanded_error",
            "render-svc-instruction-triple-created_error",
            "taxonomy-svc-run-completed_error",
            "taxonomy-svc-run-failed_error",
            "taxonomy-svc-run-requested_error",
            "trainer-svc-dataset-progress_error",
        ],
        ErrorQueues.Known().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("render-svc-instruction-triple-created")]
    [InlineData("render-svc-instruction-triple-created_error")]
    public void May_be_named_by_the_queue_whose_messages_they_take(string queue) =>
        Assert.Equal("render-svc-instruction-triple-created_error", ErrorQueues.NameOf(queue));
}
