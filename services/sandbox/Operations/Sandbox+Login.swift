import Basics
import ServiceKit
import Storage

extension Sandbox {
    static let codeSeconds: Int64 = 300

    /// What `wx.login` would give, or the button that asks for the phone number.
    func makeCode(
        _ kind: CodeStore.Kind,
        _ person: Person,
        for app: DemoApp,
        _ connection: Connection
    ) throws -> String {
        let codes = CodeStore(connection)
        let now = clock.now
        try codes.removeEnded(before: now)
        let code =
            switch kind {
            case .login: "0" + random.text(31, from: Self.codeAlphabet)
            case .phone: random.text(64, from: "0123456789abcdef")
            }
        let end = now.adding(seconds: Self.codeSeconds)
        try codes.add(code, kind, of: person, for: app, until: end)
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
        let person = try trade(code, .login, with: app, connection)
        let people = PersonStore(connection)
        if rotating { try rotateSessionKey(of: person, in: app, connection) }
        try people.setVisited(person.id, in: app.id)
        guard let place = try people.place(of: person, in: app) else {
            throw WeChatError.codeInvalid
        }
        return place
    }

    /// Whose code it is; from now on it is used up.
    func trade(
        _ code: String,
        _ kind: CodeStore.Kind,
        with app: DemoApp,
        _ connection: Connection
    ) throws -> Person {
        let codes = CodeStore(connection)
        guard let (person, isUsed) = try codes.find(code, kind, for: app, at: clock.now) else {
            throw WeChatError.codeInvalid
        }
        guard !isUsed else { throw WeChatError.codeUsed }
        try codes.use(code)
        return person
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
