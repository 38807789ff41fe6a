using InstructEngine.Contracts.V1;
using InstructEngine.Diffusion.Schedulers;
using InstructEngine.Hosting.Runs;
using InstructEngine.Hosting.Specs;
using InstructEngine.Scoring;

namespace InstructEngine.Shared.Tests.Hosting.Specs;

public sealed class When_rendering_is_specified
{
    [Fact]
    public void Renderers_share_the_work_each_with_settings_of_its_own()
    {
        var rendering = Parse(
            """
            { "size": "1024x768", "scheduler": "euler", "sharedSeed": false, "check": "clip-score", "checkModel": "clip-vit-large-patch14", "margin": 1.5, "renderers": [
                { "share": 3, "model": "sdxl", "lora": "loras/style.safetensors", "loraScale": 0.8, "precision": "bfloat16", "steps": 30, "guidanceScale": 5, "scheduler": "dpm++2m" },
                { "endpoint": "openai", "model": "gpt-image-1", "parameters": { "response_format": null, "quality": "high", "seed": "{seed}" } } ] }
            """);

        Assert.Equal(("1024x768", "euler", false, "clip-score", "clip-vit-large-patch14", 1.5), (rendering.Size, rendering.Scheduler, rendering.SharedSeed, rendering.Check, rendering.CheckModel, rendering.Margin));
        Assert.Equal(new RendererSpec(3, "sdxl", null, "loras/style.safetensors", 0.8, "bfloat16", 30, 5, "dpm++2m"), rendering.Renderers![0]);
        Assert.Equal(("openai", "gpt-image-1", null), (rendering.Renderers[1].Endpoint, rendering.Renderers[1].Model, rendering.Renderers[1].Share));
        Assert.Equal("""{"response_format":null,"quality":"high","seed":"{seed}"}""", rendering.Renderers[1].Parameters!.ToJsonString());
    }

    [Fact]
    public void Null_is_as_good_as_leaving_it_out() => Assert.Equal(
        RunIds.For(RunSpecReader.Demo(), null),
        RunIds.For(RunSpecReader.Parse("""{"rendering":{"renderers":null,"size":null,"sharedSeed":null,"check":null,"checkModel":null,"scheduler":null}}""", "my.json"), null));

    [Theory]
    [InlineData("""{"renderers":[]}""", "rendering.renderers is 0: expected 1 to 20 renderers")]
    [InlineData("""{"renderers":{}}""", "rendering.renderers is {}: expected a list of objects")]
    [InlineData("""{"renderers":["sdxl"]}""", "rendering.renderers[0] is \"sdxl\": expected an object")]
    [InlineData("""{"renderers":[{"modle":"sdxl"}]}""", "rendering.renderers[0].modle: unknown key; did you mean rendering.renderers[0].model?")]
    [InlineData("""{"renderers":[{"model":"a"},{"model":"b","share":"x"}]}""", "rendering.renderers[1].share is \"x\": expected a number")]
    [InlineData("""{"renderers":[{"model":"a","share":0}]}""", "rendering.renderers[0].share is 0: expected a number above 0")]
    [InlineData("""{"renderers":[{"model":"../a"}]}""", "a path outside")]
    [InlineData("""{"renderers":[{"lora":"x.safetensors"}]}""", "rendering.renderers[0].model is \"\"")]
    [InlineData("""{"renderers":[{"model":"a","lora":"/x.safetensors"}]}""", "rendering.renderers[0].lora is \"/x.safetensors\": expected a file inside the models folder")]
    [InlineData("""{"renderers":[{"model":"a","loraScale":1}]}""", "and a rendering.renderers[0].lora beside it")]
    [InlineData("""{"renderers":[{"model":"a","precision":"float16"}]}""", "rendering.renderers[0].precision is \"float16\": expected one of float32, bfloat16")]
    [InlineData("""{"renderers":[{"model":"a","steps":0}]}""", "rendering.renderers[0].steps is 0: expected a whole number from 1 to 1000")]
    [InlineData("""{"renderers":[{"model":"a","scheduler":"unipc"}]}""", "rendering.renderers[0].scheduler is \"unipc\": expected one of ddim, ddpm, euler")]
    [InlineData("""{"renderers":[{"model":"a","parameters":{"quality":"hd"}}]}""", "expected an endpoint beside it")]
    [InlineData("""{"size":"1024","renderers":[{"endpoint":"open ai","model":"m"}]}""", "rendering.renderers[0].endpoint is \"open ai\": expected the name that render-svc's settings give an endpoint")]
    [InlineData("""{"size":"1024","renderers":[{"endpoint":"openai"}]}""", "rendering.renderers[0].model is null: expected the name that the endpoint knows its model by")]
    [InlineData("""{"renderers":[{"endpoint":"openai","model":"m"}]}""", "rendering.size is null: expected a size as \"1024x1024\", because an endpoint draws")]
    [InlineData("""{"size":"1024","renderers":[{"endpoint":"openai","model":"m","steps":5}]}""", "rendering.renderers[0].steps is 5: expected nothing: an endpoint has its own")]
    [InlineData("""{"size":"0x5"}""", "rendering.size is \"0x5\": expected \"512\" or \"768x512\"")]
    [InlineData("""{"size":"8193"}""", "rendering.size is \"8193\"")]
    [InlineData("""{"size":512}""", "rendering.size is 512: expected a text in quotes")]
    [InlineData("""{"scheduler":"best"}""", "rendering.scheduler is \"best\": expected one of ddim")]
    [InlineData("""{"sharedSeed":"no"}""", "rendering.sharedSeed is \"no\": expected true or false")]
    [InlineData("""{"check":"blip","checkModel":"x"}""", "rendering.check is \"blip\": expected one of demo, clip-score, pick-score")]
    [InlineData("""{"check":"clip-score"}""", "rendering.checkModel is null: expected the folder of a model")]
    [InlineData("""{"checkModel":"clip"}""", "rendering.checkModel is \"clip\": expected nothing: rendering.check \"demo\" has no model")]
    [InlineData("""{"margin":1.5}""", "rendering.margin is 1.5: expected a number from 0 to 1")]
    [InlineData("""{"check":"clip-score","checkModel":"clip","margin":101}""", "rendering.margin is 101: expected a number from 0 to 100")]
    public void The_error_names_the_place_the_value_and_what_would_be_right(string rendering, string expected)
    {
        var exception = Assert.Throws<SpecException>(() => Parse(rendering));
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.Single(exception.Errors);
    }

    [Fact]
    public void Its_names_are_those_of_the_samplers_and_scorers_there_are()
    {
        Assert.Equal(Sampler.Known.Select(sampler => sampler.Name), RunSpecValidator.Schedulers);
        // Which does not look at the prompt, so that it cannot tell whose image is whose.
        Assert.Equal(ImageScorers.Names.Except(["aesthetic"]), RunSpecValidator.ImageChecks);
    }

    private static RenderingSpec Parse(string rendering) => RunSpecReader.Parse($$"""{ "rendering": {{rendering}} }""", "my.json").Rendering;
}
