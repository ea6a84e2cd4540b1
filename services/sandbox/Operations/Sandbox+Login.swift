import Basics
import ServiceKit
import Storage

extension Sandbox {
    static let codeSeconds: Int64 = 300

    /// What `wx.login` would give.
    func makeCode(_ person: Person, for app: DemoApp, _ connection: Connection) throws -> String {
        let codes = CodeStore(connection)
        let now = clock.now
        try codes.removeEnded(before: now)
        let code = "0" + random.text(31, from: Self.codeAlphabet)
        try codes.add(code, of: person, for: app, until: now.adding(seconds: Self.codeSeconds))
        return code
    }

    /// Trades a code, once. A user's session key stays the same until a log-in with
    /// `rotate_session_key` changes it: WeChat changes it now and then, and says not when.
    func login(
        _ code: String,
        with app: DemoApp,
        rotating: Bool,
        _ connection: Connection
    ) throws -> PersonInApp {
        let codes = CodeStore(connection)
        guard let (person, isUsed) = try codes.find(code, for: app, at: clock.now) else {
            throw WeChatError.codeInvalid
        }
        guard !isUsed else { throw WeChatError.codeUsed }
        try codes.use(code)
        if rotating { try rotateSessionKey(of: person, in: app, connection) }
        guard let place = try PersonStore(connection).place(of: person, in: app) else {
            throw WeChatError.codeInvalid
        }
        return place
    }

    func rotateSessionKey(
        of person: Person,
        in app: DemoApp,
        _ connection: Connection
    ) throws {
        try PersonStore(connection).setSessionKey(sessionKey(), of: person.id, in: app.id)
    }

    private static let codeAlphabet: StaticString =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
}
