/// The protocol of one connection as a value: octets in, orders out. It knows no socket, and the
/// time, in monotonic milliseconds, only from its caller.
///
/// One request is answered at a time. Those that come behind it stay in the server's buffer, in
/// their order. Small bodies are collected before the handler is called, so that a broken one is
/// refused wherever it was cut; longer ones are streamed.
public struct ConnectionState: Sendable {
    enum Phase: Sendable, Equatable {
        /// Between requests, or in a head.
        case head
        case body(BodyUse)
        /// Past the request, before the end of its answer.
        case answering
        /// Nothing that comes in matters any more.
        case over
    }

    enum BodyUse: Sendable, Equatable {
        /// It will go to the handler whole.
        case collecting
        /// It goes to the handler piece by piece.
        case streaming
        /// The answer is out; nobody wants the rest.
        case discarding
    }

    let limits: HTTPLimits
    let remote: RemoteAddress?
    let isSecure: Bool
    var phase = Phase.head
    var parser: RequestParser
    var transferRate: TransferRate
    /// The head whose body is being collected.
    var head: RequestHead?
    var body = IncomingBody.length(0)
    var collected: [UInt8] = []
    var minorVersion = 1
    var peerKeepsAlive = false
    var owesContinue = false
    var hasBodyFailed = false
    var isDraining = false
    var hasInputEnded = false
    var keepsAlive = false
    /// What a request was for that is refused while its body comes in.
    public private(set) var refusedTarget: RequestTarget?

    /// A connection just accepted.
    public init(limits: HTTPLimits, remote: RemoteAddress?, isSecure: Bool = false, now: Int) {
        self.isSecure = isSecure
        self.limits = limits
        self.remote = remote
        parser = RequestParser(limits: limits)
        transferRate = TransferRate(now: now)
    }

    /// Looks at the octets received and not yet consumed. To be called again, with the rest, until
    /// the order is `read`, `hold`, `refuse` or `close`.
    public mutating func advance(_ input: Span<UInt8>, now: Int) -> Step {
        var position = 0
        while true {
            if let order = turn(input, &position, now: now) {
                return Step(consumed: position, order: order)
            }
        }
    }

    private mutating func turn(
        _ input: Span<UInt8>,
        _ position: inout Int,
        now: Int
    ) -> Order? {
        switch phase {
        case .head: return readHead(input, &position, now: now)
        case .body(let use):
            let start = position
            defer { transferRate.received(position - start) }
            return readBody(input, &position, use, now: now)
        case .answering: return .hold
        case .over:
            position = input.count
            return .hold
        }
    }

    private mutating func readHead(
        _ input: Span<UInt8>,
        _ position: inout Int,
        now: Int
    ) -> Order? {
        let result = parser.parse(input.extracting(position...))
        if parser.hasBegun { transferRate.headBegins(now: now) }
        switch result {
        case .needMore: return starved()
        case .refuse(let status): return refuse(status)
        case .head(let head, let length):
            position += length
            return begin(head, hasMore: position < input.count, now: now)
        }
    }

    /// Nil: the body is to be collected, go on.
    private mutating func begin(_ head: RequestHead, hasMore: Bool, now: Int) -> Order? {
        minorVersion = head.minorVersion
        peerKeepsAlive = head.keepsAlive
        hasBodyFailed = false
        owesContinue = head.expectsContinue && !hasMore
        transferRate.bodyBegins(now: now)
        switch head.framing {
        case .none:
            phase = .answering
            return .start(request(head, .empty))
        case .length(let length):
            guard length <= limits.uploadBytes else { return refuse(.contentTooLarge) }
            body = .length(length)
            if length > limits.collectedBytes {
                phase = .body(.streaming)
                return .startStreaming(request(head, .empty), length: length)
            }
        case .chunked:
            body = .chunked(ChunkedDecoder(limits: limits), room: limits.uploadBytes)
        }
        self.head = head
        phase = .body(.collecting)
        return bodyWanted()
    }

    func request(_ head: RequestHead, _ body: Body) -> Request {
        Request(
            method: head.method,
            target: head.target,
            headers: head.headers,
            body: body,
            remote: remote,
            isSecure: isSecure
        )
    }

    mutating func refuse(_ status: Status) -> Order {
        phase = .over
        refusedTarget = head?.target
        head = nil
        peerKeepsAlive = false
        return .refuse(status)
    }

    mutating func nextRequest(now: Int) {
        parser = RequestParser(limits: limits)
        transferRate.idles(now: now)
        phase = .head
    }
}
