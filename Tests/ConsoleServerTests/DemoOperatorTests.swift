import Basics
import ConsoleDomain
import HTTP
import HTTPClient
import Loops
import Storage
import TestKit
import Testing

@testable import ConsoleServer

struct DemoOperatorTests {
    @Test(
        "clerk and manager of the demo work for the merchants that there are, as soon as there are"
    )
    func staff() async throws {
        let bench = try Bench()
        func answer(_ text: String) {
            bench.answer.withLock {
                $0 = .success(ClientResponse(status: 200, body: .bytes(Bytes(text.utf8))))
            }
        }
        func merchants(of name: String) async throws -> Set<Int64>? {
            let found = try await bench.database.read { try OperatorStore($0).find(named: name) }
            return found?.appointment.merchants
        }
        try await bench.service.makeDemoOperators(in: bench.directory.path)
        answer(#"{"rows":[]}"#)
        #expect(try await bench.service.employDemoStaff() == false)
        answer(#"{"rows":[{"id":70},{"id":90}]}"#)
        #expect(try await bench.service.employDemoStaff())
        #expect(try await merchants(of: "demo-clerk") == [70, 90])
        #expect(try await merchants(of: "demo-manager") == [70, 90])
        #expect(try await merchants(of: "demo-viewer") == [])
        // Once is enough: what an owner changes then stays.
        answer(#"{"rows":[{"id":5}]}"#)
        #expect(try await bench.service.employDemoStaff())
        #expect(try await merchants(of: "demo-clerk") == [70, 90])
        #expect(
            bench.passed.withLock { $0.map(\.target) }.last == "/admin/commerce/merchants?limit=50"
        )
    }
}
