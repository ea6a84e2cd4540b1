import Admin
import ServiceKit
import Testing

@testable import AuthServer

/// The back office's jobs.
@Suite struct WorkOfficeTests {
    @Test func jobs() async throws {
        let world = try await AuthWorld()
        try await WorkOfficeWalk(world.harness, "/admin/auth").jobs(of: world.auth)
    }
}
