using InstructEngine.Hosting.Specs;

namespace InstructEngine.Shared.Tests.Hosting.Specs;

public sealed class When_a_spec_is_wrong
{
    [Theory]
    [InlineData("""{"trainning":{}}""", "trainning: unknown key; did you mean training?")]
    [InlineData("""{"training":{"learningrate":1}}""", "training.learningrate: unknown key; did you mean training.learningRate?")]
    [InlineData("""{"corpus":{"encoding":"utf-8"}}""", "corpus.encoding: unknown key; known here: sampleSize, minLength, maxLength")]
    [InlineData("""{"training":{"steps":-3}}""", "training.steps is -3: expected a whole number of at least 1")]
    [InlineData("""{"training":{"steps":1.5}}""", "training.steps is 1.5: expected a whole number")]
    [InlineData("""{"training":{"steps":"many"}}""", "training.steps is \"many\": expected a whole number")]
    [InlineData("""{"training":{"beta":0}}""", "training.beta is 0: expected a number above 0")]
    [InlineData("""{"training":{"beta":1e999}}""", "training.beta is 1e999: expected a number")]
    [InlineData("""{"training":[]}""", "training is []: expected an object")]
    [InlineData("""{"training":null}""", "training is null: expected an object")]
    [InlineData("""{"training":{"heldOutShare":0.6}}""", "training.heldOutShare is 0.6: expected a number from 0 to 0.5")]
    [InlineData("""{"training":{"badPairs":"ignore"}}""", "training.badPairs is \"ignore\": expected one of strict, skip")]
    [InlineData("""{"training":{"badPairs":true}}""", "training.badPairs is true: expected a text in quotes")]
    [InlineData("""{"training":{"badpairs":"skip"}}""", "training.badpairs: unknown key; did you mean training.badPairs?")]
    [InlineData("""{"training":{"learningRate":"NaN"}}""", "training.learningRate is \"NaN\": expected a number")]
    [InlineData("""{"training":{"learningRate":NaN}}""", "not valid JSON")]
    [InlineData("""{"training":{"beta":-1}}""", "training.beta is -1: expected a number above 0")]
    [InlineData("""{"training":{"loss":"ppo"}}""", "training.loss is \"ppo\": expected one of cross-validation, diffusion-dpo, sft, sft-both")]
    [InlineData("""{"training":{"terms":"all"}}""", "training.terms is \"all\": expected one of instruction-fixed, image-fixed, both, random-direction")]
    [InlineData("""{"training":{"terms":1}}""", "training.terms is 1: expected a text in quotes")]
    [InlineData("""{"training":{"loss":"sft","terms":"both"}}""", "training.terms is \"both\": expected instruction-fixed: training.loss \"sft\" has no others, \"cross-validation\" has it")]
    [InlineData("""{"training":{"terms":"random-direction"}}""", "training.terms is \"random-direction\": expected instruction-fixed or image-fixed or both: training.loss \"cross-validation\" has no others, \"diffusion-dpo\" has it")]
    [InlineData("""{"training":{"loss":"diffusion-dpo","terms":"both"}}""", "training.terms is \"both\": expected instruction-fixed or random-direction")]
    [InlineData("""{"training":{"referenceDraws":0}}""", "training.referenceDraws is 0: expected a whole number from 1")]
    [InlineData("""{"training":{"referenceDraws":1.5}}""", "training.referenceDraws is 1.5: expected a whole number")]
    [InlineData("""{"training":{"onDivergence":"ignore"}}""", "training.onDivergence is \"ignore\": expected one of stop, rollback")]
    [InlineData("""{"training":{"timestepRange":{"min":5,"max":5}}}""", "training.timestepRange.max is 5: expected above training.timestepRange.min, which is 5")]
    [InlineData("""{"training":{"timestepRange":{"min":-1,"max":5}}}""", "training.timestepRange.min is -1: expected a whole number of at least 0")]
    [InlineData("""{"training":{"timestepRange":{"max":5}}}""", "expected whole numbers min and max")]
    [InlineData("""{"training":{"timestepRange":{"min":0,"max":5,"mean":2}}}""", "expected whole numbers min and max")]
    [InlineData("""{"training":{"timestepRange":[0,500]}}""", "training.timestepRange is [0,500]: expected whole numbers min and max")]
    [InlineData("""{"training":{"loraRank":0}}""", "training.loraRank is 0: expected a whole number from 1 to 1024")]
    [InlineData("""{"training":{"loraRank":1.5}}""", "training.loraRank is 1.5: expected a whole number")]
    [InlineData("""{"training":{"loraRank":"16"}}""", "training.loraRank is \"16\": expected a whole number")]
    [InlineData("""{"training":{"loraAlpha":8}}""", "training.loraAlpha is 8: expected a training.loraRank beside it")]
    [InlineData("""{"training":{"loraRank":4,"loraAlpha":-1}}""", "training.loraAlpha is -1: expected a number above 0")]
    [InlineData("""{"training":{"precision":"float16"}}""", "training.precision is \"float16\": expected one of float32, bfloat16")]
    [InlineData("""{"training":{"emaDecay":1}}""", "training.emaDecay is 1: expected a number above 0 and below 1")]
    [InlineData("""{"training":{"gradientCheckpointing":"yes"}}""", "training.gradientCheckpointing is \"yes\": expected true or false")]
    [InlineData("""{"training":{"microBatchSize":0}}""", "training.microBatchSize is 0: expected a whole number of at least 1")]
    [InlineData("""{"training":{"learningRateSchedule":"step"}}""", "training.learningRateSchedule is \"step\": expected one of constant, linear, cosine")]
    [InlineData("""{"until":"lunch"}""", "until is \"lunch\": expected one of taxonomy, instructions, dataset")]
    [InlineData("""{"until":3}""", "until is 3: expected a text in quotes")]
    [InlineData("""{"untill":"dataset"}""", "untill: unknown key; did you mean until?")]
    [InlineData("""{"seed":-1}""", "seed is -1: expected a whole number of at least 0")]
    [InlineData("""{"seed":99999999999999999999}""", "seed is 99999999999999999999: expected a whole number up to 9223372036854775807")]
    [InlineData("""{"name":""}""", "name is \"\": expected 1 to 100 characters")]
    [InlineData("""{"name":"\ud800"}""", "not valid Unicode")]
    [InlineData("""{"corpus":{"minLength":10,"maxLength":9}}""", "corpus.maxLength is 9: expected at least corpus.minLength, which is 10")]
    [InlineData("""{"corpus":{"sampleSize":0}}""", "corpus.sampleSize is 0: expected a whole number from 1 to 1000000")]
    [InlineData("""{"instructions":{"shares":{"contentConsistency":0,"counterfactual":0,"aesthetics":0}}}""", "expected at least one share above 0")]
    [InlineData("""{"evaluation":{"guidanceScales":[]}}""", "evaluation.guidanceScales is []: expected 1 to 20 numbers")]
    [InlineData("""{"evaluation":{"guidanceScales":[1,-2]}}""", "evaluation.guidanceScales[1] is -2: expected a number from 0 to 100")]
    [InlineData("""{"evaluation":{"guidanceScales":1}}""", "evaluation.guidanceScales is 1: expected a list of numbers")]
    [InlineData("""{"rendering":{"model":"../secret"}}""", "rendering.model is \"../secret\": expected a folder inside the models folder")]
    [InlineData("""{"rendering":{"model":"/etc"}}""", "a path outside")]
    [InlineData("""{"rendering":{"model":"a/../../b"}}""", "a path outside")]
    [InlineData("""{"rendering":{"model":"C:\\x"}}""", "a path outside")]
    [InlineData("""{"rendering":{"model":"..\\x"}}""", "a path outside")]
    [InlineData("""{"rendering":{"model":"a\u0000b"}}""", "a path outside")]
    [InlineData("""{"rendering":{"model":""}}""", "a path outside")]
    [InlineData("""{"seed":1,"seed":2}""", "seed")]
    [InlineData("[]", "the spec is []: expected a JSON object")]
    [InlineData("{\n  \"seed\": ,\n}", "line 2, byte 11: not valid JSON")]
    [InlineData("", "not valid JSON")]
    public void The_error_names_the_place_the_value_and_what_would_be_right(string json, string expected)
    {
        var exception = Assert.Throws<SpecException>(() => RunSpecReader.Parse(json, "my.json"));

        Assert.StartsWith("my.json", exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.Single(exception.Errors);
    }

    [Fact]
    public void All_errors_come_at_once()
    {
        var exception = Assert.Throws<SpecException>(() => RunSpecReader.Parse("""{"seeds":1,"training":{"steps":0,"beta":"x"}}""", "my.json"));

        Assert.Equal(["seeds", "training.beta", "training.steps"], exception.Errors.Select(error => error.Path).Order());
        Assert.Contains("my.json has 3 errors:", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_of_megabytes_is_refused_unread() =>
        Assert.Contains("no run spec", Assert.Throws<SpecException>(() => RunSpecReader.Parse(new string(' ', 2_000_000), "big.json")).Message, StringComparison.Ordinal);
}
