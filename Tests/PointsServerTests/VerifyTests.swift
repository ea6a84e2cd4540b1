import Basics
import ServiceKit
import Storage
import Testing

@testable import PointsServer

@Suite struct VerifyTests {
    @Test func saysWhatItAddedUp() async throws {
        let points = try await PointsWorld()
        await points.sign(1)
        await points.sign(2)
        let verdict = try await Command.verdict(on: points.service.database.file)
        #expect(verdict.status == 0)
        #expect(verdict.line == "clean: 2 participants, 2 ledger rows, 20 points, 0 invitations")
    }

    @Test func namesTheRowThatIsOff() async throws {
        let points = try await PointsWorld()
        await points.sign(1)
        try await points.service.database.file.write { connection in
            _ = try connection.run("UPDATE ledger SET points = 11")
        }
        let verdict = try await Command.verdict(on: points.service.database.file)
        #expect(verdict.status == 1)
        #expect(verdict.line == "ledger row 1 of participant 1 says balance 10, its rows make 11")
    }
}
