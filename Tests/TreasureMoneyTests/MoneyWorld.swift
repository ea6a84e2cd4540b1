import AuthCalls
import Basics
import Contracts
import Crypto
import HTTP
import HTTPClient
import JSON
import Jobs
import Loops
import Media
import ServiceKit
import Storage
import TestKit
import Testing
import TreasureDomain
import Vault
import WeChatPay

@testable import Payments
@testable import SandboxServer
@testable import TreasureServer

/// The whole of treasure and the sandbox's WeChat Pay, without sockets: one clock, which stands still
/// until it is moved, and a file each.
final class MoneyWorld: Sendable {
    let world: TestWorld
    let pay: SandboxHarness
    let service: TreasureService
    let harness: ServiceHarness
    private let directory: TemporaryDirectory

    var money: RedPackets { service.redPackets }
    var desk: PayoutDesk { PayoutDesk(money) }
    var database: ServiceDatabase { service.database }

    /// Of the first merchant, both; and of the second.
    static let app = "wx6b756d7175617401"
    static let otherApp = "wx6b756d7175617402"
    static let appOfAnother = "wx6b756d7175617403"
    static let mchid = "1660000109"
    static let otherMchid = "1660000217"

    init(_ settings: MoneySettings = MoneySettings()) async throws {
        directory = try TemporaryDirectory()
        world = TestWorld(home: directory.path)
        pay = try await SandboxHarness(world)
        service = try Self.service(world, settings, pay, directory)
        harness = try ServiceHarness(try service.definition(), in: world)
        pay.call(harness)
        Self.watch()
        for mchid in [Self.mchid, Self.otherMchid] {
            let answer = try await control(.get, "/sandbox/merchant?mchid=\(mchid)")
            let keys = try #require(MerchantKeys(offered: answer))
            try await money.payments.setAccount(keys)
        }
    }

    /// Has every answer of a harness held against `docs/openapi`.
    private static func watch() {
        ServiceHarness.observer.withLock {
            $0 = APIWitness.shared.saw(_:_:status:contentType:body:)
        }
    }

    // MARK: Controls

    @discardableResult
    func control(_ method: HTTP.Method, _ target: String, _ body: String = "") async throws
        -> JSONValue
    {
        try await pay.control(method, target, body)
    }

    /// The same, where it may be refused.
    func attempt(_ target: String, _ body: String = "") async {
        await pay.status(.post, target, body)
    }

    func fault(_ path: String, _ members: String) async throws {
        try await control(.post, "/sandbox/faults", #"{"path":"\#(path)",\#(members)}"#)
    }

    /// Everything that is due happens: at WeChat Pay, its callbacks, our jobs.
    func settle() async throws {
        for _ in 0..<2 {
            try await pay.settle()
            await service.jobs.runDue()
        }
    }

    /// Time passes, and what becomes due on the way happens.
    func pass(seconds: Int64, by step: Int64 = 5) async throws {
        var left = seconds
        while left > 0 {
            world.time.advance(seconds: min(step, left))
            left -= step
            try await settle()
        }
    }

    func pass(days: Int64) async throws { try await pass(seconds: 86_400 * days, by: 6 * 3600) }
}
