import Basics
import Crypto
import Loops
import ServiceKit
import Storage
import TestKit
import Testing
import Vault
import WeChat

@testable import AuthServer

@Suite struct AccessTokenTests {
    private let app = WeChatApp(appid: AuthWorld.appid, secret: AuthWorld.secret)

    /// WeChat's side: the same token until it is forced to make another one.
    private final class Source: Sendable {
        private struct State {
            var number = 1
            var calls: [Bool] = []
            var failure: WeChatFailure?
        }

        private let state = Locked(State())
        var calls: [Bool] { state.withLock { $0.calls } }

        func fail(_ failure: WeChatFailure?) { state.withLock { $0.failure = failure } }
        func makeNext() { state.withLock { $0.number += 1 } }

        var source: AccessTokenSource {
            AccessTokenSource { _, force throws(WeChatFailure) in
                // A moment, so that those who ask at once meet.
                try? await Task.sleep(nanoseconds: 20_000_000)
                let (number, failure) = self.state.withLock { state in
                    state.calls.append(force)
                    if force { state.number += 1 }
                    return (state.number, state.failure)
                }
                if let failure { throw failure }
                return AccessToken(text: "token-in-clear-\(number)", lastsSeconds: 7200)
            }
        }
    }

    /// A replica: a database of its own over the same file.
    private func keeper(
        _ world: AuthWorld,
        _ source: Source,
        vault: DataVault? = nil
    ) throws -> AccessTokenKeeper {
        let group = LoopGroup(count: 1)
        group.start()
        return AccessTokenKeeper(
            database: try world.world.serviceDatabase("auth", migrations: Migrations.all),
            vault: vault ?? world.auth.vault,
            source: source.source,
            flights: SingleFlight(on: group),
            clock: world.world.clock,
            random: SecureRandom.source,
            log: world.world.log
        )
    }

    @Test func manyAtTwoReplicasAskWeChatOnce() async throws {
        let world = try await AuthWorld()
        let source = Source()
        let replicas = [try keeper(world, source), try keeper(world, source)]
        let app = app
        let tokens = await withTaskGroup(of: String?.self) { group in
            for number in 0..<100 {
                group.addTask { try? await replicas[number % 2].token(of: app) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(tokens == Array(repeating: "token-in-clear-1", count: 100))
        #expect(source.calls == [false])
    }

    @Test func isRenewedFiveMinutesBeforeItsEnd() async throws {
        let world = try await AuthWorld()
        let source = Source()
        let keeper = try keeper(world, source)
        #expect(try await keeper.token(of: app) == "token-in-clear-1")
        source.makeNext()
        world.world.time.advance(seconds: 6899)
        #expect(try await keeper.token(of: app) == "token-in-clear-1")
        world.world.time.advance(seconds: 1)
        #expect(try await keeper.token(of: app) == "token-in-clear-2")
        #expect(source.calls.count == 2)
    }

    @Test func aRefusedOneIsDroppedAndForcedOnlyIfWeChatInsists() async throws {
        let world = try await AuthWorld()
        let source = Source()
        let (one, other) = (try keeper(world, source), try keeper(world, source))
        let first = try await one.token(of: app)
        await one.forget(first, of: app)
        #expect(try await other.token(of: app) == "token-in-clear-2")
        #expect(source.calls == [false, false, true])
        // Somebody slow still complains of the first one.
        await one.forget(first, of: app)
        #expect(try await one.token(of: app) == "token-in-clear-2")
        source.makeNext()
        await one.forget("token-in-clear-2", of: app)
        #expect(try await one.token(of: app) == "token-in-clear-3")
        #expect(source.calls == [false, false, true, false])
    }

    @Test func aFailureIsNotKept() async throws {
        let world = try await AuthWorld()
        let source = Source()
        let keeper = try keeper(world, source)
        source.fail(.unstubbed)
        await #expect(throws: WeChatFailure.unstubbed) { try await keeper.token(of: app) }
        source.fail(nil)
        #expect(try await keeper.token(of: app) == "token-in-clear-1")
    }

    @Test func whoDiedWhileAskingIsNotWaitedForForEver() async throws {
        let world = try await AuthWorld()
        let source = Source()
        let keeper = try keeper(world, source)
        let now = world.world.clock.real.now()
        let claim = AccessTokenClaim(
            appid: AuthWorld.appid,
            owner: "dead",
            at: now.adding(seconds: -16),
            stale: now
        )
        try await world.auth.database.file.write {
            let isOurs = try AuthStore(connection: $0).claimAccessToken(claim, at: now)
            #expect(isOurs)
        }
        #expect(try await keeper.token(of: app) == "token-in-clear-1")
    }

    @Test func underAKeyThatIsGoneItIsFetchedAnew() async throws {
        let world = try await AuthWorld()
        let source = Source()
        _ = try await keeper(world, source).token(of: app)
        let strange = try #require(
            DataVault(
                [(id: "k9", key: Secret(Bytes(repeating: 1, count: 32)))],
                random: SecureRandom.source
            )
        )
        #expect(try await keeper(world, source, vault: strange).token(of: app) != "")
        #expect(source.calls.count == 2)
    }

    @Test func standsSealedInTheFile() async throws {
        let world = try await AuthWorld()
        _ = try await keeper(world, Source()).token(of: app)
        let sealed = try await world.auth.database.read {
            try $0.first("SELECT sealed_token FROM access_token") { try $0.bytes(0) }
        }
        let text = String(decoding: try #require(sealed), as: UTF8.self)
        #expect(!text.contains("token-in-clear"))
    }
}
