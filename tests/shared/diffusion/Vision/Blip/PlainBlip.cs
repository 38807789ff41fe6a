using InstructEngine.Diffusion.Vision.Blip;
using InstructEngine.Diffusion.Weights;
using static TorchSharp.torch;

namespace InstructEngine.Shared.Tests.Diffusion.Vision.Blip;

/// <summary>BLIP in loops over doubles, written from its authors' description: rows are tokens.</summary>
internal sealed class PlainBlip(BlipModel model)
{
    private readonly Dictionary<string, double[]> _weights =
        ModelWeights.Tensors(model).ToDictionary(entry => entry.Key, entry => entry.Value.data<float>().Select(x => (double)x).ToArray(), StringComparer.Ordinal);

    /// <param name="pixels">Red, then green, then blue rows.</param>
    public double[][] Image(double[] pixels, BlipConfig config)
    {
        var (side, size) = (config.ImageSize / config.PatchSize, config.PatchSize);
        var (kernel, bias) = (_weights["visual_encoder.patch_embed.proj.weight"], _weights["visual_encoder.patch_embed.proj.bias"]);
        var tokens = new List<double[]> { _weights["visual_encoder.cls_token"] };
        for (var patch = 0; patch < side * side; patch++)
        {
            var token = new double[config.VisionWidth];
            for (var c = 0; c < token.Length; c++)
            {
                token[c] = bias[c];
                for (var channel = 0; channel < 3; channel++)
                {
                    for (var y = 0; y < size; y++)
                    {
                        for (var x = 0; x < size; x++)
                        {
                            var at = (((channel * config.ImageSize) + (patch / side * size) + y) * config.ImageSize) + (patch % side * size) + x;
                            token[c] += kernel[(((((c * 3) + channel) * size) + y) * size) + x] * pixels[at];
                        }
                    }
                }
            }

            tokens.Add(token);
        }

        var places = _weights["visual_encoder.pos_embed"];
        var hidden = tokens.Select((token, t) => token.Select((value, c) => value + places[(t * config.VisionWidth) + c]).ToArray()).ToArray();
        for (var block = 0; block < config.VisionLayers; block++)
        {
            var name = $"visual_encoder.blocks.{block}";
            var joined = Linear(Norm(hidden, $"{name}.norm1", 1e-6), $"{name}.attn.qkv");
            double[][] Third(int part) => [.. joined.Select(row => row[(part * config.VisionWidth)..((part + 1) * config.VisionWidth)])];
            hidden = Sum(hidden, Linear(Attend(Third(0), Third(1), Third(2), null), $"{name}.attn.proj"));
            hidden = Sum(hidden, Linear(Gelu(Linear(Norm(hidden, $"{name}.norm2", 1e-6), $"{name}.mlp.fc1")), $"{name}.mlp.fc2"));
        }

        return Norm(hidden, "visual_encoder.norm", 1e-6);
    }

    /// <returns>The first token's state.</returns>
    public double[] Text(long[] ids, bool[] mask, double[][] image, BlipConfig config)
    {
        var (words, places) = (_weights["text_encoder.embeddings.word_embeddings.weight"], _weights["text_encoder.embeddings.position_embeddings.weight"]);
        var width = config.TextWidth;
        var hidden = Norm([.. ids.Select((id, t) => Enumerable.Range(0, width).Select(c => words[(id * width) + c] + places[(t * width) + c]).ToArray())], "text_encoder.embeddings.LayerNorm", 1e-12);
        for (var block = 0; block < config.TextLayers; block++)
        {
            var name = $"text_encoder.encoder.layer.{block}";
            hidden = Attention($"{name}.attention", hidden, hidden, mask);
            hidden = Attention($"{name}.crossattention", hidden, image, null);
            hidden = Norm(Sum(Linear(Gelu(Linear(hidden, $"{name}.intermediate.dense")), $"{name}.output.dense"), hidden), $"{name}.output.LayerNorm", 1e-12);
        }

        return hidden[0];
    }

    private double[][] Attention(string name, double[][] hidden, double[][] context, bool[]? mask)
    {
        var attended = Attend(Linear(hidden, $"{name}.self.query"), Linear(context, $"{name}.self.key"), Linear(context, $"{name}.self.value"), mask);
        return Norm(Sum(Linear(attended, $"{name}.output.dense"), hidden), $"{name}.output.LayerNorm", 1e-12);
    }

    private static double[][] Attend(double[][] query, double[][] key, double[][] value, bool[]? mask)
    {
        const int head = 64;
        var result = query.Select(row => new double[row.Length]).ToArray();
        for (var start = 0; start < query[0].Length; start += head)
        {
            for (var t = 0; t < query.Length; t++)
            {
                var weights = key.Select((row, s) => mask is null || mask[s] ? Math.Exp(Enumerable.Range(start, head).Sum(c => query[t][c] * row[c]) / Math.Sqrt(head)) : 0).ToArray();
                var total = weights.Sum();
                for (var c = start; c < start + head; c++)
                    result[t][c] = value.Select((row, s) => weights[s] / total * row[c]).Sum();
            }
        }

        return result;
    }

    private double[][] Linear(double[][] rows, string name)
    {
        var (weight, bias) = (_weights[$"{name}.weight"], _weights[$"{name}.bias"]);
        return [.. rows.Select(row => bias.Select((b, o) => b + row.Select((x, i) => x * weight[(o * row.Length) + i]).Sum()).ToArray())];
    }

    private double[][] Norm(double[][] rows, string name, double eps)
    {
        var (weight, bias) = (_weights[$"{name}.weight"], _weights[$"{name}.bias"]);
        return [.. rows.Select(row =>
        {
            var mean = row.Average();
            var deviation = Math.Sqrt(row.Average(x => (x - mean) * (x - mean)) + eps);
            return row.Select((x, c) => ((x - mean) / deviation * weight[c]) + bias[c]).ToArray();
        })];
    }

    private static double[][] Sum(double[][] a, double[][] b) => [.. a.Zip(b, (x, y) => x.Zip(y, (p, q) => p + q).ToArray())];

    /// <summary>Exact, with the error function from libtorch.</summary>
    private static double[][] Gelu(double[][] rows) => [.. rows.Select(row =>
    {
        using var scope = NewDisposeScope();
        var erf = special.erf(tensor(row) / Math.Sqrt(2)).data<double>().ToArray();
        return row.Select((x, i) => x * 0.5 * (1 + erf[i])).ToArray();
    })];
}
