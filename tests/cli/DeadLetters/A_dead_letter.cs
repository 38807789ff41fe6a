using System.Text;
using InstructEngine.Cli.DeadLetters;
using RabbitMQ.Client;
using Xunit;

namespace InstructEngine.Cli.Tests.DeadLetters;

public sealed class A_dead_letter
{
    private static readonly BasicProperties s_failed = new()
    {
        MessageId = "m-1",
        ContentType = "application/json",
        Headers = new Dictionary<string, object?>
        {
            ["MT-MessageType"] = "urn:message:InstructEngine.Contracts.V1:ImagePairRendered"u8.ToArray(),
            ["MT-Reason"] = "fault"u8.ToArray(),
            ["MT-Fault-ExceptionType"] = "System.IO.IOException"u8.ToArray(),
            ["MT-Fault-Message"] = "No space left on device"u8.ToArray(),
            ["MT-Fault-Timestamp"] = "2026-11-24T08:00:00.5000000Z"u8.ToArray(),
            ["x-delivery-count"] = 3L,
            ["traceparent"] = "00-abc"u8.ToArray(),
        },
    };

    [Fact]
    public void Tells_what_it_is_and_why_it_is_there()
    {
        var letter = DeadLetter.From(s_failed, """{"runId":"run-1","tripleId":"t"}"""u8.ToArray());

        Assert.Equal(("m-1", "ImagePairRendered", "run-1"), (letter.Id, letter.MessageType, letter.RunId));
        Assert.Equal(("System.IO.IOException", "No space left on device"), (letter.Exception, letter.Fault));
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 8, 0, 0, 500, TimeSpan.Zero), letter.FailedAt);
        Assert.Equal(3, letter.Headers["x-delivery-count"]!.GetValue<long>());
    }

    [Fact]
    public void That_the_broker_gave_up_by_itself_has_the_broker_s_reason_and_time()
    {
        var properties = new BasicProperties
        {
            Headers = new Dictionary<string, object?>
            {
                ["x-first-death-reason"] = "delivery_limit"u8.ToArray(),
                ["x-death"] = new List<object?> { new Dictionary<string, object?> { ["count"] = 1L, ["time"] = new AmqpTimestamp(1_795_000_000) } },
            },
        };

        var letter = DeadLetter.From(properties, "{}"u8.ToArray());

        Assert.Equal(("delivery_limit", DateTimeOffset.FromUnixTimeSeconds(1_795_000_000)), (letter.Exception, letter.FailedAt));
    }

    [Theory]
    [InlineData("no JSON", "no JSON")]
    [InlineData("[1,2]", "[1,2]")]
    [InlineData("""{"runId":7}""", """{"runId":7}""")]
    [InlineData("", "")]
    public void Of_any_body_is_shown_and_known_by_its_content(string body, string shown)
    {
        var letter = DeadLetter.From(new BasicProperties(), Encoding.UTF8.GetBytes(body));

        Assert.Null(letter.RunId);
        Assert.Equal(16, letter.Id.Length);
        Assert.Equal(letter.Id, DeadLetter.From(new BasicProperties(), Encoding.UTF8.GetBytes(body)).Id);
        Assert.Equal(shown, letter.Content() is System.Text.Json.Nodes.JsonValue text ? text.ToString() : letter.Content()!.ToJsonString());
        Assert.Contains(shown, DeadLetterText.Of(letter).Replace("\n  \"runId\": 7\n", "\"runId\":7", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(letter.Id, DeadLetterText.AsJson("q_error", letter), StringComparison.Ordinal);
    }

    [Fact]
    public void Whose_body_is_no_text_is_shown_in_base64()
    {
        var letter = DeadLetter.From(new BasicProperties(), new byte[] { 0xff, 0xfe, 0x00 });

        Assert.Equal("base64://4A", letter.BodyText());
        Assert.Contains("base64:", DeadLetterText.AsJson("q_error", letter), StringComparison.Ordinal);
    }

    [Fact]
    public void Is_sent_again_without_what_tells_of_its_failure()
    {
        var again = DeadLetter.Again(s_failed);

        Assert.Equal(["MT-MessageType", "traceparent"], again.Headers!.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("m-1", "application/json", DeliveryModes.Persistent), (again.MessageId, again.ContentType, again.DeliveryMode));
    }
}
