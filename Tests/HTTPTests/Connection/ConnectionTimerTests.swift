import Basics
import HTTP
import Testing

/// Deadlines, in milliseconds of a clock that the test moves.
@Suite struct ConnectionTimerTests {
    private static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    private func expire(_ wire: inout Wire, at now: Int) -> String {
        wire.now = now
        return Wire.word(wire.state.expired(now: now))
    }

    @Test func idle() {
        var wire = Wire()
        #expect(wire.state.deadline == 60_000)
        wire.now = 50_000
        _ = wire.receive("\r\n")
        #expect(wire.state.deadline == 60_000)
        #expect(expire(&wire, at: 59_999) == "read")
        #expect(expire(&wire, at: 60_000) == "close")
        #expect(wire.state.deadline == nil)
    }

    @Test func head() {
        var wire = Wire()
        wire.now = 5_000
        _ = wire.receive("G")
        wire.now = 12_000
        _ = wire.receive("ET / HTTP/1.1\r\nHost: ")
        #expect(wire.state.deadline == 15_000)
        #expect(expire(&wire, at: 14_999) == "read")
        #expect(expire(&wire, at: 15_000) == "refuse 408")
        #expect(wire.answer() == "close")
    }

    @Test func nothingRunsWhileARequestIsAnswered() {
        var wire = Wire()
        wire.now = 1_000
        _ = wire.receive(Self.get)
        #expect(wire.state.deadline == nil)
        #expect(expire(&wire, at: 1_000_000) == "read")
        #expect(wire.answer() == "keep")
        #expect(wire.state.deadline == 1_060_000)
    }

    @Test func collectedBody() {
        var wire = Wire()
        _ = wire.receive("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 50000\r\n\r\n")
        #expect(wire.state.deadline == 10_000)
        _ = wire.receive(Bytes(repeating: 0x61, count: 4_096))
        #expect(wire.state.deadline == 14_000)
        #expect(expire(&wire, at: 14_000) == "refuse 408")
    }

    @Test func streamedBody() {
        var wire = Wire()
        _ = wire.receive("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n")
        wire.state.bodyPaused(now: 2_000)
        #expect(wire.state.deadline == nil)
        wire.state.bodyPaused(now: 3_000)
        wire.state.bodyResumed(now: 9_000)
        #expect(wire.state.deadline == 17_000)
        #expect(expire(&wire, at: 17_000) == "failed timedOut")
        #expect(wire.answer() == "close")
    }

    @Test func unwantedRest() {
        var wire = Wire()
        let rest = Bytes(repeating: 0x61, count: 60_000)
        _ = wire.receive("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n")
        _ = wire.receive(rest)
        #expect(wire.answer() == "keep")
        let deadline = wire.state.deadline ?? 0
        #expect(deadline > 60_000)
        #expect(expire(&wire, at: deadline) == "close")
    }
}
