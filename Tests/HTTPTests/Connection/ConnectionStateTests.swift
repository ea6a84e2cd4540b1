import Basics
import HTTP
import Testing

@Suite struct ConnectionStateTests {
    private static let get = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n"

    private static func post(_ fields: String, _ body: String) -> String {
        "POST /p HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n\(body)"
    }

    private static let rows: [(String, [String])] = [
        (get, ["start GET /a", "hold"]),
        ("GET /a HT", ["read"]), ("\r\n", ["read"]),
        (post("Content-Length: 3", "abc"), ["start POST /p abc", "hold"]),
        (post("Content-Length: 0", ""), ["start POST /p", "hold"]),
        (post("Content-Length: 4", "abc"), ["read"]),
        (
            post("Transfer-Encoding: chunked", "1\r\na\r\n2\r\nbc\r\n0\r\nX: 1\r\n\r\n"),
            ["start POST /p abc", "hold"]
        ),
        (post("Transfer-Encoding: chunked", "0\r\n\r\n"), ["start POST /p", "hold"]),
        (post("Transfer-Encoding: chunked", "1\r\na\r\n2"), ["read"]),
        (post("Transfer-Encoding: chunked", "1\r\nab"), ["refuse 400"]),
        (post("Content-Length: 10485761", ""), ["refuse 413"]),
        (post("Content-Length: 9223372036854775807", "abc"), ["refuse 413"]),
        ("GET /\r\n", ["refuse 400"]),
        (post("Expect: 100-continue\r\nContent-Length: 3", ""), ["continue", "read"]),
        (post("Expect: 100-continue\r\nContent-Length: 3", "abc"), ["start POST /p abc", "hold"]),
        (post("Expect: 100-continue\r\nContent-Length: 99999999", ""), ["refuse 413"]),
        (post("Expect: x\r\nContent-Length: 3", ""), ["refuse 417"]),
        (post("Content-Length: 100000", ""), ["stream POST /p 100000", "read"]),
    ]

    @Test(arguments: rows)
    func orders(_ text: String, _ words: [String]) {
        var whole = Wire()
        #expect(whole.receive(text) == words)
        var trickled = Wire()
        let told = trickled.trickle(text).filter { $0 != "continue" }
        #expect(told == words.filter { $0 != "read" && $0 != "hold" && $0 != "continue" })
    }

    @Test func pipelinedRequestsAreAnsweredInOrder() {
        var wire = Wire()
        let all = Self.get + Self.post("Content-Length: 2", "xy") + Self.get + "garbage\n"
        #expect(wire.receive(all) == ["start GET /a", "hold"])
        #expect(wire.receive("more") == ["hold"])
        #expect(wire.answer() == "keep")
        #expect(wire.receive("") == ["start POST /p xy", "hold"])
        #expect(wire.answer() == "keep")
        #expect(wire.receive("") == ["start GET /a", "hold"])
        #expect(wire.answer() == "keep")
        #expect(wire.receive("") == ["refuse 400"])
        #expect(wire.answer() == "close")
        #expect(wire.receive(Self.get) == ["hold"])
    }

    private static let persistence: [(String, Bool, String)] = [
        ("GET / HTTP/1.1\r\nHost: a\r\n\r\n", false, "keep"),
        ("GET / HTTP/1.1\r\nHost: a\r\n\r\n", true, "close"),
        ("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", false, "close"),
        ("GET / HTTP/1.0\r\n\r\n", false, "close"),
        ("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", false, "keep"),
    ]

    @Test(arguments: persistence)
    func keepsOrCloses(_ request: String, _ closes: Bool, _ outcome: String) {
        var wire = Wire()
        #expect(wire.receive(request) == ["start GET /", "hold"])
        #expect(wire.answer(closes: closes) == outcome)
    }

    @Test func terms() {
        var wire = Wire()
        _ = wire.receive("HEAD / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        let terms = wire.state.answerBegins(closes: false)
        #expect(terms.keepAlive)
        #expect(terms.minorVersion == 0)
        #expect(terms.omitsBody)
        var refused = Wire()
        #expect(refused.receive("HEAD /\r\n") == ["refuse 400"])
        let refusal = refused.state.answerBegins(closes: false)
        #expect(refusal.omitsBody)
        #expect(!refusal.keepAlive)
    }

    @Test func draining() {
        var wire = Wire()
        #expect(wire.state.isIdle)
        #expect(wire.receive("\r\n") == ["read"])
        #expect(wire.state.isIdle)
        _ = wire.receive("GET / HTTP/1.1\r\n")
        #expect(!wire.state.isIdle)
        wire.state.drain()
        #expect(wire.receive("Host: a\r\n\r\n") == ["start GET /", "hold"])
        #expect(!wire.state.isIdle)
        #expect(wire.answer() == "close")
    }

    @Test func theEndOfInput() {
        var idle = Wire()
        #expect(idle.end() == "close")
        var partial = Wire()
        _ = partial.receive("GET / HT")
        #expect(partial.end() == "close")
        var collecting = Wire()
        _ = collecting.receive(Self.post("Content-Length: 3", "ab"))
        #expect(collecting.end() == "close")
        var answering = Wire()
        _ = answering.receive(Self.get + Self.get + "GET /b")
        #expect(answering.end() == "hold")
        #expect(answering.answer() == "keep")
        #expect(answering.receive("") == ["start GET /a", "hold"])
        #expect(answering.answer() == "keep")
        #expect(answering.receive("") == ["close"])
    }
}
