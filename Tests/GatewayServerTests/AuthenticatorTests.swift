import Basics
import Contracts
import Crypto
import ServiceKit
import Synchronization
import Testing
import TestKit

@testable import GatewayServer

@Suite struct DoormanTests {
    private let auth = TestAuth()
    private let clock = FakeClock(UnixTime(seconds: TestTokens.now))

    /// Runs the feed beside the test's body.
    private func withDoorman(
        graceSeconds: Int = 60,
        _ body: (Authenticator) async throws -> Void
    ) async throws {
        let authenticator = auth.authenticator(
            DomainClock(real: clock.clock, movable: false),
            graceSeconds: graceSeconds
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try? await authenticator.feed.run() }
            defer { group.cancelAll() }
            try await eventually("the feed is read") { authenticator.feed.isFresh }
            try await body(authenticator)
        }
    }

    private func verdict(_ authenticator: Authenticator, _ token: Bytes) async -> String {
        do throws(Authenticator.Refusal) {
            let principal = try await authenticator.principal(token)
            let identity = Identity(header: String(decoding: principal.header, as: UTF8.self))
            return "\(principal.iid) \(identity?.uid.map { "\($0)" } ?? "-")"
        } catch {
            switch error {
            case .failure(let failure): return String(failure.rawValue)
            case .identityGone: return "gone"
            }
        }
    }

    @Test func aGoodToken() async throws {
        try await withDoorman { authenticator in
            for _ in 0..<3 { #expect(await verdict(authenticator, TestTokens.token()) == "42 7") }
            #expect(auth.keyCalls == 1)
            #expect(auth.sessionCalls == 0)
            #expect(authenticator.table.count == 1)
        }
    }

    @Test func notBeforeTheFeedIsRead() async {
        let authenticator = auth.authenticator(DomainClock(real: clock.clock, movable: false))
        #expect(await verdict(authenticator, TestTokens.token()) == "503")
        #expect(authenticator.feed.problem != nil)
    }

    @Test func afterTheGracePeriodNobodyIsBelieved() async throws {
        try await withDoorman(graceSeconds: 1) { authenticator in
            auth.change { $0.isDown = true }
            try await eventually("the grace period ends") { !authenticator.feed.isFresh }
            #expect(await verdict(authenticator, TestTokens.token()) == "503")
            auth.change { $0.isDown = false }
            try await eventually("the feed is read again") {
                await verdict(authenticator, TestTokens.token()) == "42 7"
            }
        }
    }

    @Test func aCachedTokenExpires() async throws {
        try await withDoorman { authenticator in
            #expect(await verdict(authenticator, TestTokens.token()) == "42 7")
            clock.advance(seconds: 3600)
            #expect(await verdict(authenticator, TestTokens.token()) == "401")
            clock.advance(seconds: -3600 - 200)
            #expect(await verdict(authenticator, TestTokens.token()) == "401")
        }
    }

    @Test func revocation() async throws {
        try await withDoorman { authenticator in
            #expect(await verdict(authenticator, TestTokens.token()) == "42 7")
            auth.change { $0.changes.append(SessionChange(kind: .revoked, sid: TestTokens.sid)) }
            try await eventually("the news arrives") {
                await verdict(authenticator, TestTokens.token()) == "401"
            }
            // Another token of the same session is no better.
            #expect(await verdict(authenticator, TestTokens.token(["iat": "1"])) == "401")
            #expect(authenticator.table.count == 0)
        }
    }

    @Test func anIdentityThatIsNoMore() async throws {
        try await withDoorman { authenticator in
            #expect(await verdict(authenticator, TestTokens.token()) == "42 7")
            auth.change { $0.changes.append(SessionChange(kind: .gone, sid: TestTokens.sid)) }
            try await eventually("the news arrives") {
                await verdict(authenticator, TestTokens.token()) == "gone"
            }
            // Only who holds a good token learns that.
            var forged = TestTokens.token(["iat": "1"])
            forged[forged.count - 2] ^= 1
            #expect(await verdict(authenticator, forged) == "401")
            // A later line about the session does not bring it back.
            authenticator.table.note(SessionChange(kind: .changed, sid: TestTokens.sid))
            #expect(await verdict(authenticator, TestTokens.token()) == "gone")
        }
    }

    @Test func revokedBeforeTheStart() async throws {
        auth.change { $0.changes.append(SessionChange(kind: .revoked, sid: TestTokens.sid)) }
        try await withDoorman { authenticator in
            #expect(await verdict(authenticator, TestTokens.token()) == "401")
        }
    }

    @Test func aRevokedIdentityIsAskedAbout() async throws {
        try await withDoorman { authenticator in
            #expect(await verdict(authenticator, TestTokens.token()) == "42 7")
            auth.change { state in
                state.sessions[TestTokens.sid] = .init(uid: 7, isRevoked: true)
                state.changes.append(SessionChange(kind: .revoked, sid: nil, iid: 42))
            }
            try await eventually("the news arrives") {
                await verdict(authenticator, TestTokens.token()) == "401"
            }
        }
    }

    @Test func noAccountYetIsNeverKept() async throws {
        let token = TestTokens.token(["uid": nil])
        auth.change { $0.sessions[TestTokens.sid] = .init(uid: nil, isRevoked: false) }
        try await withDoorman { authenticator in
            #expect(await verdict(authenticator, token) == "42 -")
            #expect(await verdict(authenticator, token) == "42 -")
            #expect(auth.sessionCalls == 2)
            auth.change { $0.sessions[TestTokens.sid] = .init(uid: 9, isRevoked: false) }
            #expect(await verdict(authenticator, token) == "42 9")
            #expect(await verdict(authenticator, token) == "42 9")
            #expect(auth.sessionCalls == 3)
        }
    }

    @Test func aChangedSessionIsAskedAboutAgain() async throws {
        try await withDoorman { authenticator in
            #expect(await verdict(authenticator, TestTokens.token()) == "42 7")
            auth.change { $0.sessions[TestTokens.sid] = .init(uid: 3, isRevoked: false) }
            #expect(await verdict(authenticator, TestTokens.token()) == "42 7")
            authenticator.table.note(SessionChange(kind: .changed, sid: TestTokens.sid))
            #expect(await verdict(authenticator, TestTokens.token()) == "42 3")
            #expect(await verdict(authenticator, TestTokens.token()) == "42 3")
            #expect(auth.sessionCalls == 1)
        }
    }

    @Test func aSessionThatAuthDoesNotKnow() async throws {
        try await withDoorman { authenticator in
            #expect(await verdict(authenticator, TestTokens.token(["uid": nil])) == "401")
        }
    }

    @Test func authIsSilentAboutASession() async throws {
        try await withDoorman { authenticator in
            _ = await verdict(authenticator, TestTokens.token())
            auth.change { $0.isDown = true }
            #expect(await verdict(authenticator, TestTokens.token(["uid": nil])) == "503")
            #expect(await verdict(authenticator, TestTokens.token()) == "42 7")
        }
    }

    @Test func rotationOfKeys() async throws {
        let new = Ed25519PrivateKey.generate()
        let newToken = Bytes(JWT.sign(claims: TestTokens.payload(), key: new, kid: "key-2").utf8)
        try await withDoorman { authenticator in
            auth.change { $0.keys.append(("key-2", new)) }
            #expect(await verdict(authenticator, newToken) == "42 7")
            #expect(await verdict(authenticator, TestTokens.token()) == "42 7")
            #expect(auth.keyCalls == 1)
        }
    }

    /// However many unknown names come, auth is asked once in ten seconds.
    @Test func unknownKeysDoNotDisturbAuth() async throws {
        let tokens = (0..<200).map { number in
            Bytes(
                JWT.sign(
                    claims: TestTokens.payload(),
                    key: TestTokens.otherKey,
                    kid: "x\(number)"
                ).utf8
            )
        }
        try await withDoorman { authenticator in
            await withTaskGroup(of: String.self) { group in
                for token in tokens { group.addTask { await verdict(authenticator, token) } }
                for await verdict in group { #expect(verdict == "401") }
            }
            #expect(auth.keyCalls == 1)
        }
    }

    /// A name is not called unknown before auth has said so, and it is asked again soon.
    @Test func keysThatAuthDidNotGive() async throws {
        let new = Ed25519PrivateKey.generate()
        let newToken = Bytes(JWT.sign(claims: TestTokens.payload(), key: new, kid: "key-2").utf8)
        try await withDoorman { authenticator in
            await authenticator.ring.refresh(isUrgent: true)
            auth.change { $0.isDown = true }
            #expect(await verdict(authenticator, newToken) == "503")
            auth.change {
                $0.keys.append(("key-2", new))
                $0.isDown = false
            }
            try await eventually("auth is asked for the key again") {
                await verdict(authenticator, newToken) == "42 7"
            }
        }
    }

    @Test func forgedTokensPushNobodyOut() async throws {
        try await withDoorman { authenticator in
            #expect(await verdict(authenticator, TestTokens.token()) == "42 7")
            for number in 0..<300 {
                let forged = TestTokens.forged(
                    header: TestTokens.header,
                    payload: TestTokens.payload(["sub": "\"\(number + 1)\""]),
                    key: TestTokens.otherKey
                )
                #expect(await verdict(authenticator, forged) == "401")
            }
            #expect(authenticator.table.count == 1)
        }
    }

    @Test func theTableIsBounded() throws {
        let table = SessionTable(tokensPerGeneration: 100, maximumStandings: 50)
        let candidate = try #require(
            TokenVerifier.candidate(TestTokens.token(), now: UnixTime(seconds: TestTokens.now))
        )
        let entry = SessionTable.Entry(claims: candidate.claims, header: [], hasNoAccount: false)
        for number in 0..<1000 {
            #expect(table.keep(Bytes("\(number)".utf8), entry, asOf: 0))
            // What is in use stays.
            #expect(table.entry(Bytes("0".utf8)) != nil)
        }
        #expect(table.count <= 200)
        #expect(table.standing(of: candidate.claims.identity).standing == .unknown)
        for number in 0..<60 {
            table.note(SessionChange(kind: .revoked, sid: "another-session-\(number)"))
        }
        // What does not fit is not forgotten: everybody is asked about.
        #expect(table.standing(of: candidate.claims.identity).standing == .ask)
    }

    /// A revocation between the check of a token and its keeping is not lost.
    @Test func noRaceWithARevocation() throws {
        let table = SessionTable()
        let candidate = try #require(
            TokenVerifier.candidate(TestTokens.token(), now: UnixTime(seconds: TestTokens.now))
        )
        let entry = SessionTable.Entry(claims: candidate.claims, header: [], hasNoAccount: false)
        let version = table.standing(of: candidate.claims.identity).version
        table.note(SessionChange(kind: .changed, sid: TestTokens.sid))
        #expect(table.keep(TestTokens.token(), entry, asOf: version))
        #expect(table.count == 0)
        table.note(SessionChange(kind: .revoked, sid: TestTokens.sid))
        #expect(!table.keep(TestTokens.token(), entry, asOf: version))
        // Once revoked, always revoked.
        table.note(SessionChange(kind: .changed, sid: TestTokens.sid))
        #expect(table.standing(of: candidate.claims.identity).standing == .revoked)
    }
}
