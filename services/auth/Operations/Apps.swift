import Admin
import Basics
import ServiceKit
import Storage
import Vault
import WeChat

/// Why the back office cannot do something with a mini-program.
enum AppRefusal: Error, Sendable, Equatable {
    case unknown
    /// Its number or its appid is taken.
    case taken
    /// A number below 1, an appid or a merchant account that is none, no secret.
    case malformed
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
        guard app.id.rawValue > 0, app.oper > 0, Self.isAppid(app.appid), !app.name.isEmpty,
            !app.secret.reveal().isEmpty, app.mchid.map(Self.isMchid) ?? true
        else { throw .refused(.malformed) }
        let row = try sealed { try vault.known(app) }
        try await change(app.id, "app.add", app.appid, by: who) { store, now in
            guard try store.app(app.id) == nil, try store.app(appid: app.appid) == nil else {
                throw AppRefusal.taken
            }
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
        guard !secret.reveal().isEmpty else { throw .refused(.malformed) }
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

    /// What a mini-program's messages from WeChat are verified with from now on.
    func setPush(
        of app: ID<App>,
        _ secrets: PushSecrets,
        by who: AdminAction
    ) async throws(Failure<AppRefusal>) {
        guard !secrets.token.isEmpty,
            MessagePush(appid: "", token: secrets.token, encodingAESKey: secrets.key) != nil
        else { throw .refused(.malformed) }
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

    /// Letters and digits, as WeChat makes them.
    private static func isAppid(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { octet in
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet)
                    || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(octet | 0x20)
            }
    }
}
