import AuthCalls
import Basics
import HTTP
import JSON
import ServiceKit
import Testing

@testable import AuthServer

/// The merchant accounts of mini-programs, and which of a centre's takes its payments.
@Suite struct AppAccountTests {
    private let world: AuthWorld

    init() async throws { world = try await AuthWorld() }

    private func patch(_ app: Int64, _ parameters: [String: String]) async -> Answer {
        await world.harness.call(
            .patch,
            "/admin/auth/apps/\(app)",
            parameters,
            by: AuthWorld.owner
        )
    }

    private func add(_ app: Int64, oper: Int64, mchid: String? = nil) async -> Answer {
        var parameters = [
            "app_id": "\(app)", "appid": Self.appid(app), "oper_id": "\(oper)",
            "name": "app \(app)",
            "secret": "a-secret-of-sixteen",
        ]
        parameters["mchid"] = mchid
        return await world.harness.call(
            .post,
            "/admin/auth/apps",
            parameters,
            by: AuthWorld.owner
        )
    }

    private static func appid(_ app: Int64) -> String { "wx00000000000000\(app)" }

    /// As other services are told.
    private func told() async throws -> [DirectoryApp] {
        let answer = await world.harness.call(.get, "/internal/apps")
        return try AppDirectory.apps(
            in: InternalAnswer(status: answer.status, body: Bytes(answer.body.utf8))
        )
    }

    private func payers(of oper: Int64) async throws -> [Int64] {
        try await told().filter { $0.oper == oper && $0.takesPayments }.map(\.id.rawValue)
    }

    @Test func anAccountIsSetAndTold() async throws {
        #expect(await add(71, oper: 7).status == 200)
        #expect(try await told().first { $0.id == ID(71) }?.mchid == nil)
        let answer = await patch(71, ["mchid": "1660000109"])
        #expect(answer.status == 200 && answer.json["mchid"]?.string == "1660000109")
        #expect(answer.json["takes_payments"]?.bool == true)
        #expect(answer.json["is_enabled"]?.bool == true)
        let app = try #require(try await told().first { $0.id == ID(71) })
        #expect(
            app
                == DirectoryApp(
                    id: ID(71),
                    appid: Self.appid(71),
                    oper: 7,
                    name: "app 71",
                    mchid: "1660000109",
                    takesPayments: true
                )
        )
        let trail = await world.harness.call(.get, "/admin/auth/trail", by: AuthWorld.owner)
        #expect(trail.body.contains("app.set-merchant"))
    }

    @Test(arguments: ["16600", "166000010x", "1660 000109", "166000010９"])
    func noAccount(_ text: String) async throws {
        #expect(await patch(1, ["mchid": text]).json["error"]?["code"]?.string == "app_malformed")
        let added = await add(71, oper: 7, mchid: text)
        #expect(added.json["error"]?["code"]?.string == "app_malformed")
    }

    /// The first one, unless another is marked; never one that is out of service or has no account.
    @Test func oneOfACentreTakesItsPayments() async throws {
        #expect(await add(70, oper: 7).status == 200)
        #expect(try await payers(of: 7) == [])
        for app in [73, 72, 71] as [Int64] {
            #expect(await add(app, oper: 7, mchid: "1660000109").status == 200)
        }
        #expect(try await payers(of: 7) == [71])
        #expect(await patch(73, ["takes_payments": "1"]).json["takes_payments"]?.bool == true)
        #expect(try await payers(of: 7) == [73])
        #expect(await patch(72, ["takes_payments": "1"]).status == 200)
        #expect(try await payers(of: 7) == [72])
        #expect(await patch(72, ["is_enabled": "0"]).json["takes_payments"]?.bool == false)
        #expect(try await payers(of: 7) == [71])
        #expect(await patch(72, ["is_enabled": "1", "takes_payments": "0"]).status == 200)
        #expect(try await payers(of: 7) == [71])
        #expect(await patch(70, ["takes_payments": "1"]).json["takes_payments"]?.bool == false)
        #expect(try await payers(of: 7) == [71])
        #expect(await patch(79, ["mchid": "1660000109"]).status == 404)
    }
}
