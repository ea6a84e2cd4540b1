import Admin
import ServiceKit
import Testing

@testable import TreasureServer

/// The back office's jobs and parked events.
@Suite struct WorkOfficeTests {
    @Test func jobs() async throws {
        let world = try await TreasureWorld()
        try await WorkOfficeWalk(world.harness, "/admin/treasure").jobs(of: world.service)
    }

    @Test func events() async throws {
        let world = try await TreasureWorld()
        try await WorkOfficeWalk(world.harness, "/admin/treasure").events()
    }
}
