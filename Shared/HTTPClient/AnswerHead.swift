import Basics
import HTTP

/// The head of an answer, read strictly by RFC 9112 from the octets as they came: what libcurl
/// would let pass (a length twice, a bare LF, a space before the colon) is refused here.
struct AnswerHead {
    enum Framing: Equatable {
        case none
        case length(Int)
        case chunked
        case untilClose
    }

    let status: Int
    let headers: HeaderFields
    let framing: Framing

    /// The connection that carried it speaks another protocol from here on, or an interim answer.
    var isInterim: Bool { status < 200 }

    /// Reads a whole head, its empty line included. Nil when it is no head of HTTP/1.
    init?(_ head: Bytes, maximumFields: Int, answersHead: Bool) {
        var lines = Lines(head)
        guard let first = lines.next(), let start = StatusLine(head[first]) else { return nil }
        var headers = HeaderFields()
        headers.reserveCapacity(8, octets: head.count)
        var framing = FramingFields()
        while let line = lines.next() {
            if line.isEmpty { break }
            guard headers.count < maximumFields,
                let colon = head[line].firstIndex(of: UInt8(ascii: ":"))
            else { return nil }
            let name = head[line.lowerBound..<colon]
            let value = Self.trimmed(head[(colon + 1)..<line.upperBound])
            guard headers.add(octets: name, value), framing.note(name, value) else { return nil }
        }
        guard lines.isAtEnd else { return nil }
        let hasNoBody = answersHead || start.code == 204 || start.code == 304 || start.code < 200
        guard let kind = framing.kind(isOld: start.isOld, hasNoBody: hasNoBody) else { return nil }
        status = start.code
        self.headers = headers
        self.framing = kind
    }

    private static func trimmed(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var value = value
        while let octet = value.first, octet == 0x20 || octet == 0x09 { value.removeFirst() }
        while let octet = value.last, octet == 0x20 || octet == 0x09 { value.removeLast() }
        return value
    }
}

/// Walks the lines of a head; each has to end with CR LF.
private struct Lines {
    private let head: Bytes
    private var place = 0
    private var isBroken = false

    init(_ head: Bytes) {
        self.head = head
    }

    /// Whether everything was read and every line ended rightly.
    var isAtEnd: Bool { !isBroken && place == head.count }

    mutating func next() -> Range<Int>? {
        guard !isBroken, place < head.count else { return nil }
        guard let end = head[place...].firstIndex(of: 0x0A), end > place, head[end - 1] == 0x0D
        else {
            isBroken = true
            return nil
        }
        defer { place = end + 1 }
        return place..<(end - 1)
    }
}

/// `HTTP/1.x SP 3DIGIT [SP reason]`.
private struct StatusLine {
    let code: Int
    let isOld: Bool

    init?(_ line: ArraySlice<UInt8>) {
        guard line.count >= 12, line.starts(with: "HTTP/1.".utf8) else { return nil }
        let start = line.startIndex
        let minor = line[start + 7]
        guard minor == UInt8(ascii: "0") || minor == UInt8(ascii: "1"), line[start + 8] == 0x20
        else { return nil }
        var code = 0
        for octet in line[(start + 9)..<(start + 12)] {
            guard octet &- 0x30 < 10 else { return nil }
            code = code * 10 + Int(octet &- 0x30)
        }
        guard (100...599).contains(code), line.count == 12 || line[start + 12] == 0x20,
            line.dropFirst(12).allSatisfy({ ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x09 })
        else { return nil }
        self.code = code
        isOld = minor == UInt8(ascii: "0")
    }
}

/// What the fields say about where the body ends.
private struct FramingFields {
    private var length: Int?
    private var isChunked = false

    /// False when the field contradicts another or cannot be followed.
    mutating func note(_ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) -> Bool {
        if name.isField("content-length") {
            guard length == nil, let number = Self.number(value) else { return false }
            length = number
        } else if name.isField("transfer-encoding") {
            guard !isChunked, value.isField("chunked") else { return false }
            isChunked = true
        }
        return true
    }

    func kind(isOld: Bool, hasNoBody: Bool) -> AnswerHead.Framing? {
        guard !isChunked || (length == nil && !isOld) else { return nil }
        if hasNoBody { return AnswerHead.Framing.none }
        if isChunked { return .chunked }
        return length.map { .length($0) } ?? .untilClose
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.count <= 15 else { return nil }
        var number = 0
        for octet in digits {
            guard octet &- 0x30 < 10 else { return nil }
            number = number * 10 + Int(octet &- 0x30)
        }
        return number
    }
}
