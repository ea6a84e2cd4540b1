/// What a server has done since it started.
public struct ServerMetrics: Sendable, Equatable {
    /// Connections open now.
    public var open = 0
    /// Connections accepted, those refused among them.
    public var accepted = 0
    /// Connections refused because there were too many.
    public var refused = 0
    /// Connections cut because their peers took nothing of an answer for too long.
    public var stalled = 0
    /// Requests given up because they came too slowly, in head or body.
    public var tooSlow = 0
    /// Requests given to the handler.
    public var requests = 0
    /// Requests that the server itself refused.
    public var rejected = 0
    /// ExternalID read from connections.
    public var octetsRead = 0
    /// ExternalID written to connections.
    public var octetsWritten = 0
}
