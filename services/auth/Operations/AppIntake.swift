import Basics
import JSON
import ServiceKit
import Storage
import Synchronization
import Vault

/// Where the apps come from: in the sandbox environment from the sandbox, which made them up; in
/// production from the table alone (`kumquat-auth apps`).
final class AppIntake: Sendable {
    private let source: InternalClient?
    private let isDone: Atomic<Bool>

    /// With a source, nobody is logged in before it has answered.
    init(source: InternalClient?) {
        self.source = source
        isDone = Atomic(source == nil)
    }

    /// Whether there is somebody to ask.
    var hasSource: Bool { source != nil }

    /// What is missing for readiness.
    var problem: String? {
        isDone.load(ordering: .relaxed) ? nil : "the sandbox has not told its apps yet"
    }

    /// The apps, as the source has them; nil without a source, and when it does not answer.
    func ask() async -> [OfferedApp]? {
        guard let source,
            let answer = try? await source.get("/sandbox/apps"), answer.status == 200,
            let apps = try? answer.json()["apps"]?.array
        else { return nil }
        let offered = apps.compactMap(OfferedApp.init)
        return offered.isEmpty || offered.count != apps.count ? nil : offered
    }

    func done() {
        isDone.store(true, ordering: .relaxed)
    }
}

/// An app with its secret in clear, on its way into the table.
struct OfferedApp: Sendable {
    let id: ID<App>
    let appid: String
    let oper: Int64
    let name: String
    let secret: Secret<String>
    /// The merchant account; nil where nobody is to pay in it.
    let mchid: String?
    /// Nil where nothing is said of messages.
    let push: PushSecrets?

    init(
        id: ID<App>,
        appid: String,
        oper: Int64,
        name: String,
        secret: Secret<String>,
        mchid: String? = nil,
        push: PushSecrets? = nil
    ) {
        self.id = id
        self.appid = appid
        self.oper = oper
        self.name = name
        self.secret = secret
        self.mchid = mchid
        self.push = push
    }

    init?(_ json: JSONValue) {
        guard let id = json["app_id"]?.integer, let appid = json["appid"]?.string,
            let oper = json["oper_id"]?.integer, let name = json["name"]?.string,
            let secret = json["secret"]?.string
        else { return nil }
        var push: PushSecrets?
        if let token = json["push_token"]?.string, !token.isEmpty {
            let key = json["encoding_aes_key"]?.string ?? ""
            push = PushSecrets(token: token, key: key.isEmpty ? nil : key)
        }
        self.init(
            id: ID(id),
            appid: appid,
            oper: oper,
            name: name,
            secret: Secret(secret),
            mchid: json["mchid"]?.string,
            push: push
        )
    }
}

extension DataVault {
    /// What an app's messages are verified with, sealed.
    func sealed(_ push: PushSecrets, of app: ID<App>) throws -> Bytes {
        try seal(Bytes("\(push.token)\n\(push.key ?? "")".utf8), for: Purpose.push(of: app))
    }

    /// The same, opened; nil for what is none.
    func push(_ sealed: Bytes, of app: ID<App>) -> PushSecrets? {
        guard let text = try? open(sealed, for: Purpose.push(of: app)) else { return nil }
        let lines = String(decoding: text, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 2 else { return nil }
        return PushSecrets(token: String(lines[0]), key: lines[1].isEmpty ? nil : String(lines[1]))
    }

    /// The row for an app: its secret sealed.
    func known(_ app: OfferedApp) throws -> KnownApp {
        let secret = Bytes(app.secret.reveal().utf8)
        return KnownApp(
            id: app.id,
            appid: app.appid,
            oper: app.oper,
            name: app.name,
            sealedSecret: try seal(secret, for: Purpose.secret(of: app.id)),
            mchid: app.mchid
        )
    }
}
