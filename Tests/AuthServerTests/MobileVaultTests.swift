import AuthDomain
import Basics
import Crypto
import ServiceKit
import Storage
import TestKit
import Testing
import Vault

@testable import AuthServer

@Suite struct MobileVaultTests {
    private let mobile = Mobile(stored: "13800138000")

    private func dataVault(_ keys: [(id: String, octet: UInt8)]) throws -> DataVault {
        try #require(
            DataVault(
                keys.map { (id: $0.id, key: Secret(Bytes(repeating: $0.octet, count: 32))) },
                random: SecureRandom.source
            )
        )
    }

    @Test func aMobileIsFoundAgainUnderNewerDataKeysAndByReplicas() async throws {
        let world = try await AuthWorld()
        let database = world.auth.database
        let (old, both) = (try dataVault([("k1", 9)]), try dataVault([("k2", 8), ("k1", 9)]))
        let first = try await MobileVault(old, in: database, random: SecureRandom.source)
        let second = try await MobileVault(both, in: database, random: SecureRandom.source)
        #expect(first.mark(mobile) == second.mark(mobile))
        #expect(first.mark(mobile) == world.auth.mobiles.mark(mobile))
        let sealed = try first.seal(mobile, of: ID(1))
        #expect(try second.open(sealed.sealed, of: ID(1)) == mobile)
        #expect(throws: DataVault.Unreadable.self) { try second.open(sealed.sealed, of: ID(2)) }
    }

    @Test func oneMobileHasOneUser() async throws {
        let world = try await AuthWorld()
        let mobiles = world.auth.mobiles
        let mobile = mobile
        let now = world.auth.now
        let uid = try await world.auth.database.file.write { connection in
            let store = AuthStore(connection: connection)
            let uid = try store.addUser(at: now).uid
            let number = try mobiles.seal(mobile, of: uid)
            try store.set(KnownMobile(number: number, verified: now), of: uid)
            return uid
        }
        let found = try await world.auth.database.read { connection in
            try AuthStore(connection: connection).user(of: mobiles.mark(mobile))
        }
        #expect(found == uid)
        await #expect(throws: StorageError.self) {
            try await world.auth.database.file.write { connection in
                let store = AuthStore(connection: connection)
                let other = try store.addUser(at: now).uid
                let number = try mobiles.seal(mobile, of: other)
                try store.set(KnownMobile(number: number, verified: now), of: other)
            }
        }
        #expect(try await world.count("SELECT count(*) FROM user_account") == 1)
    }

    @Test func withoutItsDataKeyNothingStarts() async throws {
        let world = try await AuthWorld()
        let strange = try dataVault([("k1", 7)])
        await #expect(throws: DataVault.Unreadable.self) {
            try await MobileVault(strange, in: world.auth.database, random: SecureRandom.source)
        }
    }
}
