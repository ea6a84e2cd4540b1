import Basics
import HTTP
import HTTPClient
@testable import ServiceKit
import Testing

@testable import GatewayServer

/// The key of the back office, at the only door.
@Suite struct AdminKeyTests {
    @Test func backOffice() async throws {
        let stack = try await TestStack().opened()
        let good = [(name: "Authorization", value: "Bearer \(TestStack.adminKey)")]
        #expect(try await stack.answer(.get, "/admin/points/audits?status=audit", good) == "200 {}")
        #expect(stack.requests.allSatisfy(GatewayTests.isSigned))
        for wrong in ["", "x", "\(TestStack.adminKey)x", String(TestStack.adminKey.dropLast())] {
            let fields = [(name: "Authorization", value: "Bearer \(wrong)")]
            #expect(try await stack.send(.get, "/admin/points/audits", fields).status == 401)
        }
        let header = stack.requests.first?.headers[InternalHeader.operator]
        #expect(header.flatMap(Operator.init(header:)) == .key)
        // A user's token is no key, and the key is no token.
        #expect(try await stack.send(.get, "/admin/points/rules", TestStack.token).status == 401)
        #expect(try await stack.send(.post, "/api/sign", good).status == 401)
        #expect(stack.requests.count == 1)
    }

    @Test func wrongKeysAreLimitedForEachAddress() async throws {
        let stack = try await TestStack().opened()
        let wrong = [(name: "Authorization", value: "Bearer x")]
        var statuses: [Int] = []
        for _ in 0..<12 {
            statuses.append(try await stack.send(.get, "/admin/points/rules", wrong).status)
        }
        #expect(statuses == Array(repeating: 401, count: 10) + [429, 429])
        let good = [(name: "Authorization", value: "Bearer \(TestStack.adminKey)")]
        let answer = try await stack.send(.get, "/admin/points/rules", good)
        #expect(answer.status == 429 && answer.headers["retry-after"] != nil)
        #expect(stack.requests.isEmpty)
        // Whoever logs in meanwhile does not notice.
        #expect(try await stack.send(.get, "/api/query_balance", TestStack.token).status == 200)
    }

    @Test func theBackOfficeHasARateOfItsOwn() async throws {
        var rates = TestStack.perAddress
        rates.adminPerMinute = 3
        let stack = try await TestStack(perAddress: rates).opened()
        let good = [(name: "Authorization", value: "Bearer \(TestStack.adminKey)")]
        var statuses: [Int] = []
        for _ in 0..<5 {
            statuses.append(try await stack.send(.get, "/admin/points/rules", good).status)
        }
        #expect(statuses == [200, 200, 200, 429, 429])
        #expect(
            MetricsText(stack.metrics).text.contains(
                #"kumquat_gateway_limited_total{limit="admin"} 2"#
            )
        )
    }
}
