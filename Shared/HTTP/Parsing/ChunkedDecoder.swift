/// Takes the chunked coding off (RFC 9112, 7.1), strictly: CRLF only, extensions by their grammar
/// and ignored, trailers by the rules of fields and dropped, everything bounded.
public struct ChunkedDecoder: Sendable {
    /// What comes next in the octets.
    public enum Event: Sendable, Equatable {
        /// Everything given has been used up.
        case needMore
        /// Octets of the body: a range of the input.
        case data(Range<Int>)
        /// The body is over.
        case end
        /// No chunked coding; nothing after it can be trusted.
        case malformed
    }

    enum State: Sendable {
        case size, sizeBlank, sizeLineFeed
        case nameStart, name, nameBlank, valueStart, token, quoted, escaped, valueEnd, valueBlank
        case data, dataReturn, dataLineFeed
        case trailerStart, trailerName, trailerValue, trailerLineFeed, lastLineFeed
        case ended, failed
    }

    /// All extensions of a body together; a client has no use for more.
    static let maximumExtensionBytes = 16 * 1024
    /// All trailers of a body together.
    static let maximumTrailerBytes = 8 * 1024

    let maximumLineBytes: Int
    var state = State.size
    var size = 0
    var digits = 0
    var lineBytes = 0
    var extensionBytes = 0
    var trailerBytes = 0

    /// A decoder at the beginning of a body.
    public init(limits: HTTPLimits) {
        maximumLineBytes = limits.chunkLineBytes
    }

    /// What is still to come of the chunk whose size line has been read.
    var announced: Int { state == .data ? size : 0 }

    /// The next event in the octets from `position` on, which moves past what was used up.
    public mutating func next(_ input: Span<UInt8>, _ position: inout Int) -> Event {
        while true {
            if state == .ended { return .end }
            if state == .failed { return .malformed }
            guard position < input.count else { return .needMore }
            if state == .data {
                let start = position
                position += min(size, input.count - position)
                size -= position - start
                if size == 0 { state = .dataReturn }
                return .data(start..<position)
            }
            state = following(input[position])
            position += 1
        }
    }

    private mutating func following(_ octet: UInt8) -> State {
        switch state {
        case .size, .sizeBlank, .sizeLineFeed: sizeLine(octet)
        case .nameStart, .name, .nameBlank, .valueStart, .token, .quoted, .escaped, .valueEnd,
            .valueBlank:
            extensionOctet(octet)
        case .dataReturn: octet == .carriageReturn ? .dataLineFeed : .failed
        case .dataLineFeed: octet == .lineFeed ? nextChunk() : .failed
        case .trailerStart, .trailerName, .trailerValue, .trailerLineFeed, .lastLineFeed:
            trailerOctet(octet)
        case .data, .ended, .failed: .failed
        }
    }

    private mutating func nextChunk() -> State {
        digits = 0
        lineBytes = 0
        return .size
    }

    private mutating func sizeLine(_ octet: UInt8) -> State {
        switch (state, octet) {
        case (.sizeLineFeed, .lineFeed): return size == 0 ? .trailerStart : .data
        case (.sizeLineFeed, _): return .failed
        case (_, UInt8(ascii: ";")) where digits > 0:
            return countsExtension() ? .nameStart : .failed
        case (_, .space) where digits > 0, (_, .tab) where digits > 0:
            return countsExtension() ? .sizeBlank : .failed
        case (.size, .carriageReturn) where digits > 0: return .sizeLineFeed
        case (.size, _):
            // 15 hexadecimal digits always fit; a sixteenth does when the first is small.
            guard let worth = octet.hexWorth, digits < 16, size >> 59 == 0 else { return .failed }
            size = size << 4 | Int(worth)
            digits += 1
            lineBytes += 1
            return .size
        default: return .failed
        }
    }

    mutating func countsExtension() -> Bool {
        lineBytes += 1
        extensionBytes += 1
        return lineBytes <= maximumLineBytes && extensionBytes <= Self.maximumExtensionBytes
    }
}
