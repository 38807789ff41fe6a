using System.Reflection;

namespace InstructEngine.Hosting;

/// <summary>Which service a consumer or job handler belongs to, where several services share a process.</summary>
internal sealed class ServiceNames
{
    private readonly Dictionary<Type, string> _types = [];
    private readonly Dictionary<Assembly, string> _assemblies = [];

    public void AddModule(IServiceModule module) => _assemblies.TryAdd(module.GetType().Assembly, module.Name);

    public void Add(Type type, string service) => _types.TryAdd(type, service);

    public string Of(Type type) =>
        _types.TryGetValue(type, out var service) || _assemblies.TryGetValue(type.Assembly, out service) ? service : "instructengine";

    /// <summary>The service that reads a queue: queues are named <c>service-event</c>.</summary>
    public string OfQueue(string queue) =>
        _types.Values.Concat(_assemblies.Values).FirstOrDefault(service => queue.StartsWith(service + "-", StringComparison.Ordinal)) ?? queue;
}
