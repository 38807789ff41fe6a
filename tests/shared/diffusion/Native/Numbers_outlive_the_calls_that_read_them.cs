using System.Reflection;
using TorchSharp;

namespace InstructEngine.Shared.Tests.Diffusion.Native;

/// <summary>A Scalar that a finalizer frees while libtorch reads it gives an exception at best (docs/decisions/0010).</summary>
public sealed class Numbers_outlive_the_calls_that_read_them
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void Every_method_of_TorchSharp_that_takes_one_keeps_it_until_it_returns()
    {
        var methods = typeof(Scalar).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(Own).Cast<MethodBase>().Concat(type.GetConstructors(Own)))
            .Where(method => method.GetMethodBody() is not null && method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Scalar)))
            .ToList();

        Assert.Contains(methods, method => method.Name == nameof(torch.Tensor.add));
        Assert.All(methods, method => Assert.True(
            method.MethodImplementationFlags.HasFlag(MethodImplAttributes.NoOptimization), $"{method.DeclaringType}.{method.Name}"));
    }
}
