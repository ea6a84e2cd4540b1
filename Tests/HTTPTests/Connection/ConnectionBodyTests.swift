import Basics
import HTTP
import Testing

/// Bodies that are streamed: longer than what is collected, which is little here.
@Suite struct ConnectionBodyTests {
    private static let limits: HTTPLimits = {
        var limits = HTTPLimits()
        limits.collectedBytes = 8
        limits.uploadBytes = 32
        return limits
    }()

    private static func post(_ fields: String, _ body: String = "") -> String {
        "POST / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n\(body)"
    }

    @Test func pieceByPiece() {
        var wire = Wire(limits: Self.limits)
        #expect(
            wire.receive(Self.post("Content-Length: 20", "0123456789"))
                == ["stream POST / 20", "body 8", "body 2", "read"]
        )
        #expect(wire.receive("01234") == ["body 5", "read"])
        #expect(
            wire.receive("01234GET /n HTTP/1.1\r\nHost: a\r\n\r\n") == ["body 5", "end", "hold"]
        )
        #expect(wire.answer() == "keep")
        #expect(wire.receive("") == ["start GET /n", "hold"])
    }

    @Test func chunksBecomeAStreamWhenTheyAreMany() {
        var wire = Wire(limits: Self.limits)
        #expect(
            wire.receive(Self.post("Transfer-Encoding: chunked", "6\r\n012345\r\n")) == ["read"]
        )
        #expect(wire.receive("4\r\n6789\r\n") == ["stream POST / ?", "body 10", "read"])
        #expect(
            wire.receive("1;\(String(repeating: "e", count: 99))\r\na\r\n") == ["body 1", "read"]
        )
        #expect(wire.receive("0\r\n\r\n") == ["end", "hold"])
        #expect(wire.answer() == "keep")
    }

    @Test func tooManyChunks() {
        var wire = Wire(limits: Self.limits)
        _ = wire.receive(Self.post("Transfer-Encoding: chunked", "9\r\n012345678\r\n"))
        #expect(wire.receive("17\r\n") == ["read"])
        for _ in 0..<23 { #expect(wire.receive("0") == ["body 1", "read"]) }
        #expect(wire.receive("\r\n") == ["read"])
        #expect(wire.receive("1\r\n") == ["failed tooLarge", "hold"])
        #expect(wire.answer() == "close")
    }

    /// Refused where it says how long it is, in the name of what it was for; not when ten seconds
    /// are over.
    @Test(arguments: ["21\r\n", "ffff\r\n01234567", "77359400\r\n", "fffffffffffffff\r\n"])
    func aChunkThatIsTooLong(_ chunk: String) {
        var wire = Wire(limits: Self.limits)
        #expect(wire.receive(Self.post("Transfer-Encoding: chunked", chunk)) == ["refuse 413"])
        #expect(wire.state.refusedTarget?.description == "/")
        var late = Wire(limits: Self.limits)
        _ = late.receive(Self.post("Transfer-Encoding: chunked", "9\r\n012345678\r\n"))
        #expect(late.receive("77359400\r\n") == ["failed tooLarge", "hold"])
    }

    @Test func brokenChunksFailTheSource() {
        var wire = Wire(limits: Self.limits)
        _ = wire.receive(Self.post("Transfer-Encoding: chunked", "9\r\n012345678\r\n"))
        #expect(wire.receive("x") == ["failed malformed", "hold"])
        #expect(wire.receive(Self.post("Content-Length: 1", "a")) == ["hold"])
        #expect(wire.answer() == "close")
    }

    @Test func thePeerLeaves() {
        var wire = Wire(limits: Self.limits)
        _ = wire.receive(Self.post("Content-Length: 20", "0123456789"))
        #expect(wire.end() == "failed disconnected")
        #expect(wire.answer() == "close")
    }

    @Test func aShortRestIsDropped() {
        var wire = Wire(limits: Self.limits)
        _ = wire.receive(Self.post("Content-Length: 20", "01234567890123"))
        #expect(wire.answer() == "keep")
        #expect(wire.receive("012") == ["read"])
        #expect(wire.receive("345GET /n HTTP/1.1\r\nHost: a\r\n\r\n") == ["start GET /n", "hold"])
    }

    @Test(arguments: [
        post("Content-Length: 20", "0"), post("Transfer-Encoding: chunked", "9\r\n012345678\r\n"),
        post("Expect: 100-continue\r\nContent-Length: 9"),
    ])
    func aLongRestEndsTheConnection(_ request: String) {
        var wire = Wire(limits: Self.limits)
        #expect(wire.receive(request).first?.hasPrefix("stream") == true)
        #expect(wire.answer() == "close")
        #expect(wire.receive("GET / HTTP/1.1\r\n") == ["hold"])
    }

    @Test func continueIsSentWhenTheBodyIsWanted() {
        var wire = Wire(limits: Self.limits)
        #expect(
            wire.receive(Self.post("Expect: 100-continue\r\nContent-Length: 9"))
                == ["stream POST / 9", "read"]
        )
        #expect(wire.wantBody() == "continue")
        #expect(wire.wantBody() == nil)
        #expect(wire.receive("012345678") == ["body 8", "body 1", "end", "hold"])
    }

    @Test func continueIsNotSentOnceTheBodyComes() {
        var wire = Wire(limits: Self.limits)
        _ = wire.receive(Self.post("Expect: 100-continue\r\nContent-Length: 9"))
        #expect(wire.receive("0") == ["body 1", "read"])
        #expect(wire.wantBody() == nil)
    }
}
