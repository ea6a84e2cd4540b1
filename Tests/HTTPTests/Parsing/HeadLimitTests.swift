import Basics
import HTTP
import Testing

/// One octet under a limit works, one over is refused, before its line has ended, too.
@Suite struct HeadLimitTests {
    private let limits = HTTPLimits()

    private func line(of length: Int) -> Bytes {
        Bytes("GET /\(String(repeating: "a", count: length - 14)) HTTP/1.1".utf8)
    }

    private func head(of length: Int) -> Bytes {
        let frame = "GET / HTTP/1.1\r\nHost: a\r\nX: \r\n\r\n"
        let value = String(repeating: "b", count: length - frame.utf8.count)
        return Bytes("GET / HTTP/1.1\r\nHost: a\r\nX: \(value)\r\n\r\n".utf8)
    }

    @Test func requestLine() {
        let rest = Bytes("\r\nHost: a\r\n\r\n".utf8)
        let longest = line(of: limits.requestLineBytes) + rest
        let tooLong = line(of: limits.requestLineBytes + 1) + rest
        guard case .accepted = Verdict.whole(longest) else {
            Issue.record("\(Verdict.whole(longest))")
            return
        }
        #expect(Verdict.whole(tooLong) == .refused(414))
        #expect(Verdict.stepwise(tooLong) == .refused(414))
        let endless = Bytes("GET /".utf8) + Bytes(repeating: 0x61, count: limits.requestLineBytes)
        #expect(Verdict.whole(Bytes(endless.prefix(limits.requestLineBytes))) == .incomplete)
        #expect(Verdict.whole(Bytes(endless.prefix(limits.requestLineBytes + 1))) == .refused(414))
    }

    @Test func head() {
        guard case .accepted = Verdict.whole(head(of: limits.headBytes)) else {
            Issue.record("\(Verdict.whole(head(of: limits.headBytes)))")
            return
        }
        let tooLong = head(of: limits.headBytes + 1)
        #expect(Verdict.whole(tooLong) == .refused(431))
        #expect(Verdict.stepwise(tooLong) == .refused(431))
        for part in ["X: ", "X", "X:"] {
            let filler: UInt8 = part == "X:" ? 0x20 : 0x61
            let start = Bytes("GET / HTTP/1.1\r\n\(part)".utf8)
            let endless = start + Bytes(repeating: filler, count: limits.headBytes)
            #expect(Verdict.whole(endless) == .refused(431))
            #expect(Verdict.whole(Bytes(endless.prefix(limits.headBytes))) == .incomplete)
            #expect(Verdict.whole(Bytes(endless.prefix(limits.headBytes + 1))) == .refused(431))
        }
    }

    @Test func leadingLinesAreNotCounted() {
        let input = Bytes("\r\n\r\n".utf8) + head(of: limits.headBytes)
        guard case .accepted(_, let length) = Verdict.whole(input) else {
            Issue.record("\(Verdict.whole(input))")
            return
        }
        #expect(length == limits.headBytes + 4)
    }

    @Test func numberOfFields() {
        let start = "GET / HTTP/1.1\r\nHost: a\r\n"
        let fields = String(repeating: "X: 1\r\n", count: limits.headerFields - 1)
        guard case .accepted = Verdict.whole(Bytes("\(start)\(fields)\r\n".utf8)) else {
            Issue.record("refused at the limit")
            return
        }
        #expect(Verdict.whole(Bytes("\(start)\(fields)Y".utf8)) == .refused(431))
        #expect(Verdict.stepwise(Bytes("\(start)\(fields)Y: 1\r\n\r\n".utf8)) == .refused(431))
    }

    @Test func methodOfThirtyTwoOctets() {
        let method = String(repeating: "M", count: 32)
        let verdict = Verdict.whole(Bytes("\(method) / HTTP/1.1\r\nHost: a\r\n\r\n".utf8))
        #expect(verdict.description.hasPrefix("\(method) / 1.1"))
    }
}
