import Basics
import Crypto
import JSON
import Loops

@testable import GatewayServer
@testable import ServiceKit

/// Auth as a test wants it: keys, sessions and news, and how often it was asked.
final class TestAuth: Sendable {
    struct State {
        var keys: [(kid: String, key: Ed25519PrivateKey)] = [(TestTokens.kid, TestTokens.key)]
        var sessions: [String: AuthClient.Session] = [:]
        var changes: [SessionChange] = []
        var names: [String: Identity] = [:]
        var isDown = false
        var keyCalls = 0
        var sessionCalls = 0
        var feedCalls = 0
    }

    struct Down: Error {}

    private let state = Locked(State())

    func change(_ body: (inout sending State) -> Void) { state.withLock { body(&$0) } }

    var keyCalls: Int { state.withLock { $0.keyCalls } }
    var sessionCalls: Int { state.withLock { $0.sessionCalls } }
    var feedCalls: Int { state.withLock { $0.feedCalls } }

    var client: AuthClient {
        AuthClient(
            keys: { [self] in
                try Task.checkCancellation()
                let text = try state.withLock { state in
                    state.keyCalls += 1
                    if state.isDown { throw Down() }
                    return TestTokens.keySet(state.keys)
                }
                guard let keys = KeySet(try JSON.parse(Bytes(text.utf8))) else { throw Down() }
                return keys
            },
            session: { [self] sid in
                try state.withLock { state in
                    state.sessionCalls += 1
                    if state.isDown { throw Down() }
                    return state.sessions[sid]
                }
            },
            identity: { [self] openid, unionid in
                try state.withLock { state in
                    if state.isDown { throw Down() }
                    return (openid ?? unionid).flatMap { state.names[$0] }
                }
            },
            changes: { [self] after, wait in
                for _ in 0..<max(wait * 100, 1) {
                    let page = try state.withLock { state in
                        state.feedCalls += 1
                        if state.isDown { throw Down() }
                        let news = Array(state.changes.dropFirst(Int(after)))
                        return AuthClient.Page(last: Int64(state.changes.count), changes: news)
                    }
                    if !page.changes.isEmpty || wait == 0 { return page }
                    try await Task.sleep(nanoseconds: 10_000_000)
                }
                let last = state.withLock { Int64($0.changes.count) }
                return AuthClient.Page(last: last, changes: [])
            }
        )
    }

    /// A authenticator who asks this auth.
    func authenticator(_ clock: DomainClock, graceSeconds: Int = 60) -> Authenticator {
        let table = SessionTable()
        return Authenticator(
            auth: client,
            ring: KeyRing(client),
            table: table,
            feed: RevocationFeed(client, table, graceSeconds: graceSeconds, log: .silent),
            clock: clock,
            workers: .shared
        )
    }
}
