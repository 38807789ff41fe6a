using TorchSharp.Modules;
using static TorchSharp.torch;

namespace InstructEngine.Diffusion.Lora;

/// <summary>A layer of a model that can have a low-rank change.</summary>
internal sealed class LoraTarget
{
    private readonly Conv2d? _conv;

    private LoraTarget(LoraComponent component, string path, nn.Module<Tensor, Tensor> module, Parameter weight)
    {
        (Component, Path, Module, Weight) = (component, path, module, weight);
        _conv = module as Conv2d;
    }

    public LoraComponent Component { get; }

    public string Path { get; }

    public nn.Module<Tensor, Tensor> Module { get; }

    /// <summary>[out, in], or [out, in, h, w] of a convolution.</summary>
    public Parameter Weight { get; }

    public static LoraTarget? Of(LoraComponent component, string path, nn.Module module) => module switch
    {
        Linear linear => new(component, path, linear, linear.weight!),
        Conv2d conv => new(component, path, conv, conv.weight!),
        _ => null,
    };

    /// <summary>A takes the layer's input, with its kernel, to <paramref name="rank"/> numbers.</summary>
    public long[] DownShape(long rank) => [rank, .. Weight.shape[1..]];

    /// <summary>B takes them to the layer's output, point by point.</summary>
    public long[] UpShape(long rank) => _conv is null ? [Weight.shape[0], rank] : [Weight.shape[0], rank, 1, 1];

    /// <summary>B(A(x)).</summary>
    public Tensor Apply(Tensor x, Tensor down, Tensor up)
    {
        if (_conv is null)
            return nn.functional.linear(nn.functional.linear(x, down), up);
        var inner = nn.functional.conv2d(x, down, strides: _conv.stride, padding: _conv.padding, dilation: _conv.dilation);
        return nn.functional.conv2d(inner, up);
    }

    /// <summary>B·A in the shape of the layer's weight, float32.</summary>
    public Tensor Product(Tensor down, Tensor up)
    {
        using var scope = NewDisposeScope();
        var product = up.to(ScalarType.Float32).flatten(1).matmul(down.to(ScalarType.Float32).flatten(1));
        return product.reshape(Weight.shape).MoveToOuterDisposeScope();
    }
}
