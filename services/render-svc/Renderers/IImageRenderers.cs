using InstructEngine.Hosting;

namespace InstructEngine.RenderService.Renderers;

/// <summary>Finds renderers by the name that a spec gives.</summary>
internal interface IImageRenderers
{
    /// <exception cref="RunFailureException">There is no such model, or it is damaged.</exception>
    Task<IImageRenderer> GetAsync(string model, CancellationToken cancellationToken);
}
