public import HTTP
public import TLS

/// What a request is given to. Runs on the loop that read the request.
public typealias RequestHandler = @Sendable (_ request: consuming Request) async -> Response

/// Whether a proxy takes connections for a host, in small letters, and a port. It must not wait.
public typealias TunnelRule = @Sendable (_ host: String, _ port: Int) -> Bool

/// Where a server listens and how much it takes on.
public struct ServerConfiguration: Sendable {
    /// Where it listens; port 0 asks the system for a free one.
    public var addresses: [Address]
    /// Sizes and times of requests.
    public var limits: HTTPLimits
    /// Open connections of all loops together; further ones are answered 503 and closed. Lowered
    /// at start to what the process's limit of descriptors allows.
    public var maximumConnections: Int
    /// How many connections one address may have open, nil for as many as it likes; further ones
    /// are answered 503 and closed.
    public var connectionLimit: @Sendable (RemoteAddress) -> Int? = { _ in nil }
    /// How long `drain` waits for running requests before it cuts them.
    public var drainSeconds: Int
    /// When draining, a connection used in the last two seconds is kept open so long for one more
    /// request, which may be on its way already; one unused for longer is closed at once.
    public var drainGraceMilliseconds = 1000
    /// A peer that takes nothing of an answer for so long is cut off.
    public var writeStallSeconds = 30
    /// TLS is spoken at the TCP addresses where this is there; never on Unix sockets.
    public var tls: TLSServer?
    /// Makes the TCP addresses those of a proxy that forwards nothing: a `CONNECT` to a place of
    /// which this says yes ends here, with `tls`; all else is refused.
    public var tunnel: TunnelRule?
    /// How long a peer may take for the handshake.
    public var handshakeSeconds = 10
    /// The answers that the server itself gives (400, 408, 413, 414, 431, 501, 503, 505), with
    /// the target when the request line was read.
    public var errorResponse: @Sendable (Status, RequestTarget?) -> Response
    /// Told, at most once a second, what an operator should know: no descriptors left,
    /// connections refused.
    public var notice: @Sendable (String) -> Void

    /// Errors are answered with the words of the status unless `errorResponse` says more.
    public init(
        addresses: [Address],
        limits: HTTPLimits = HTTPLimits(),
        maximumConnections: Int = 10_000,
        drainSeconds: Int = 25,
        errorResponse: @escaping @Sendable (Status, RequestTarget?) -> Response = { status, _ in
            .text("\(status.reason)\n", status: status)
        },
        notice: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.addresses = addresses
        self.limits = limits
        self.maximumConnections = maximumConnections
        self.drainSeconds = drainSeconds
        self.errorResponse = errorResponse
        self.notice = notice
    }

    func speaksTLS(at address: Address) -> Bool {
        guard tls != nil, case .tcp = address else { return false }
        return true
    }
}
