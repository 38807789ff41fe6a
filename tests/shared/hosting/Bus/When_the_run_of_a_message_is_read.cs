using System.Text;
using InstructEngine.Hosting.Bus;

namespace InstructEngine.Shared.Tests.Hosting.Bus;

public sealed class When_the_run_of_a_message_is_read
{
    [Theory]
    [InlineData("""{"runId":"r","x":1}""", "r")]
    [InlineData("""{"x":{"runId":"inner"},"y":[1,{"runId":"z"}],"runId":"r"}""", "r")]
    [InlineData("""{"runId":7}""", null)]
    [InlineData("""{"x":1}""", null)]
    [InlineData("""["runId","r"]""", null)]
    [InlineData("""{"x":""", null)]
    [InlineData("", null)]
    public void Only_the_events_own_run_counts(string body, string? expected) => Assert.Equal(expected, RunIdReader.Read(Encoding.UTF8.GetBytes(body)));
}
