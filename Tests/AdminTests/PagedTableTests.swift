import Admin
import Basics
import Contracts
import HTTP
import Loops
import ServiceKit
import TestKit
import Testing

@Suite struct PagedTableTests {
    private struct Broken: Error {}

    private let world: TestWorld

    init() throws {
        world = TestWorld(home: "")
    }

    /// Pages of two rows of the numbers below `count`.
    private func table(_ count: Int64, failingAt: Int64 = .max) -> PagedTable {
        PagedTable(["number", "text"], first: 0, log: world.log) { start in
            guard start < failingAt else { throw Broken() }
            let rows = (start..<max(start, min(start + 2, count))).map { number -> [CSV.Cell] in
                [.integer(number), .text("=\(number)")]
            }
            return (rows, rows.isEmpty ? nil : start + 2)
        }
    }

    @Test(arguments: [Int64(0), 1, 2, 3, 4])
    func allPages(_ count: Int64) async throws {
        let download = table(count).download(named: "numbers")
        let response = try download.response(InternalContract.success, in: InternalContract.self)
        #expect(response.headers["Content-Type"] == "text/csv; charset=utf-8")
        #expect(
            response.headers["Content-Disposition"] == #"attachment; filename="numbers.csv""#
        )
        let bytes = try await response.body.collect(upTo: 1000)
        let rows = (0..<count).map { "\($0),'=\($0)\r\n" }.joined()
        #expect(String(decoding: bytes, as: UTF8.self) == "\u{FEFF}number,text\r\n" + rows)
    }

    /// A table that cannot be read to its end must not look whole.
    @Test func aFailureBreaksOff() async throws {
        let table = table(10, failingAt: 4)
        for _ in 0..<3 { #expect(try await table.next() != nil) }
        await #expect(throws: BodyFailure.upstream) { try await table.next() }
        #expect(world.lines.all.contains { $0.contains("a table cannot be read to its end") })
    }

    @Test func cancelledIsOver() async throws {
        let table = table(10)
        _ = try await table.next()
        table.cancel()
        #expect(try await table.next() == nil)
    }
}
