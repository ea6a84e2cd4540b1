import Basics
import HTTP
import JSON
import Storage
import TestKit
import Testing

@testable import SandboxServer

/// Two merchants: each with apps, keys, numbers and money of its own.
@Suite struct MerchantTests {
    private static let second = "1660000217"
    private static let appid = "wx6b756d7175617403"

    private static func order(
        _ number: String,
        _ world: SandboxWorld,
        mchid: String = second,
        appid: String = appid
    ) async throws -> String {
        let identities = try await world.get("/sandbox/users").json["users"]?.array?.first?[
            "identities"
        ]?.array
        let openid = identities?.first { $0["appid"]?.string == appid }?["openid"]?.string ?? ""
        return #"{"appid":"\#(appid)","mchid":"\#(mchid)","description":"金桔","#
            + #""out_trade_no":"\#(number)","notify_url":"http://127.0.0.1:9/x","#
            + #""amount":{"total":100,"currency":"CNY"},"payer":{"openid":"\#(openid)"}}"#
    }

    @Test func eachHasKeysOfItsOwn() async throws {
        let world = try await SandboxWorld()
        let first = try await world.get("/sandbox/merchant").json
        let other = try await world.get("/sandbox/merchant?mchid=\(Self.second)").json
        #expect(first["mchid"]?.string == PayMerchant.firstID)
        #expect(other["mchid"]?.string == Self.second)
        for name in ["serial_no", "apiv3_key", "certificate"] {
            #expect(other[name]?.string != nil)
            #expect(other[name]?.string != first[name]?.string)
        }
        let id = other["platform"]?["public_key_id"]?.string
        #expect(id != nil && id != first["platform"]?["public_key_id"]?.string)
        let again = try await world.get("/sandbox/merchant?mchid=\(Self.second)").json
        #expect(again["apiv3_key"]?.string == other["apiv3_key"]?.string)
        #expect(try await world.get("/sandbox/merchant?mchid=1").error == "merchant_unknown")
        let apps = try await world.get("/sandbox/apps").json["apps"]?.array ?? []
        #expect(
            apps.map { $0["mchid"]?.string }
                == [PayMerchant.firstID, PayMerchant.firstID, Self.second]
        )
    }

    @Test func anAppIsBoundToOneOfThem() async throws {
        let world = try await SandboxWorld()
        let (first, other) = (PayCaller(world: world), PayCaller(world: world, mchid: Self.second))
        let strange = try await first.send(
            .post,
            PayCaller.orders,
            Self.order("T000001", world, mchid: PayMerchant.firstID)
        )
        #expect(strange.status == 400)
        #expect(strange.json["code"]?.string == "APPID_MCHID_NOT_MATCH")
        let own = try await other.send(.post, PayCaller.orders, Self.order("T000001", world))
        #expect(own.status == 200, "\(own.text)")
        // A signature of one is none of the other.
        var thief = other
        thief.serial = try await world.sandbox.payKeys(PayMerchant.firstID).merchantSerial
        let stolen = try await thief.send(.post, PayCaller.orders, Self.order("T2", world))
        #expect(stolen.status == 401)
    }

    /// The same number is one of each; nobody sees the other's.
    @Test func numbersAndMoneyAreApart() async throws {
        let world = try await SandboxWorld()
        let (first, other) = (PayCaller(world: world), PayCaller(world: world, mchid: Self.second))
        #expect(try await first.send(.post, PayCaller.orders, first.order()).status == 200)
        let placed = try await other.send(.post, PayCaller.orders, Self.order("T000001", world))
        let prepayID = try #require(placed.json["prepay_id"]?.string)
        let paid = try await world.post(
            "/sandbox/pay",
            #"{"user":"xiaoming","prepay_id":"\#(prepayID)"}"#
        )
        #expect(paid.json["trade_state"]?.string == "SUCCESS", "\(paid.text)")
        for (caller, state) in [(first, "NOTPAY"), (other, "SUCCESS")] {
            let shown = try await caller.send(
                .get,
                "/v3/pay/transactions/out-trade-no/T000001?mchid=\(caller.mchid)"
            )
            #expect(shown.json["trade_state"]?.string == state)
        }
        let transaction = try #require(paid.json["transaction_id"]?.string)
        let foreign = try await first.send(
            .get,
            "/v3/pay/transactions/id/\(transaction)?mchid=\(PayMerchant.firstID)"
        )
        #expect(foreign.json["code"]?.string == "ORDER_NOT_EXIST")
        let refund = try await first.send(
            .post,
            "/v3/refund/domestic/refunds",
            #"{"transaction_id":"\#(transaction)","out_refund_no":"R1","#
                + #""amount":{"refund":100,"total":100,"currency":"CNY"}}"#
        )
        #expect(refund.json["code"]?.string == "RESOURCE_NOT_EXISTS")
        let balances = try await [PayMerchant.firstID, Self.second].asyncMap {
            try await world.sandbox.payMerchant($0).balance.fen
        }
        #expect(balances == [10_000_000, 10_000_100])
        for (query, count) in [("", 2), ("?mchid=\(Self.second)", 1), ("?mchid=1", 0)] {
            let ledger = try await world.get("/sandbox/ledger\(query)").json
            #expect(ledger["payments"]?.array?.count == count, "\(query)")
        }
    }

    /// A file of the release before: what it had is the first merchant's.
    @Test func anOlderFileIsBroughtUpToDate() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("sandbox.sqlite")
        let older = Array(SandboxSchema.migrations.prefix(6))
        let old = try Database(path: path, migrations: older, clock: .system)
        try await old.write { connection in
            try connection.run(
                """
                INSERT INTO pay_merchant (one, mchid, serial_no, private_key, certificate,
                    apiv3_key, balance, callback_key, has_certificates, callback_speed,
                    refund_seconds, refund_result)
                VALUES (1, '1660000109', 'S', 'K', 'C', 'A', 7, '', 1, 1, 0, 'SUCCESS')
                """
            )
            try connection.run(
                """
                INSERT INTO pay_order (id, out_trade_no, appid, openid, description, total,
                    notify_url, fingerprint, key_kind, created_at, expires_at, prepay_id,
                    prepay_until, state, transaction_id, paid_at, refunded, refunds)
                VALUES (1, 'N1', 'a', 'o', 'd', 100, 'u', x'00', 'certificate', 1, 2, 'p', 3,
                    'REFUND', 'T1', 4, 40, 1)
                """
            )
            try connection.run(
                """
                INSERT INTO pay_refund (id, refund_id, out_refund_no, pay_order, amount, reason,
                    notify_url, fingerprint, key_kind, state, created_at, due_at, success_at)
                VALUES (2, 'r', 'R1', 1, 40, '', '', x'00', 'certificate', 'SUCCESS', 5, 5, 5)
                """
            )
        }
        await old.close()
        let new = try Database(path: path, migrations: SandboxSchema.migrations, clock: .system)
        try await new.read { connection in
            let first = PayMerchant.firstID
            #expect(try PayMerchantStore(connection).merchant(first)?.balance.fen == 7)
            let order = try PayOrderStore(connection).order(outTradeNo: "N1", of: first)
            #expect(order?.refunded.fen == 40)
            #expect(order?.terms.mchid == first)
            let refund = try PayRefundStore(connection).refund(outRefundNo: "R1", of: first)
            #expect(refund?.order == order?.id)
        }
        await new.close()
    }
}

extension Array {
    fileprivate func asyncMap<Value>(
        _ transform: (Element) async throws -> Value
    ) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
