public import HTTP

/// Why there is no answer.
public enum ClientFailure: Error, Sendable, Equatable {
    /// No connection; not an octet of the request was sent.
    case unreachable(Obstacle)
    /// Not answered in time. The request may have been carried out.
    case timedOut
    /// What came is no answer in HTTP, or broke off.
    case brokenAnswer
    /// The connection ended without an answer. The request may have been carried out.
    case disconnected
    /// The answer is longer than the request allows.
    case tooLarge
    /// The task was cancelled, or the client closed.
    case cancelled
    /// The request cannot be written: its target has octets that no request line may have.
    case malformedRequest
    /// The request's own body failed.
    case body(BodyFailure)
}

/// What stands between us and a connection.
public enum Obstacle: Sendable, Equatable, CaseIterable {
    /// No name server knows the name, or none answers.
    case nameUnknown
    /// There is nobody at that port.
    case refused
    /// There is no such Unix socket.
    case noSocket
    /// The network does not lead there.
    case noRoute
    /// Nobody said anything in time.
    case tooLate
    /// TLS came to nothing.
    case tls
    /// The server's certificate is of somebody else, over, or of nobody whom we trust.
    case certificate
    /// We have too many requests under way, or are closing.
    case ourLimit
    /// Anything else.
    case other
}

extension Obstacle: CustomStringConvertible {
    /// For the log.
    public var description: String {
        switch self {
        case .nameUnknown: "the name is not known"
        case .refused: "the connection was refused"
        case .noSocket: "there is no such socket"
        case .noRoute: "there is no way there"
        case .tooLate: "no connection in time"
        case .tls: "no TLS"
        case .certificate: "the certificate is not to be trusted"
        case .ourLimit: "too many requests of ours are under way"
        case .other: "no connection"
        }
    }
}

extension ClientFailure: CustomStringConvertible {
    /// Whether not an octet of the request was sent.
    public var isUnreachable: Bool {
        if case .unreachable = self { true } else { false }
    }

    /// For the log.
    public var description: String {
        switch self {
        case .unreachable(let obstacle): obstacle.description
        case .timedOut: "no answer in time"
        case .brokenAnswer: "an answer that is none in HTTP, or broke off"
        case .disconnected: "the connection ended without an answer"
        case .tooLarge: "too long an answer"
        case .cancelled: "nobody waits for the answer any more"
        case .malformedRequest: "a request that cannot be written"
        case .body(let failure): "the body failed: \(failure)"
        }
    }
}

/// Who gave no answer, and why: for the log. It holds nothing of the request but where it went.
public struct Unanswered: Error, Sendable, Equatable, CustomStringConvertible {
    /// The host with its port, or the Unix socket.
    public let peer: String
    /// What went wrong.
    public let failure: ClientFailure

    /// What became of a request to that place.
    public init(_ address: Address, _ failure: ClientFailure) {
        switch address {
        case .tcp(let host, let port):
            peer = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .unix: peer = address.description
        }
        self.failure = failure
    }

    private init() {
        peer = "nobody"
        failure = .unreachable(.other)
    }

    /// Where a call was not replaced in a test.
    public static let unstubbed = Unanswered()

    /// One line.
    public var description: String { "\(peer): \(failure)" }
}
