import Basics
import JSON
import Testing

@testable import ServiceKit

/// One entry is one line, whatever it holds.
struct LogTests {
    private let world = TestWorld(home: "/nowhere")

    @Test func aLineIsThis() {
        world.log.info("signed", ["iid": 7, "ms": .double(1.25), "new": true, "app": "x"])
        #expect(
            world.lines.all == [
                #"{"time":"2026-01-15T04:00:00.000Z","level":"info","service":"test","msg":"signed","#
                    + #""iid":7,"ms":1.25,"new":true,"app":"x"}"# + "\n"
            ]
        )
    }

    @Test(arguments: [
        (1_768_449_600_007, "2026-01-15T04:00:00.007Z"), (-1, "1969-12-31T23:59:59.999Z"),
        (0, "1970-01-01T00:00:00.000Z"),
    ])
    func timesAreUTC(_ milliseconds: Int64, _ text: String) {
        #expect(LogLine.text(UnixTime(milliseconds: milliseconds)) == text)
    }

    @Test(arguments: [
        ("\n", #"\u000a"#), ("\r\n", #"\u000d\u000a"#), ("\u{0}", #"\u0000"#),
        ("\u{1b}[2J", #"\u001b[2J"#), ("\u{7f}", #"\u007f"#), ("\u{85}", #"\u0085"#),
        ("\u{2028}\u{2029}", #"\u2028\u2029"#), ("\u{202e}", #"\u202e"#), ("\u{feff}", #"\ufeff"#),
        (#""},{"level":"error"#, #"\"},{\"level\":\"error"#), (#"\n"#, #"\\n"#), ("金桔", "金桔"),
    ])
    func nothingBreaksOutOfALine(_ text: String, _ escaped: String) throws {
        world.log.info("seen", ["value": .text(text)])
        let line = try #require(world.lines.all.first)
        #expect(line.hasSuffix(#""value":"\#(escaped)"}"# + "\n"))
        #expect(line.utf8.count { $0 == 10 } == 1)
        #expect(try JSON.parse(Bytes(line.utf8))["value"]?.string == text)
    }

    @Test func longValuesAreCut() throws {
        world.log.info("seen", ["value": .text(String(repeating: "金", count: 10_000))])
        let line = try #require(world.lines.all.first)
        #expect(line.utf8.count < 1200)
        #expect(try JSON.parse(Bytes(line.utf8))["value"]?.string?.hasSuffix("金…") == true)
    }

    @Test func whatIsBelowTheLevelIsNotEvenMade() {
        let lines = TestLines()
        let log = Logger(service: "x", level: .warning) { lines.append($0) }
        var made = 0
        func fields() -> LogFields {
            made += 1
            return [:]
        }
        log.debug("a", fields())
        log.info("b", fields())
        log.notice("c", fields())
        #expect(made == 0 && lines.all.isEmpty)
        log.warning("d", fields())
        log.error("e", fields())
        #expect(made == 2 && lines.all.count == 2)
    }

    @Test func insideARequestTheIdJoinsByItself() {
        RequestScope.$requestID.withValue("r-9") {
            world.log.info("inside")
        }
        world.log.info("outside")
        #expect(world.lines.all[0].hasSuffix(#""msg":"inside","request_id":"r-9"}"# + "\n"))
        #expect(world.lines.all[1].hasSuffix(#""msg":"outside"}"# + "\n"))
    }

    @Test func aFloodOfLinesIsBounded() {
        let quota = LineQuota(perSecond: 2)
        let second: UInt64 = 1_000_000_000
        #expect((0..<5).map { quota.take(now: second + $0) } == [0, 0, nil, nil, nil])
        #expect((0..<3).map { quota.take(now: 2 * second + $0) } == [3, 0, nil])
        #expect(quota.take(now: 9 * second) == 1)
    }
}
