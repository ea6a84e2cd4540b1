import AuthDomain
import Basics
import Crypto
import ServiceKit
import Storage

extension AuthService {
    /// What `code=user` stands for in the sandbox environment: somebody who is bound already.
    private static let openid = ExternalID("kumquat-test-user")
    private static let name = "测试用户"
    private static let mobile = Mobile(stored: "13800000000")

    /// Whether a code is the test user's: never in production.
    func isTestUser(_ code: String) -> Bool {
        stage == .sandbox && ExternalID(code) == "user"
    }

    /// Logs the test user in, without a word to WeChat.
    func loginTestUser(
        from choice: AppChoice
    ) async throws(Failure<LoginRefusal>) -> LoginResult {
        let app = try await app(for: choice)
        let sid = newSID()
        let established = try await database.write(refusing: LoginRefusal.self) { unit in
            let accounts = accounts(unit)
            let store = accounts.store
            var identity =
                try store.identity(of: Self.openid, in: app.id)
                ?? accounts.addIdentity(of: Self.openid, in: app)
            try bindTestUser(&identity, in: accounts)
            let session = KnownSession(
                sid: sid,
                iid: identity.iid,
                term: SessionTerm(created: unit.now)
            )
            try store.add(session)
            return EstablishedSession(
                identity: identity,
                session: session,
                isNew: false,
                isRegistered: false,
                account: try accounts.reader.account(identity.uid)
            )
        }
        return try loginResult(of: established)
    }

    private func bindTestUser(_ identity: inout KnownIdentity, in accounts: Accounts) throws {
        guard identity.uid == nil else { return }
        _ = try accounts.bind(Self.mobile, to: &identity)
        var change = ProfileChange()
        change.nickname = Self.name
        var user = try accounts.account(of: &identity)
        try accounts.update(&user, by: change)
    }
}
