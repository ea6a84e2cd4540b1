import Basics
import Crypto
import HTTP
import HTTPClient
import JSON
import Loops
import Processes
import TestKit
import Testing

@testable import WeChatPay

/// The real sandbox, a merchant's client in both modes, and the merchant's own ear.
final class PayWorld: Sendable {
    let stack: Stack
    let control: TestClient
    let appid: String
    let openid: String
    let credentials: PayCredentials
    /// Knows no key but what it downloads.
    let client: WeChatPayClient
    /// Has the public key.
    let publicKeyClient: WeChatPayClient
    let receiver: Receiver
    private let origin: Origin
    private let http: HTTPClient
    private let group: LoopGroup
    private let publicKey: PayPublicKey

    static func start() async throws -> PayWorld {
        let stack = try Stack()
        try await stack.start(.sandbox)
        let control = stack.client(of: .sandbox)
        let merchant = try #require(try await control.get("/sandbox/merchant").json)
        // One of before, who fetches certificates; those of today have the public key alone.
        _ = try await control.send(
            .post,
            "/sandbox/merchant",
            body: Bytes(#"{"certificates":true}"#.utf8)
        )
        let user = try await control.send(
            .post,
            "/sandbox/users",
            body: Bytes(#"{"name":"lili"}"#.utf8)
        ).json
        let identity = try #require(user?["identities"]?.array?.first)
        return try PayWorld(stack, control, merchant, identity)
    }

    private init(
        _ stack: Stack,
        _ control: TestClient,
        _ merchant: JSONValue,
        _ identity: JSONValue
    ) throws {
        func text(_ value: JSONValue?) throws -> String { try #require(value?.string) }
        self.stack = stack
        self.control = control
        appid = try text(identity["appid"])
        openid = try text(identity["openid"])
        credentials = try #require(
            PayCredentials(
                mchid: try text(merchant["mchid"]),
                serialNumber: try text(merchant["serial_no"]),
                privateKey: try RSAPrivateKey(pem: try text(merchant["private_key"])),
                apiV3Key: Bytes(try text(merchant["apiv3_key"]).utf8)
            )
        )
        publicKey = try #require(
            PayPublicKey(
                id: try text(merchant["platform"]?["public_key_id"]),
                key: try RSAPublicKey(pem: try text(merchant["platform"]?["public_key"]))
            )
        )
        origin = try #require(Origin("http://127.0.0.1:\(stack.port + 10)"))
        group = LoopGroup(count: 1)
        group.start()
        let http = HTTPClient(group: group)
        self.http = http
        let make = { [origin, credentials] (key: PayPublicKey?, milliseconds: Int) in
            WeChatPayClient.live(
                origin: origin,
                credentials: credentials,
                publicKey: key,
                random: SecureRandom.source,
                workers: .shared
            ) { request throws(ClientFailure) in
                var request = request
                request.totalMilliseconds = milliseconds
                return try await http.send(request)
            }
        }
        client = make(nil, 3000)
        publicKeyClient = make(publicKey, 3000)
        // It holds both: callbacks are signed as the request was that placed the order.
        receiver = try Receiver(group, publicKeyClient)
    }

    /// Another client, which knows no certificate yet.
    func newClient(milliseconds: Int = 3000) -> WeChatPayClient {
        .live(
            origin: origin,
            credentials: credentials,
            random: SecureRandom.source,
            workers: .shared
        ) { [http] request throws(ClientFailure) in
            var request = request
            request.totalMilliseconds = milliseconds
            return try await http.send(request)
        }
    }

    func stop() async {
        await receiver.stop()
        await http.close()
        await group.stop()
    }

    // MARK: What tests do all the time

    func order(_ number: String, fen: Int64 = 100) -> PaymentOrder {
        PaymentOrder(
            appid: appid,
            outTradeNo: number,
            description: "金桔一斤",
            total: Money(fen: fen),
            payer: openid,
            notifyURL: receiver.url
        )
    }

    func transferOrder(_ number: String, fen: Int64 = 100) -> TransferOrder {
        TransferOrder(
            appid: appid,
            outBillNo: number,
            sceneID: "1000",
            openid: openid,
            amount: Money(fen: fen),
            remark: "挖宝红包",
            reports: [
                TransferOrder.Report("活动名称", "挖宝"), TransferOrder.Report("奖励说明", "红包"),
            ],
            notifyURL: receiver.url,
            style: .redPacket
        )
    }

    @discardableResult
    func post(_ target: String, _ body: String = "") async throws -> JSONValue {
        let answer = try await control.send(.post, target, body: Bytes(body.utf8))
        #expect(answer.status == 200, "\(target) \(body): \(answer.text)")
        return answer.json ?? .null
    }

    func fault(_ path: String, _ members: String) async throws {
        try await post("/sandbox/faults", #"{"path":"\#(path)",\#(members)}"#)
    }

    func clearFaults() async throws {
        _ = try await control.send(.delete, "/sandbox/faults")
    }

    /// The user pays; gives what is said about the callback.
    @discardableResult
    func pay(_ prepayID: String) async throws -> JSONValue {
        try await post("/sandbox/pay", #"{"user":"lili","prepay_id":"\#(prepayID)"}"#)
    }

    /// A paid order, its number.
    func paidOrder(_ number: String, fen: Int64 = 100) async throws {
        try await pay(try await client.placeOrder(order(number, fen: fen)))
    }
}

/// Gives every test of a suite the one world that is started for it.
struct RunningPayWorld: SuiteTrait, TestScoping {
    @TaskLocal static var current: PayWorld?

    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing body: @concurrent @Sendable () async throws -> Void
    ) async throws {
        let world = try await PayWorld.start()
        do {
            try await Self.$current.withValue(world, operation: body)
        } catch {
            await world.stop()
            throw error
        }
        await world.stop()
    }
}

extension Trait where Self == RunningPayWorld {
    static var payWorld: Self { RunningPayWorld() }
}

/// The world of this suite.
func payWorld() throws -> PayWorld { try #require(RunningPayWorld.current) }
