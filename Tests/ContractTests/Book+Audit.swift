import JSON
import Processes
import TestKit
import Testing

extension Book {
    /// Compares what was noted with what the service now says; `counts` holds the sign-ins that
    /// each visitor had before, and has after.
    func audit(_ visitors: [Visitor], _ counts: inout [String: Int]) async throws {
        #expect(count(.acknowledged) > 0)
        #expect(count(.refused) == 0)
        for visitor in visitors {
            let records = try await visitor.records()
            let new = records.count - counts[visitor.name, default: 0]
            switch outcome(for: visitor) {
            case .acknowledged: #expect(new == 1, "\(visitor.name) was acknowledged")
            case .refused, nil: #expect(new == 0, "\(visitor.name) was refused")
            case .unknown: #expect(new == 0 || new == 1, "\(visitor.name) is unknown")
            }
            let balance = try await visitor.get("/api/query_balance/").data?["balance"]
            #expect(balance?.integer == records.reduce(0, +), "\(visitor.name)")
            counts[visitor.name] = records.count
        }
    }
}

extension Stack {
    /// The checker of points on the live file.
    func verifyLedger() async throws {
        let checker = try await TestProcess.start(
            StackMember.points.executable,
            arguments: ["verify"],
            environment: environment,
            output: home.file("verify.out")
        )
        #expect(try await checker.exit(within: 30) == .code(0), "\(checker.output)")
    }
}
