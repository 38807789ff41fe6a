using System.Text.RegularExpressions;
using InstructEngine.Diffusion.Models;
using InstructEngine.Diffusion.Models.UNet;

namespace InstructEngine.Diffusion.Lora.Files;

/// <summary>
/// The names of a UNet's layers in the code that Stable Diffusion was published with: one flat list of input blocks and one of output blocks, instead of
/// levels. Kohya's scripts use them for SDXL.
/// </summary>
internal sealed partial class OriginalUNetNames(UNet2DConditionConfig config)
{
    private static readonly Dictionary<string, string> s_outside = new()
    {
        ["conv_in"] = "input_blocks.0.0",
        ["conv_out"] = "out.2",
        ["time_embedding.linear_1"] = "time_embed.0",
        ["time_embedding.linear_2"] = "time_embed.2",
        ["add_embedding.linear_1"] = "label_emb.0.0",
        ["add_embedding.linear_2"] = "label_emb.0.2",
    };

    private static readonly Dictionary<string, string> s_resnet = new()
    {
        ["conv1"] = "in_layers.2",
        ["time_emb_proj"] = "emb_layers.1",
        ["conv2"] = "out_layers.3",
        ["conv_shortcut"] = "skip_connection",
    };

    /// <param name="path">A layer's name in diffusers.</param>
    public string? Of(string path)
    {
        if (s_outside.TryGetValue(path, out var name))
            return name;
        var match = InBlock().Match(path);
        if (!match.Success)
            return null;
        var level = match.Groups["level"].Success ? int.Parse(match.Groups["level"].Value) : 0;
        var (place, part, rest) = (int.Parse(match.Groups["place"].Value), match.Groups["part"].Value, match.Groups["rest"].Value);
        var inner = part switch { "resnets" => s_resnet.GetValueOrDefault(rest), "attentions" => rest, "downsamplers" => "op", _ => "conv" };
        return inner is null ? null : $"{Block(match.Groups["way"].Value, level, part, place)}.{inner}";
    }

    /// <summary>A residual block comes first in its block, the transformer after it; what changes the size follows in the last block of a level.</summary>
    private string Block(string way, int level, string part, int place) => (way, part) switch
    {
        ("mid_block", "resnets") => $"middle_block.{2 * place}",
        ("mid_block", _) => "middle_block.1",
        ("down_blocks", "downsamplers") => $"input_blocks.{Before(level + 1, DownBlocks)}.0",
        ("down_blocks", _) => $"input_blocks.{Before(level, DownBlocks) + place + 1}.{(part == "resnets" ? 0 : 1)}",
        (_, "upsamplers") => $"output_blocks.{Before(level + 1, UpBlocks) - 1}.{(config.UpBlockTypes[level] == nameof(UpBlock2D) ? 1 : 2)}",
        _ => $"output_blocks.{Before(level, UpBlocks) + place}.{(part == "resnets" ? 0 : 1)}",
    };

    private static int Before(int level, Func<int, int> blocks) => Enumerable.Range(0, level).Sum(blocks);

    /// <summary>What halves the size is a block of its own on the way down.</summary>
    private int DownBlocks(int level) => config.LayersPerBlock[level] + 1;

    private int UpBlocks(int step) => config.LayersPerBlock[config.BlockOutChannels.Count - 1 - step] + 1;

    [GeneratedRegex(@"^(?<way>down_blocks|up_blocks|mid_block)(\.(?<level>\d+))?\.(?<part>resnets|attentions|downsamplers|upsamplers)\.(?<place>\d+)\.(?<rest>.+)$")]
    private static partial Regex InBlock();
}
