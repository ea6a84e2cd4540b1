import Admin
import ServiceKit
import Testing

@testable import CommerceServer

/// The back office's jobs and parked events.
@Suite struct WorkOfficeTests {
    @Test func jobs() async throws {
        let world = try await CommerceWorld()
        try await WorkOfficeWalk(world.harness, "/admin/commerce").jobs(of: world.service)
    }

    @Test func events() async throws {
        let world = try await CommerceWorld()
        try await WorkOfficeWalk(world.harness, "/admin/commerce").events()
    }
}
