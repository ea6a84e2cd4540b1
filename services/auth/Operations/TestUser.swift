import AuthDomain
import Basics
import Crypto
import ServiceKit
import Storage

extension AuthService {
    /// What `code=user` stands for in the sandbox environment: somebody who is bound already.
    private static let openid = Octets("kumquat-test-user")
    private static let name = "测试用户"
    private static let mobile = Mobile(stored: "13800000000")

    /// Whether a code is the test user's: never in production.
    func isTestUser(_ code: String) -> Bool {
        stage == .sandbox && Octets(code) == "user"
    }

    /// Signs the test user in, without a word to WeChat.
    func signInTestUser(
        from choice: AppChoice
    ) async throws(Failure<SignInRefusal>) -> SignedIn {
        let app = try await app(for: choice)
        let now = now
        let sid = newSID()
        let entered = try await database.write(refusing: SignInRefusal.self, log: log) {
            connection in
            let store = AuthStore(connection: connection)
            let found = try store.identity(of: Self.openid, in: app.id)
            var identity = try found ?? store.addIdentity(of: Self.openid, in: app, at: now)
            if identity.uid == nil {
                let uid = try testUser(in: store, at: now)
                try store.set(uid: uid, of: identity.iid)
                identity.uid = uid
            }
            let session = KnownSession(
                sid: sid,
                iid: identity.iid,
                term: SessionTerm(created: now)
            )
            try store.add(session)
            let user = try identity.uid.flatMap { try store.boundUser($0, opening: mobiles) }
            return Entered(identity: identity, session: session, isNew: false, user: user)
        }
        return try signedIn(entered)
    }

    private func testUser(in store: AuthStore, at now: UnixTime) throws -> ID<User> {
        if let known = try store.user(of: mobiles.mark(Self.mobile)) { return known }
        let uid = try store.addUser(name: Self.name, at: now)
        try store.set(verified: mobiles.seal(Self.mobile, of: uid), of: uid, at: now)
        return uid
    }
}
