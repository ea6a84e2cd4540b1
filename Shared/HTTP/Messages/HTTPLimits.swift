/// The bounds of one HTTP server; each refusal has its own status.
public struct HTTPLimits: Sendable, Equatable {
    /// Longest request line without its line end; 414 beyond.
    public var requestLineBytes = 16 * 1024
    /// Longest head: request line, fields and all line ends; 431 beyond.
    public var headBytes = 32 * 1024
    /// Most header fields; 431 beyond.
    public var headerFields = 100
    /// Longest ordinary body, for those who collect one; 413 beyond.
    public var bodyBytes = 1 << 20
    /// Longest body of all; refused by the server itself with 413.
    public var uploadBytes = 10 << 20
    /// Bodies up to this length are read whole before a handler is called.
    public var collectedBytes = 64 * 1024
    /// Longest line of a chunk's size with its extensions, in octets.
    public var chunkLineBytes = 256
    /// Time for a head, from its first octet; 408 beyond.
    public var headSeconds = 10
    /// How long a connection may stay without a request.
    public var idleSeconds = 60
    /// Time in which the rate of a body does not matter yet.
    public var bodyGraceSeconds = 10
    /// ExternalID a second that a body has to reach after that; 408 below.
    public var bodyMinimumBytesPerSecond = 1024

    /// The limits of `docs/configuration.md`.
    public init() {}
}
