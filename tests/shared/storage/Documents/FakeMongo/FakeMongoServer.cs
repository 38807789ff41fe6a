using System.Net;
using System.Net.Sockets;
using MongoDB.Bson;

namespace InstructEngine.Shared.Tests.Storage.Documents.FakeMongo;

/// <summary>
/// Speaks as much of MongoDB's wire protocol as the store uses, so that the store and the real driver are exercised where no server can be had.
/// It refuses any other command or operator. It shows that the store asks for the right things; that a server does them, only a server shows.
/// </summary>
internal sealed class FakeMongoServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly FakeMongoDatabase _database = new();

    public FakeMongoServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public string ConnectionString => $"mongodb://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                while (true)
                {
                    var request = await FakeMongoMessage.ReadAsync(stream);
                    await stream.WriteAsync(request.Reply(Answer(request.Body)));
                }
            }
            catch (IOException)
            {
                // The driver hung up.
            }
        }
    }

    private BsonDocument Answer(BsonDocument command)
    {
        lock (_database)
        {
            try
            {
                return _database.Run(command);
            }
            catch (NotSupportedException exception)
            {
                return new BsonDocument { ["ok"] = 0, ["code"] = 59, ["codeName"] = "CommandNotFound", ["errmsg"] = exception.Message };
            }
        }
    }
}
