import Basics
import HTTP
import ServiceKit
import Storage
import Testing

@testable import PointsServer

/// What the caller sees when it is our fault, and what is left of it in the file.
@Suite struct FaultTests {
    @Test(arguments: [StorageFault.full, .io])
    func aFullDiskMayPass(_ kind: StorageFault) async throws {
        let points = try await PointsWorld()
        points.service.database.file.failNextCommits(1, kind: kind)
        let answer = await points.sign()
        #expect(answer == Answer(503, #"{"code":-4,"msg":"签到失败"}"#))
        #expect(answer.headers["Retry-After"] == "1")
        #expect(try await points.check() == LedgerCheck.Sums())
        #expect(await points.sign() == .ok)
    }

    @Test func aBrokenFileDoesNotPass() async throws {
        let points = try await PointsWorld()
        try await points.service.database.file.write { try $0.run("DROP TABLE ledger") }
        let answer = await points.sign()
        #expect(answer == Answer(500, #"{"code":-4,"msg":"签到失败"}"#))
        #expect(answer.headers["Retry-After"] == nil)
        let status = await points.get("/api/sign_status/", ["openid": "o1"])
        #expect(status.status == 500)
        #expect(status.body.hasPrefix(#"{"code":-500,"#))
    }
}
