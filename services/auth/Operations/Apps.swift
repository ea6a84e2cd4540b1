import Admin
import Basics
import ServiceKit
import Storage
import Vault
import WeChat

/// How long what is kept of a mini-program may be, in characters.
enum AppBounds {
    /// `wx` and sixteen digits: always so long.
    static let appid = 18
    static let name = 100
    /// WeChat's have 32.
    static let secret = 128
}

/// Why the back office cannot do something with a mini-program.
enum AppRefusal: Error, Sendable, Equatable {
    case unknown
    /// Another one has this.
    case taken(Name)
    /// It is none.
    case malformed(Value)
    /// People have logged in through it.
    case inUse

    /// What nobody else may have.
    enum Name: String, Sendable {
        case number = "app_id"
        case appid
    }

    /// What has to be right.
    enum Value: String, Sendable {
        /// From 1.
        case number = "app_id"
        /// `wx` and sixteen digits, as WeChat makes them.
        case appid
        /// From 1.
        case oper = "oper_id"
        case name
        /// One line of 16 to 128 signs; WeChat's have 32.
        case secret
        case push = "token or encoding_aes_key"
        /// Digits, as WeChat Pay makes them.
        case mchid
    }
}

extension AppRefusal: CustomStringConvertible {
    var description: String {
        switch self {
        case .unknown: "there is no such mini-program"
        case .taken(let name): "taken: another mini-program has this \(name.rawValue)"
        case .malformed(.appid): "the appid is none: wx and sixteen hexadecimal digits"
        case .malformed(.secret): "the secret is none: one line of 16 to 128 signs"
        case .malformed(let value): "the \(value.rawValue) is none"
        case .inUse: "people have logged in through it; it can be disabled"
        }
    }
}

/// What WeChat's message push of a mini-program is verified with. Never prints itself.
struct PushSecrets: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    let token: String
    /// Nil: messages come in the clear.
    let key: String?

    var description: String { "PushSecrets" }
    var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

extension AuthService {
    /// All mini-programs, by number.
    func allApps() async throws(Failure<Never>) -> [AppLine] {
        try await database.read(refusing: Never.self) {
            AppLine.all(try AuthStore(connection: $0).apps())
        }
    }

    /// A mini-program that was not here before.
    func addApp(_ app: OfferedApp, by who: AdminAction) async throws(Failure<AppRefusal>) {
        if let value = Self.malformed(app) { throw .refused(.malformed(value)) }
        let row = try sealed { try vault.known(app) }
        try await change(app.id, "app.add", app.appid, by: who) { store, now in
            guard try store.app(app.id) == nil else { throw AppRefusal.taken(.number) }
            guard try store.app(appid: app.appid) == nil else { throw AppRefusal.taken(.appid) }
            try store.put(row, at: now)
        }
    }

    /// Another secret for a mini-program, as WeChat's console has made it. The access token that
    /// the old one got is of no use any more.
    func rotateSecret(
        of app: ID<App>,
        _ secret: Secret<String>,
        by who: AdminAction
    ) async throws(Failure<AppRefusal>) {
        guard Self.isSecret(secret.reveal()) else { throw .refused(.malformed(.secret)) }
        let sealed = try sealed {
            try vault.seal(
                Bytes(secret.reveal().utf8),
                for: DataVault.Purpose.secret(of: app)
            )
        }
        try await change(app, "app.rotate-secret", "", by: who) { store, now in
            guard try store.set(sealedSecret: sealed, of: app, at: now) else {
                throw AppRefusal.unknown
            }
            try store.dropAccessToken(of: app)
        }
    }

    /// Another name for a mini-program.
    func rename(
        _ app: ID<App>,
        _ name: String,
        by who: AdminAction
    ) async throws(Failure<AppRefusal>) {
        guard Self.isName(name) else { throw .refused(.malformed(.name)) }
        try await change(app, "app.rename", name, by: who) { store, now in
            guard try store.set(name: name, of: app, at: now) else { throw AppRefusal.unknown }
        }
    }

    /// Takes a mini-program away that was added by mistake: one that nobody has logged in through.
    func removeApp(_ app: ID<App>, by who: AdminAction) async throws(Failure<AppRefusal>) {
        try await change(app, "app.remove", "", by: who) { store, _ in
            guard try store.app(app) != nil else { throw AppRefusal.unknown }
            guard try store.removeUnused(app) else { throw AppRefusal.inUse }
        }
    }

    /// What a mini-program's messages from WeChat are verified with from now on.
    func setPush(
        of app: ID<App>,
        _ secrets: PushSecrets,
        by who: AdminAction
    ) async throws(Failure<AppRefusal>) {
        guard !secrets.token.isEmpty,
            MessagePush(appid: "", token: secrets.token, encodingAESKey: secrets.key) != nil
        else { throw .refused(.malformed(.push)) }
        let sealed = try sealed { try vault.sealed(secrets, of: app) }
        try await change(app, "app.set-push", "", by: who) { store, _ in
            guard try store.app(app) != nil else { throw AppRefusal.unknown }
            try store.set(sealedPush: sealed, of: app)
        }
    }

    /// What WeChat's messages for a mini-program are verified with; nil where nothing is set.
    func push(of app: ID<App>) async throws(Failure<AppRefusal>) -> MessagePush? {
        let (row, sealed) = try await database.read(refusing: AppRefusal.self) { connection in
            let store = AuthStore(connection: connection)
            guard let row = try store.app(app) else { throw AppRefusal.unknown }
            return (row, try store.sealedPush(of: app))
        }
        guard let sealed else { return nil }
        guard let secrets = vault.push(sealed, of: app) else {
            log.error("an app's push secrets do not open", ["app": .text(row.appid)])
            throw .fault
        }
        return MessagePush(
            appid: row.appid,
            token: secrets.token,
            encodingAESKey: secrets.key
        )
    }

    /// One unit: the change, and who made it.
    private func change(
        _ app: ID<App>,
        _ what: String,
        _ detail: String,
        by who: AdminAction,
        _ apply: @escaping @Sendable (AuthStore, UnixTime) throws -> Void
    ) async throws(Failure<AppRefusal>) {
        try await database.write(refusing: AppRefusal.self) { unit in
            let store = AuthStore(connection: unit.connection)
            try apply(store, unit.now)
            let entry = TrailEntry(who, what, on: "app:\(app)", after: detail)
            try unit.record(entry)
        }
    }

    private func sealed<Value>(_ seal: () throws -> Value) throws(Failure<AppRefusal>) -> Value {
        do {
            return try seal()
        } catch {
            log.error("nothing can be sealed", ["cause": .text("\(error)")])
            throw .fault
        }
    }

    /// Digits, as WeChat Pay makes them.
    static func isMchid(_ text: String) -> Bool {
        (6...32).contains(text.utf8.count)
            && text.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
    }

    private static func malformed(_ app: OfferedApp) -> AppRefusal.Value? {
        if app.id.rawValue < 1 { return .number }
        if !isAppid(app.appid) { return .appid }
        if app.oper < 1 { return .oper }
        if !isName(app.name) { return .name }
        if let mchid = app.mchid, !isMchid(mchid) { return .mchid }
        return isSecret(app.secret.reveal()) ? nil : .secret
    }

    /// What it is called, by operators alone.
    private static func isName(_ text: String) -> Bool {
        (1...AppBounds.name).contains(text.unicodeScalars.count)
            && PlainText.withoutControls(text).utf8.elementsEqual(text.utf8)
    }

    private static func isSecret(_ text: String) -> Bool {
        (16...AppBounds.secret).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x21...0x7e).contains($0) }
    }

    /// As WeChat makes them.
    private static func isAppid(_ text: String) -> Bool {
        let digits = text.utf8.dropFirst(2)
        return text.hasPrefix("wx") && text.utf8.count == AppBounds.appid
            && digits.allSatisfy { octet in
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(octet)
            }
    }
}
