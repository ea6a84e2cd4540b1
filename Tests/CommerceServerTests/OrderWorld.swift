import AuthCalls
import Basics
import CommerceDomain
import HTTP
import HTTPClient
import JSON
import Jobs
import Loops
import Payments
import ServiceKit
import Storage
import Testing

@testable import CommerceServer
@testable import SandboxServer

/// Commerce with a merchant and a good, the sandbox's WeChat Pay, and an auth that says what it is
/// told to: one clock, no sockets.
final class OrderWorld: Sendable {
    let commerce: CommerceWorld
    let pay: SandboxHarness
    let auth: AuthStub
    private let openids = Locked<[String: String]>([:])

    static let first = "1660000109"
    static let second = "1660000217"
    /// Two of one centre, one of another.
    static let apps = [
        DirectoryApp(
            id: ID(1),
            appid: "wx6b756d7175617401",
            oper: 1,
            name: "金桔积分",
            mchid: first,
            takesPayments: true
        ),
        DirectoryApp(
            id: ID(2),
            appid: "wx6b756d7175617402",
            oper: 1,
            name: "金桔优选",
            mchid: first
        ),
        DirectoryApp(
            id: ID(3),
            appid: "wx6b756d7175617403",
            oper: 2,
            name: "金桔挖宝",
            mchid: second,
            takesPayments: true
        ),
        DirectoryApp(id: ID(4), appid: "wx6b756d7175617404", oper: 4, name: "无账户"),
    ]

    init(settings: OrderSettings = OrderSettings()) async throws {
        let auth = AuthStub()
        let door = Locked<SandboxHarness?>(nil)
        commerce = try await CommerceWorld(apps: Self.apps) { parts in
            try OrderDesk.test(parts, auth: auth, settings: settings) {
                request throws(ClientFailure) in
                guard let pay = door.withLock({ $0 }) else { throw .unreachable(.refused) }
                return try await pay.exchange(request)
            }
        }
        pay = try await SandboxHarness(commerce.world)
        self.auth = auth
        door.withLock { [pay] in $0 = pay }
        pay.call(commerce.harness)
        for mchid in [Self.first, Self.second] {
            let told = try await pay.control(.get, "/sandbox/merchant?mchid=\(mchid)")
            try await desk.payments.setAccount(try #require(MerchantKeys(offered: told)))
        }
        try await Catalogue.plant(in: commerce.service.database)
    }

    var desk: OrderDesk { commerce.service.orders }
    var database: ServiceDatabase { commerce.service.database }
    var world: TestWorld { commerce.world }

    // MARK: People

    /// Who pays in which app. Accounts have the number of the person.
    struct Shopper: Sendable {
        let name: String
        let identity: Identity
    }

    /// A person of the sandbox; number 1 is xiaoming.
    func shopper(
        _ number: Int64 = 1,
        app: Int64 = 1,
        uid: Int64?? = nil,
        grant: Grant? = nil
    ) async throws -> Shopper {
        let name = number == 1 ? "xiaoming" : "person\(number)"
        let known = Self.apps[Int(app) - 1]
        let openid = try await openid(of: name, in: known.appid)
        let account: Int64? = uid ?? number
        return Shopper(
            name: name,
            identity: Identity(
                iid: ID(number * 10 + app),
                sid: "s\(number)-\(app)",
                app: known.id,
                oper: known.oper,
                openid: ExternalID(openid),
                unionid: ExternalID("u\(number)"),
                uid: account.map { ID($0) },
                grant: grant
            )
        )
    }

    private func openid(of name: String, in appid: String) async throws -> String {
        if let known = openids.withLock({ $0["\(name) \(appid)"] }) { return known }
        guard appid != Self.apps[3].appid else { return "o-\(name)" }
        let user = try await pay.control(.post, "/sandbox/users", #"{"name":"\#(name)"}"#)
        for identity in user["identities"]?.array ?? [] {
            guard let appid = identity["appid"]?.string, let openid = identity["openid"]?.string
            else { continue }
            openids.withLock { $0["\(name) \(appid)"] = openid }
        }
        return try #require(openids.withLock { $0["\(name) \(appid)"] }, "\(user)")
    }

    // MARK: Calling

    func post(
        _ path: String,
        _ parameters: [String: String],
        as shopper: Shopper
    ) async -> ServiceKit.Answer {
        await commerce.harness.call(
            .post,
            "/api/user/\(path)",
            parameters,
            as: shopper.identity
        )
    }

    func get(
        _ path: String,
        _ parameters: [String: String] = [:],
        as shopper: Shopper
    ) async -> ServiceKit.Answer {
        await commerce.harness.call(.get, "/api/user/\(path)", parameters, as: shopper.identity)
    }

    func buy(
        _ pieces: Int64 = 1,
        of goods: Int64 = Catalogue.tea,
        as shopper: Shopper
    ) async -> ServiceKit.Answer {
        await post("order/buy", ["goods_id": "\(goods)", "number": "\(pieces)"], as: shopper)
    }

    /// The number of an order that was placed.
    func placed(
        _ pieces: Int64 = 1,
        of goods: Int64 = Catalogue.tea,
        as shopper: Shopper
    ) async throws -> String {
        let answer = await buy(pieces, of: goods, as: shopper)
        return try #require(try answer.json["data"]?["order_no"]?.string, "\(answer)")
    }

    /// The phone pays; what became of it.
    @discardableResult
    func phonePays(_ answer: ServiceKit.Answer, as shopper: Shopper) async throws -> JSONValue {
        let config = try answer.json["data"]?["sdk_config"]
        let package = try #require(config?["package"]?.string, "\(answer)")
        let prepayID = package.dropFirst("prepay_id=".utf8.count)
        return try await pay.control(
            .post,
            "/sandbox/pay",
            #"{"user":"\#(shopper.name)","prepay_id":"\#(prepayID)"}"#
        )
    }

    /// An order that is paid.
    func paid(
        _ pieces: Int64 = 1,
        of goods: Int64 = Catalogue.tea,
        as shopper: Shopper
    ) async throws -> String {
        let answer = await buy(pieces, of: goods, as: shopper)
        try await phonePays(answer, as: shopper)
        return try #require(try answer.json["data"]?["order_no"]?.string, "\(answer)")
    }

    func order(_ number: String) async throws -> OrderRecord {
        let known = try #require(OrderNumber(number))
        let order = try await database.read { try OrderStore($0).order(known) }
        return try #require(order)
    }

    func vouchers(_ number: String) async throws -> [Voucher] {
        let id = try await order(number).id
        return try await database.read { try VoucherStore($0).vouchers(of: id) }
    }

    func fault(_ path: String, _ members: String) async throws {
        try await pay.control(.post, "/sandbox/faults", #"{"path":"\#(path)",\#(members)}"#)
    }

    // MARK: Time

    /// Everything that is due happens: at WeChat Pay, its callbacks, our jobs.
    func settle() async throws {
        for _ in 0..<2 {
            try await pay.settle()
            await commerce.service.jobs.runDue()
        }
    }

    func pass(seconds: Int64, by step: Int64 = 60) async throws {
        var left = seconds
        while left > 0 {
            world.time.advance(seconds: min(step, left))
            left -= step
            try await settle()
        }
    }

    // MARK: Whether all adds up

    /// Ours within itself, and against the sandbox's ledger, to the fen.
    func expectSound(_ location: SourceLocation = #_sourceLocation) async throws {
        let problems = try await database.read { try OrderCheck($0).problems() }
        #expect(problems == [], sourceLocation: location)
        for mchid in [Self.first, Self.second] {
            let ours = try await database.read {
                try PaymentVerification.report(account: mchid, in: $0)
            }
            let ledger = try await pay.control(.get, "/sandbox/ledger?limit=1000&mchid=\(mchid)")
            let paid = (ledger["payments"]?.array ?? [])
                .filter { $0["transaction_id"] != nil }
                .compactMap { $0["amount"]?["total"]?.integer }.reduce(0, +)
            let refunded = (ledger["refunds"]?.array ?? [])
                .filter { $0["status"]?.string == "SUCCESS" }
                .compactMap { $0["amount"]?["refund"]?.integer }.reduce(0, +)
            #expect(ours.paidIn.fen == paid, sourceLocation: location)
            #expect(ours.refunded.fen == refunded, sourceLocation: location)
            #expect(ours.addsUp, "\(ours)", sourceLocation: location)
        }
    }
}

extension ServiceKit.Answer {
    /// The contract's code.
    var code: Int64? { try? json["code"]?.integer }
    var data: JSONValue? { try? json["data"] }
    /// The code of the back office.
    var errorCode: String? { try? json["error"]?["code"]?.string }
}
