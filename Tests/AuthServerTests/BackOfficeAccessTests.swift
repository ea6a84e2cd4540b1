import Basics
import Contracts
import HTTP
import JSON
import ServiceKit
import Testing

@testable import AuthServer

/// Who may do what under `/admin/auth/`, and who is written down to have done it.
@Suite struct BackOfficeAccessTests {
    private let world: AuthWorld

    init() async throws { world = try await AuthWorld() }

    /// An address of the back office, about things that there are not.
    private func call(_ route: Route, by administrator: Operator?) async throws -> Answer {
        let path = route.pattern.replacing("{uid}", with: "9").replacing("{app_id}", with: "9")
            .replacing("{sid}", with: "none")
        return await world.harness.call(
            try #require(route.methods.first),
            path,
            by: administrator
        )
    }

    @Test func nothingIsDoneWithoutAnOperatorOfTheDuty() async throws {
        let routes = AdminAPI.endpoints.map { $0.route }
        #expect(routes.count == 20)
        for route in routes {
            guard case .admin(let admitted) = route.access else {
                Issue.record("\(route) is not for operators alone")
                continue
            }
            #expect(try await call(route, by: nil).status == 401, "\(route)")
            for duty in Duty.allCases {
                let administrator = Operator(id: "o:2", name: "li", duties: [duty])
                let status = try await call(route, by: administrator).status
                if admitted.contains(duty) {
                    #expect(status != 401 && status != 403, "\(route) by \(duty)")
                } else {
                    #expect(status == 403, "\(route) by \(duty)")
                }
            }
        }
    }

    /// What a caller says of itself counts for nothing; the signed operator does.
    @Test func theTrailNamesTheSignedOperator() async throws {
        for administrator in [AuthWorld.owner, .key] {
            let answer = await world.harness.call(
                .patch,
                "/admin/auth/apps/1",
                ["is_enabled": "1"],
                by: administrator,
                headers: [(name: "X-Operator", value: "mallory")]
            )
            #expect(answer.status == 200)
        }
        let trail = await world.harness.call(
            .get,
            "/admin/auth/trail",
            ["subject": "app:1"],
            by: AuthWorld.owner
        )
        let operators = trail.json["rows"]?.array?.map { $0["operator_id"]?.string }
        #expect(operators == ["key", "o:1"])
    }
}
