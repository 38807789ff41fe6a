using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using InstructEngine.EvalService.HumanReview.Pairs;
using InstructEngine.Storage.Content;

namespace InstructEngine.EvalService.HumanReview.Blinding;

/// <summary>
/// One annotator's pairs in their order. Pairs come in blocks, which all annotators meet in the same order, so that evenings that end early
/// overlap and agreement can be measured; within a block everyone has an order of their own, so that tiredness and neighbours do not weigh on
/// the same pairs. Sides are swapped for each annotator and pair.
/// </summary>
internal sealed class BlindQueue
{
    public const int BlockSize = 20;

    private readonly Dictionary<string, BlindItem> _byId;
    private readonly Dictionary<string, BlindItem> _byKey;
    private readonly Dictionary<string, BlindItem> _byPicture;

    public BlindQueue(ComparedCheckpoint checkpoint, byte[] secret, string annotator)
    {
        Items = Order(checkpoint, secret, annotator);
        _byId = Items.ToDictionary(item => item.Id);
        _byKey = Items.ToDictionary(item => item.Key);
        _byPicture = Items.SelectMany(item => new[] { (item.Left, item), (item.Right, item) }).ToDictionary(entry => entry.Item1, entry => entry.item);
    }

    public IReadOnlyList<BlindItem> Items { get; }

    public BlindItem? WithId(string id) => _byId.GetValueOrDefault(id);

    public BlindItem? WithKey(string key) => _byKey.GetValueOrDefault(key);

    public BlindItem? WithPicture(string id) => _byPicture.GetValueOrDefault(id);

    /// <summary>What a pair's votes are stored under.</summary>
    public static string KeyOf(ComparedPair pair) =>
        ContentIds.Create("compared", pair.Text, pair.Image.ToString(), pair.Prompt.ToString(), pair.Base.Sha256, pair.Aligned.Sha256);

    /// <summary>Identical pictures are not shown: an evening is too short to be asked which of two equals is better.</summary>
    public static bool IsShown(ComparedPair pair) => pair.Base.Sha256 != pair.Aligned.Sha256;

    private static List<BlindItem> Order(ComparedCheckpoint checkpoint, byte[] secret, string annotator)
    {
        var seed = BinaryPrimitives.ReadInt64LittleEndian(HMACSHA256.HashData(secret, "order"u8)) & long.MaxValue;

        // First one picture of every prompt, then the second of every prompt: a short evening has seen many prompts.
        var items = new List<BlindItem>();
        foreach (var round in checkpoint.Pairs.Where(IsShown).GroupBy(pair => pair.Image).OrderBy(round => round.Key))
        {
            var pairs = round.OrderBy(pair => pair.Prompt).ToArray();
            SeededRandom.For(seed, "blocks", round.Key.ToString()).Shuffle(pairs);
            foreach (var (index, block) in pairs.Chunk(BlockSize).Index())
            {
                SeededRandom.For(seed, "block", round.Key.ToString(), index.ToString(), annotator).Shuffle(block);
                items.AddRange(block.Select(pair => ItemOf(pair, seed, secret, annotator)));
            }
        }

        return items;
    }

    private static BlindItem ItemOf(ComparedPair pair, long seed, byte[] secret, string annotator)
    {
        var key = KeyOf(pair);
        var alignedLeft = SeededRandom.For(seed, "sides", annotator, key).NextInt(2) == 0;
        return new BlindItem(key, IdOf("item"), pair, alignedLeft, IdOf("left"), IdOf("right"));

        string IdOf(string what) => Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{what}\n{annotator}\n{key}")).AsSpan(0, 16));
    }
}
