/// A strict parser of request heads by RFC 9112: incremental, pure, bounded.
///
/// It is shown the same octets again with more behind them until it has a verdict. No octet is
/// looked at twice, and the verdict does not depend on how the octets were cut: it is that of the
/// shortest beginning that has one. What could be read in two ways is refused.
public struct RequestParser: Sendable {
    /// What is known after the octets so far.
    public enum Result: Sendable {
        /// Nothing yet.
        case needMore
        /// A head, which takes up this many octets of the input.
        case head(RequestHead, length: Int)
        /// No head will come of this: answer with this status and close.
        case refuse(Status)
    }

    enum State: Sendable {
        case leading, leadingLineFeed
        case method, target, version, lineReturn, lineFeed
        case fieldStart, fieldName, valueStart, value, valueLineFeed, lastLineFeed
    }

    enum Outcome {
        case next, starved, complete
        case refused(Status)
    }

    let limits: HTTPLimits
    var state = State.leading
    var position = 0
    var emptyLines = 0
    var lineStart = 0
    var methodEnd = 0
    var targetEnd = 0
    var pendingHexDigits = 0
    var majorVersion: UInt8 = 0
    var minorVersion: UInt8 = 0
    var fieldStart = 0
    var nameEnd = 0
    var valueStart = 0
    var fields: [HeaderFields.Field] = []

    /// A parser at the beginning of a request.
    public init(limits: HTTPLimits) {
        self.limits = limits
    }

    /// Whether an octet of a request has been seen; empty lines before it do not count.
    public var hasBegun: Bool { state != .leading && state != .leadingLineFeed }

    /// Whether the method has been read and is `HEAD`, so that no answer may have a body.
    public private(set) var isHead = false

    /// Goes on where the last call stopped. `input` starts with the request's first octet.
    public mutating func parse(_ input: Span<UInt8>) -> Result {
        while true {
            switch step(input) {
            case .next: continue
            case .starved: return .needMore
            case .refused(let status): return .refuse(status)
            case .complete: return understood(input)
            }
        }
    }

    private func understood(_ input: Span<UInt8>) -> Result {
        var reading = HeadReading(input, self)
        do throws(HeadReading.Refusal) {
            return .head(try reading.head(), length: position)
        } catch {
            return .refuse(error.status)
        }
    }

    private mutating func step(_ input: Span<UInt8>) -> Outcome {
        switch state {
        case .leading: readLeading(input)
        case .leadingLineFeed: readLineFeed(input, then: .leading)
        case .method: readMethod(input)
        case .target: readTarget(input)
        case .version: readVersion(input)
        case .lineReturn: readLineReturn(input)
        case .lineFeed: readLineFeed(input, then: .fieldStart)
        case .fieldStart: readFieldStart(input)
        case .fieldName: readFieldName(input)
        case .valueStart: readValueStart(input)
        case .value: readValue(input)
        case .valueLineFeed: readLineFeed(input, then: .fieldStart)
        case .lastLineFeed: readLastLineFeed(input)
        }
    }

    private mutating func readLeading(_ input: Span<UInt8>) -> Outcome {
        guard position < input.count else { return .starved }
        guard input[position] == .carriageReturn else {
            lineStart = position
            state = .method
            return .next
        }
        // RFC 9112, 2.2: an empty line or two after the last body are passed over.
        guard emptyLines < 2 else { return .refused(.badRequest) }
        emptyLines += 1
        position += 1
        state = .leadingLineFeed
        return .next
    }

    private mutating func readLineFeed(_ input: Span<UInt8>, then following: State) -> Outcome {
        guard position < input.count else { return .starved }
        if let refusal = fieldsTooLong(position) { return refusal }
        guard input[position] == .lineFeed else { return .refused(.badRequest) }
        position += 1
        state = following
        return .next
    }

    private mutating func readLastLineFeed(_ input: Span<UInt8>) -> Outcome {
        let outcome = readLineFeed(input, then: .lastLineFeed)
        if case .next = outcome { return .complete }
        return outcome
    }

    mutating func methodRead(isHead: Bool) {
        self.isHead = isHead
    }

    /// 431 when the octet at `index` lies beyond the longest head.
    func fieldsTooLong(_ index: Int) -> Outcome? {
        index - lineStart < limits.headBytes ? nil : .refused(.requestHeaderFieldsTooLarge)
    }
}
