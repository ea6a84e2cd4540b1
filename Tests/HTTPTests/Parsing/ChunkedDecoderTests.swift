import Basics
import HTTP
import Testing

@Suite struct ChunkedDecoderTests {
    /// The body and what is left behind it; nil when refused or incomplete.
    private enum Outcome: Equatable {
        case body(String, used: Int)
        case incomplete(String)
        case malformed
    }

    private static func decode(_ input: Bytes, step: Int) -> Outcome {
        var decoder = ChunkedDecoder(limits: HTTPLimits())
        var body: Bytes = []
        var position = 0
        for end in stride(from: min(step, input.count), through: input.count, by: step) {
            let last = end + step > input.count ? input.count : end
            scan: while true {
                switch decoder.next(input.span.extracting(0..<last), &position) {
                case .needMore: break scan
                case .data(let range): body += input[range]
                case .end: return .body(String(decoding: body, as: UTF8.self), used: position)
                case .malformed: return .malformed
                }
            }
        }
        return .incomplete(String(decoding: body, as: UTF8.self))
    }

    private static let good: [(String, String)] = [
        ("0\r\n\r\n", ""), ("5\r\nhello\r\n0\r\n\r\n", "hello"),
        ("1\r\na\r\n2\r\nbc\r\n0\r\n\r\n", "abc"), ("a\r\n0123456789\r\n0\r\n\r\n", "0123456789"),
        ("A\r\n0123456789\r\n000\r\n\r\n", "0123456789"),
        ("0000000000000005\r\nhello\r\n0\r\n\r\n", "hello"),
        ("2\r\n\r\n\r\n0\r\n\r\n", "\r\n"), ("5;a\r\nhello\r\n0;b=c\r\n\r\n", "hello"),
        ("5;a=b;c=\"d;\\\"e\";f\r\nhello\r\n0\r\n\r\n", "hello"),
        ("5 ; a = b ;c\r\nhello\r\n0\r\n\r\n", "hello"),
        ("1\r\na\r\n0\r\nX: 1\r\nContent-Length: 9\r\n\r\n", "a"),
        ("1\r\na\r\n0\r\nX:\r\n\r\n", "a"),
        ("1;\(String(repeating: "x", count: 254))\r\na\r\n0\r\n\r\n", "a"),
    ]

    private static let bad: [String] = [
        "\r\n", "x\r\n", "-1\r\n", "+1\r\na", "0x1\r\na", "1_0\r\n", " 1\r\na", "\t1\r\na",
        "1 \r\na",
        "1\t\r\na", "1\na", "1\r\r\n", "1\ra", "1;\r\na", "1;=b\r\na", "1;a=\r\na", "1;a b\r\na",
        "1;a;\r\na", "1;;a\r\na", "1;a=\"b\r\na", "1;a=\"b\"c\r\na", "1;a=\"b\u{0}\"\r\na",
        "1;a\u{0}\r\na", "1;a\n", "1;a\rb", "1;a \r\na", "1;a=b \r\na", "1 a\r\n",
        "1\r\nab", "1\r\na\n0\r\n\r\n", "1\r\na\r0", "5\r\nhello world\r\n", "1\r\na0\r\n\r\n",
        "8000000000000000\r\n", "ffffffffffffffff\r\n", "10000000000000000\r\n",
        "00000000000000005\r\nhello", "FFFFFFFFFFFFFFFFF\r\n", "0\r\n\n", "0\r\n X: 1\r\n\r\n",
        "0\r\nX : 1\r\n\r\n", "0\r\nX\r\n\r\n", "0\r\n: 1\r\n\r\n", "0\r\nX: 1\n\r\n",
        "0\r\nX: \u{0}\r\n\r\n", "0\r\nX: a\r\n b\r\n\r\n", "0\r\n\rX",
        "0\r\nGET / HTTP/1.1\r\n\r\n",
        "1;\(String(repeating: "x", count: 255))\r\na",
        "0\r\nX: \(String(repeating: "y", count: 9000))",
        String(repeating: "1;\(String(repeating: "x", count: 200))\r\na\r\n", count: 90),
    ]

    @Test(arguments: good)
    func decodes(_ text: String, _ body: String) {
        let input = Bytes(text.utf8)
        let expected = Outcome.body(body, used: input.count)
        #expect(Self.decode(input, step: input.count) == expected)
        #expect(Self.decode(input, step: 1) == expected)
        #expect(Self.decode(input + Bytes("GET /".utf8), step: 2) == expected)
        for end in 0..<input.count {
            let part = Self.decode(Bytes(input.prefix(end)), step: max(1, end))
            guard case .incomplete = part else {
                Issue.record("\(part) at \(end)")
                continue
            }
        }
    }

    @Test(arguments: bad)
    func refuses(_ text: String) {
        let input = Bytes(text.utf8)
        #expect(Self.decode(input, step: input.count) == .malformed)
        #expect(Self.decode(input, step: 1) == .malformed)
        #expect(Self.decode(input, step: 7) == .malformed)
    }

    @Test func hugeSizesAreOnlyCounted() {
        let input = Bytes("7ffffffffffffff0\r\nabc".utf8)
        #expect(Self.decode(input, step: input.count) == .incomplete("abc"))
    }

    @Test func encodesWhatItDecodes() {
        var output: Bytes = []
        for piece in ["hello", "", String(repeating: "x", count: 300)] {
            ChunkedEncoding.append(Bytes(piece.utf8), to: &output)
        }
        ChunkedEncoding.end(&output)
        let body = "hello" + String(repeating: "x", count: 300)
        #expect(output.starts(with: "5\r\nhello\r\n12c\r\nxxx".utf8))
        #expect(Self.decode(output, step: 11) == .body(body, used: output.count))
    }
}
