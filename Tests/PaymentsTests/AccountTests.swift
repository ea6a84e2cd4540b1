import Basics
import Crypto
import HTTP
import HTTPClient
import JSON
import Loops
import ServiceKit
import Storage
import Testing
import Vault

@testable import Payments
@testable import SandboxServer

/// The keys of merchant accounts: sealed, and exchanged without a stop.
@Suite struct AccountTests {
    @Test func nothingSecretStandsInTheFile() async throws {
        let world = try await PaymentWorld()
        let keys = try await world.keys(PaymentWorld.first)
        let sealed = try await world.database.read { try AccountStore($0).account(keys.mchid) }
        let octets = try #require(sealed?.sealed)
        for secret in [keys.apiV3Keys[0].reveal(), String(keys.privateKey.reveal().prefix(80))] {
            #expect(octets.firstRange(of: Bytes(secret.utf8)) == nil)
            #expect(!world.world.lines.all.joined().contains(secret))
        }
        let shown = "\(keys) \(try await world.payments.accounts.summaries())"
        #expect(!shown.contains(keys.apiV3Keys[0].reveal()))
        #expect(!shown.contains("PRIVATE KEY"))
    }

    /// Another APIv3 key: what comes under the old one is still opened, as WeChat Pay repeats for a
    /// day.
    @Test func anotherAPIv3Key() async throws {
        let world = try await PaymentWorld()
        _ = try await world.prepay(world.request("order:1"))
        let payment = try #require(try await world.payment("order:1"))
        let key = try await world.pay.sandbox.payKeys(PaymentWorld.first).publicKey
        var forger = Forger(world, payment)
        (forger.serial, forger.signer) = (key.serial, key.key)
        var keys = try await world.keys(PaymentWorld.first)
        keys.apiV3Keys = [Secret("0123456789abcdef0123456789abcdef")]
        try await world.payments.setAccount(keys)
        #expect(try await forger.send().status.code == 204)
        // After the next one the first is forgotten.
        keys.apiV3Keys = [Secret("abcdef0123456789abcdef0123456789")]
        try await world.payments.setAccount(keys)
        forger.eventID = "EV-2"
        #expect(try await forger.send().status.code == 401)
        forger.apiV3Key = Bytes("0123456789abcdef0123456789abcdef".utf8)
        #expect(try await forger.send().status.code == 204)
    }

    /// From certificates to public keys and back: both are taken all the time.
    @Test(arguments: MerchantKeys.Mode.allCases) func mode(_ mode: MerchantKeys.Mode) async throws {
        let world = try await PaymentWorld()
        var keys = try await world.keys(PaymentWorld.first)
        keys.mode = mode
        try await world.payments.setAccount(keys)
        _ = try await world.prepay(world.request("order:1"))
        let platform = try await world.pay.sandbox.payKeys(PaymentWorld.first)
        for (number, key) in [platform.publicKey, platform.certificates[0]].enumerated() {
            let payment = try #require(try await world.payment("order:1"))
            var forger = Forger(world, payment)
            forger.eventID = "EV-\(number)"
            forger.serial = key.serial
            forger.signer = key.key
            #expect(try await forger.send().status.code == 204)
        }
        world.world.time.advance(seconds: 61)
        try await world.control(.post, "/sandbox/merchant", #"{"rotate_certificate":true}"#)
        try await world.fault("callback:payment", #""kind":"lose_callback""#)
        let prepayID = try await world.prepay(world.request("order:2"))
        try await world.pay(prepayID)
        try await world.pass(seconds: 60)
        #expect(try await world.payment("order:2")?.state == .paid)
        let summary = try await world.payments.accounts.summaries().first
        #expect(summary?.mode == mode)
        #expect(summary?.publicKeyIDs == [platform.publicKey.serial])
    }

    @Test func keysThatAreNone() async throws {
        let world = try await PaymentWorld()
        let good = try await world.keys(PaymentWorld.first)
        let cases: [(MerchantKeys.Problem, @Sendable (inout MerchantKeys) -> Void)] = [
            (.privateKeyMalformed, { $0.privateKey = Secret("none") }),
            (.apiV3KeyMalformed, { $0.apiV3Keys = [Secret("short")] }),
            (.apiV3KeyMalformed, { $0.apiV3Keys = [] }),
            (.nameMalformed, { $0.serialNumber = "a\"b" }),
            (.publicKeyMalformed, { $0.publicKeys = [.init(id: "PUB_KEY_ID_1", pem: "none")] }),
            (
                .publicKeyMissing,
                { keys in
                    keys.publicKeys = []
                    keys.mode = .publicKey
                }
            ),
        ]
        for (problem, change) in cases {
            var keys = good
            change(&keys)
            await #expect(throws: problem) { try await world.payments.setAccount(keys) }
        }
        // The good ones are still in use.
        _ = try await world.prepay(world.request("order:1"))
    }

    /// Another data key: everything is sealed anew, and opens.
    @Test func resealed() async throws {
        let world = try await PaymentWorld()
        let both = try PaymentWorld.vault(world.world, ["k2": 2, "k1": 1])
        let accounts = MerchantAccounts(
            database: world.database,
            vault: both,
            origin: try #require(.init("http://127.0.0.1:9")),
            realClock: .system,
            random: SecureRandom.source
        ) { _ throws(ClientFailure) in throw .unreachable(.refused) }
        #expect(try await accounts.reseal() == (2, 0))
        #expect(try await accounts.reseal() == (0, 0))
        let only = MerchantAccounts(
            database: world.database,
            vault: try PaymentWorld.vault(world.world, ["k2": 2]),
            origin: try #require(.init("http://127.0.0.1:9")),
            realClock: .system,
            random: SecureRandom.source
        ) { _ throws(ClientFailure) in throw .unreachable(.refused) }
        #expect(try await only.summaries().allSatisfy { $0.serialNumber != nil })
        let lost = MerchantAccounts(
            database: world.database,
            vault: try PaymentWorld.vault(world.world, ["k3": 3]),
            origin: try #require(.init("http://127.0.0.1:9")),
            realClock: .system,
            random: SecureRandom.source
        ) { _ throws(ClientFailure) in throw .unreachable(.refused) }
        #expect(try await lost.reseal() == (0, 2))
        await #expect(throws: MerchantAccounts.Absent.unreadable) {
            try await lost.client(PaymentWorld.first)
        }
    }

    /// Each merchant's money is in its own account.
    @Test func twoAccounts() async throws {
        let world = try await PaymentWorld()
        var request = try await world.request("order:2", in: "wx6b756d7175617403")
        request.mchid = PaymentWorld.second
        try await world.pay(world.prepay(request))
        _ = try await world.paid("order:1", fen: 7)
        try await world.expectSound()
        let reports = try await [PaymentWorld.first, PaymentWorld.second].asyncMap { mchid in
            try await world.database.read {
                try PaymentVerification.report(account: mchid, in: $0).held.fen
            }
        }
        #expect(reports == [7, 100])
        // One fund is of one account.
        var foreign = try await world.request("order:3", fund: "order:2")
        foreign.amount = Money(fen: 5)
        await #expect(throws: Failure.refused(PaymentRefusal.accountUnknown)) {
            try await world.prepay(foreign)
        }
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
