import Basics

/// An incremental reader of `multipart/form-data` (RFC 7578 over RFC 2046, 5.1): octets in as they
/// come, events out, so that a file need never be whole in memory.
///
/// Strict: lines end in CRLF, every part is named, the last boundary must come. Preamble and
/// epilogue are skipped.
public struct MultipartParser: Sendable {
    /// Most octets in the head of a part.
    public static let partHeadBytes = 16 * 1024
    /// Most parts in a body.
    public static let parts = 100
    /// Most blanks between a boundary and the end of its line.
    private static let paddingBytes = 128

    private enum State {
        case preamble, boundary, head, data, epilogue
    }

    /// CRLF, two hyphens and the boundary.
    private let delimiter: Bytes
    private var state = State.preamble
    private var count = 0
    /// Octets of a head in which its end was already looked for.
    private var scanned = 0
    /// What is not yet decided. A CRLF stands before the first line, so that a boundary there is
    /// found like any other.
    private var pending: Bytes = [.carriageReturn, .lineFeed]

    /// Nil unless `boundary` is 1 to 70 characters that RFC 2046 allows, not ending in a space.
    public init?(boundary: some Collection<UInt8>) {
        guard (1...70).contains(boundary.count), boundary.allSatisfy(Self.isBoundaryCharacter),
            boundary.map(\.self).last != .space
        else { return nil }
        delimiter = [.carriageReturn, .lineFeed, UInt8(ascii: "-"), UInt8(ascii: "-")] + boundary
    }

    /// Takes the next octets and says what they bring. After an error there is nothing more to be
    /// had from this parser.
    public mutating func push(
        _ octets: some Sequence<UInt8>
    ) throws(MultipartFailure) -> [MultipartEvent] {
        guard state != .epilogue else { return [] }
        pending.append(contentsOf: octets)
        var events: [MultipartEvent] = []
        var position = 0
        while try step(from: &position, into: &events) {}
        // The events share the old buffer, so what is left moves to a new one.
        pending = state == .epilogue ? [] : Bytes(pending[position...])
        return events
    }

    /// Says that no more octets will come; an error if the last boundary has not.
    public func finish() throws(MultipartFailure) {
        guard state == .epilogue else { throw MultipartFailure(reason: "the end is missing") }
    }

    /// One step of the machine from `position` on; false when it needs more octets.
    private mutating func step(
        from position: inout Int,
        into events: inout [MultipartEvent]
    ) throws(MultipartFailure) -> Bool {
        switch state {
        case .preamble:
            return skipPreamble(&position)
        case .boundary:
            return try endBoundary(&position)
        case .head:
            guard let part = try head(&position) else { return false }
            events.append(.begin(part))
            state = .data
            return true
        case .data:
            return data(&position, into: &events)
        case .epilogue:
            return false
        }
    }

    private mutating func skipPreamble(_ position: inout Int) -> Bool {
        let found = search(from: position)
        position = found.end
        guard found.isWhole else { return false }
        state = .boundary
        return true
    }

    private mutating func data(
        _ position: inout Int,
        into events: inout [MultipartEvent]
    ) -> Bool {
        let found = search(from: position)
        let end = found.isWhole ? found.end - delimiter.count : found.end
        if end > position { events.append(.data(pending[position..<end])) }
        position = found.end
        guard found.isWhole else { return false }
        events.append(.end)
        state = .boundary
        return true
    }

    /// Behind a boundary: `--` ends the body; else blanks and CRLF, and a part begins.
    private mutating func endBoundary(_ position: inout Int) throws(MultipartFailure) -> Bool {
        guard position < pending.count else { return false }
        if pending[position] == UInt8(ascii: "-") {
            guard position + 1 < pending.count else { return false }
            guard pending[position + 1] == UInt8(ascii: "-") else { throw .afterBoundary }
            state = .epilogue
            return true
        }
        var index = position
        while index < pending.count, pending[index] == .space || pending[index] == .tab {
            index += 1
        }
        guard index - position <= Self.paddingBytes else { throw .afterBoundary }
        guard index < pending.count else { return false }
        guard pending[index] == .carriageReturn else { throw .afterBoundary }
        guard index + 1 < pending.count else { return false }
        guard pending[index + 1] == .lineFeed else { throw .afterBoundary }
        // The CRLF stays: an empty head is then found like the end of any other.
        position = index
        scanned = 0
        state = .head
        count += 1
        guard count <= Self.parts else { throw MultipartFailure(reason: "too many parts") }
        return true
    }

    /// The head from its CRLF to the empty line; nil as long as that has not come.
    private mutating func head(_ position: inout Int) throws(MultipartFailure) -> MultipartPart? {
        while position + scanned + 3 < pending.count {
            let index = position + scanned
            if pending[index] == .carriageReturn, pending[index + 1] == .lineFeed,
                pending[index + 2] == .carriageReturn, pending[index + 3] == .lineFeed
            {
                let part = try MultipartHead.part(pending[position..<index].dropFirst(2))
                position = index + 4
                return part
            }
            guard scanned < Self.partHeadBytes else {
                throw MultipartFailure(reason: "the head of a part is too long")
            }
            scanned += 1
        }
        return nil
    }

    /// Looks for the delimiter from `start` on: its end, or the first octet that may begin one.
    private func search(from start: Int) -> (end: Int, isWhole: Bool) {
        let octets = pending.span
        var index = start
        while index < octets.count {
            guard octets[index] == .carriageReturn else {
                index += 1
                continue
            }
            var length = 1
            while length < delimiter.count, index + length < octets.count,
                octets[index + length] == delimiter[length]
            {
                length += 1
            }
            if length == delimiter.count { return (index + length, true) }
            if index + length == octets.count { return (index, false) }
            index += 1
        }
        return (index, false)
    }

    private static func isBoundaryCharacter(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: Bytes("'()+_,-./:=? ".utf8).contains(octet)
        }
    }
}

extension MultipartFailure {
    fileprivate static let afterBoundary = MultipartFailure(reason: "junk after a boundary")
}
