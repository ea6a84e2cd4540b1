/// The bounds of one client. All of them hold for each event loop by itself.
public struct ClientLimits: Sendable, Equatable {
    /// Requests under way; one more fails as unreachable.
    public var transfers = 2048
    /// Connections, and those to one server; a request over it waits for one.
    public var connections = 2048
    /// Connections to one server. The time in which a request waits for one is not counted, so they
    /// are more than the gateway has requests and large answers at one service.
    public var connectionsPerServer = 1280
    /// Connections kept without a request.
    public var idleConnections = 256
    /// How long a connection may lie idle and still be used again, in seconds. Less than the time
    /// after which the servers close it.
    public var idleSeconds = 45
    /// Longest head of an answer, interim answers included.
    public var headBytes = 64 * 1024
    /// Most fields in one.
    public var headerFields = 200
    /// Bodies whose length is announced and at most this are waited for and handed over whole.
    public var collectedBytes = 64 * 1024
    /// So much of an answer lies ready for a slow reader; then the server has to wait.
    public var bufferedBytes = 64 * 1024
    /// Handles kept for use again.
    public var idleHandles = 256
    /// Addresses of servers that settings are kept for.
    public var routes = 64

    /// The limits of `docs/configuration.md`.
    public init() {}
}
