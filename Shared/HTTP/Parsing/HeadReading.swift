import Basics

/// What the lines of a complete head mean together (RFC 9112, 3.2, 6, 9; RFC 9110, 7.2, 10.1.1).
struct HeadReading {
    struct Refusal: Error {
        let status: Status

        static let bad = Refusal(status: .badRequest)
    }

    let storage: Bytes
    private let fields: [HeaderFields.Field]
    private let methodEnd: Int
    private let targetEnd: Int
    private let minorVersion: Int
    private var host: Range<Int>?
    private var coding: Range<Int>?
    private var length: Int?
    private var hasContentType = false
    private var hasAuthorization = false
    private var closes = false
    private var staysOpen = false
    private var expectsContinue = false

    init(_ input: Span<UInt8>, _ parser: RequestParser) {
        storage = Bytes(copying: input.extracting(parser.lineStart..<parser.position))
        fields = parser.fields
        methodEnd = parser.methodEnd - parser.lineStart
        targetEnd = parser.targetEnd - parser.lineStart
        minorVersion = Int(parser.minorVersion)
    }

    mutating func head() throws(Refusal) -> RequestHead {
        let method = knownMethod
        guard method.description != "CONNECT" else { throw Refusal(status: .notImplemented) }
        for field in fields { try read(field) }
        guard host != nil || minorVersion == 0 else { throw .bad }
        let framing = try framing()
        let place = try TargetPlace(storage, (methodEnd + 1)..<targetEnd, of: method)
        var headers = HeaderFields(storage: storage, fields: fields)
        if let authority = place.authority, host.map({ storage[$0] }) != storage[authority] {
            headers.set("Host", String(decoding: storage[authority], as: UTF8.self))
        }
        return RequestHead(
            method: method,
            target: place.target(in: storage),
            headers: headers,
            minorVersion: minorVersion,
            framing: framing,
            keepsAlive: minorVersion == 1 ? !closes : staysOpen && !closes,
            expectsContinue: expectsContinue && minorVersion == 1 && framing != .none
        )
    }

    private var knownMethod: Method {
        let token = storage[0..<methodEnd]
        if token == Self.get { return .get }
        if token == Self.post { return .post }
        return Method(validated: String(decoding: token, as: UTF8.self))
    }

    private static let get: ArraySlice<UInt8> = Bytes("GET".utf8)[...]
    private static let post: ArraySlice<UInt8> = Bytes("POST".utf8)[...]

    /// The length of a name tells nearly all fields apart before an octet is compared.
    private mutating func read(_ field: HeaderFields.Field) throws(Refusal) {
        let value = Int(field.valueStart)..<Int(field.valueEnd)
        switch field.nameEnd &- field.nameStart {
        case 4 where isNamed(field, "host"): try readHost(value)
        case 6 where isNamed(field, "expect"): try readExpectation(value)
        case 10 where isNamed(field, "connection"): readConnection(value)
        case 12 where isNamed(field, "content-type"): try once(&hasContentType)
        case 13 where isNamed(field, "authorization"): try once(&hasAuthorization)
        case 14 where isNamed(field, "content-length"): try readLength(value)
        case 17 where isNamed(field, "transfer-encoding"):
            guard coding == nil else { throw .bad }
            coding = value
        // Some servers read an underscore as a hyphen: nobody behind us shall see these.
        case 14 where isNamed(field, "content_length"): throw .bad
        case 17 where isNamed(field, "transfer_encoding"): throw .bad
        default: break
        }
    }

    private func isNamed(_ field: HeaderFields.Field, _ name: StaticString) -> Bool {
        let start = Int(field.nameStart)
        return name.withUTF8Buffer { letters in
            for index in letters.indices {
                guard unsafe storage[start + index].lowercasedASCII == letters[index] else {
                    return false
                }
            }
            return true
        }
    }

    /// Which of two would count is anybody's guess, so there may be one.
    private func once(_ seen: inout Bool) throws(Refusal) {
        guard !seen else { throw .bad }
        seen = true
    }

    private mutating func readHost(_ value: Range<Int>) throws(Refusal) {
        guard host == nil, HostSyntax.isAuthority(storage.span.extracting(value)) else {
            throw .bad
        }
        host = value
    }

    private mutating func readExpectation(_ value: Range<Int>) throws(Refusal) {
        guard HeaderFields.equal(storage[value], "100-continue".utf8) else {
            throw Refusal(status: .expectationFailed)
        }
        expectsContinue = true
    }

    private mutating func readConnection(_ value: Range<Int>) {
        for option in storage[value].split(separator: UInt8(ascii: ",")) {
            let option = option.trimmingBlanks
            if HeaderFields.equal(option, "close".utf8) { closes = true }
            if HeaderFields.equal(option, "keep-alive".utf8) { staysOpen = true }
        }
    }

    private mutating func readLength(_ value: Range<Int>) throws(Refusal) {
        // Leading zeros are digits like any other (RFC 9110, 8.6); what goes on to others is our
        // own spelling.
        guard length == nil, !value.isEmpty else { throw .bad }
        var total = 0
        for octet in storage[value] {
            let (tens, isHuge) = total.multipliedReportingOverflow(by: 10)
            let (sum, isTooMuch) = tens.addingReportingOverflow(Int(octet &- 0x30))
            guard octet.isDigit, !isHuge, !isTooMuch else { throw .bad }
            total = sum
        }
        length = total
    }

    /// RFC 9112, 6.1 and 6.3: codings we do not know, with at most a `chunked` behind them, are
    /// 501; everything else that is not exactly `chunked`, or stands beside a length, is 400.
    private func framing() throws(Refusal) -> RequestHead.Framing {
        guard let coding else {
            return length.map { $0 == 0 ? .none : .length($0) } ?? .none
        }
        guard length == nil, minorVersion == 1 else { throw .bad }
        if HeaderFields.equal(storage[coding], "chunked".utf8) { return .chunked }
        let codings = storage[coding]
            .split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            .map(\.trimmingBlanks)
        let areTokens = codings.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isTokenCharacter) }
        let chunked = codings.dropLast().contains { HeaderFields.equal($0, "chunked".utf8) }
        throw areTokens && !chunked ? Refusal(status: .notImplemented) : .bad
    }
}
