import Basics
import Crypto
import ServiceKit
import Testing
import Vault

@Suite struct DataVaultTests {
    private static func vault(_ keys: [(String, UInt8)]) throws -> DataVault {
        try #require(
            DataVault(
                keys.map { (id: $0.0, key: Secret(Bytes(repeating: $0.1, count: 32))) },
                random: SecureRandom.source
            )
        )
    }

    @Test func opensWithAnOlderKeyAndForItsOwnPurposeOnly() throws {
        let old = try Self.vault([("k1", 1)])
        let both = try Self.vault([("k2", 2), ("k1", 1)])
        let sealed = try old.seal([1, 2, 3], for: "this")
        #expect(try both.open(sealed, for: "this") == [1, 2, 3])
        #expect(throws: DataVault.Unreadable.self) { try both.open(sealed, for: "that") }
        let new = try both.seal([1, 2, 3], for: "this")
        #expect(throws: DataVault.Unreadable.self) { try old.open(new, for: "this") }
    }

    @Test func refusesEveryDamage() throws {
        let vault = try Self.vault([("k1", 1)])
        let sealed = try vault.seal([1, 2, 3], for: "this")
        for index in sealed.indices {
            var damaged = sealed
            damaged[index] ^= 1
            #expect(throws: DataVault.Unreadable.self) { try vault.open(damaged, for: "this") }
            #expect(throws: DataVault.Unreadable.self) {
                try vault.open(Bytes(sealed[..<index]), for: "this")
            }
        }
    }

    @Test func takesGoodKeysOnly() {
        let good = Secret(Bytes(repeating: 1, count: 32))
        let short = Secret(Bytes(repeating: 1, count: 16))
        let long = String(repeating: "k", count: 33)
        for keys in [
            [], [("", good)], [(long, good)], [("a", short)], [("a", good), ("a", good)],
        ] as [[(id: String, key: Secret<Bytes>)]] {
            #expect(DataVault(keys, random: SecureRandom.source) == nil)
        }
    }
}
