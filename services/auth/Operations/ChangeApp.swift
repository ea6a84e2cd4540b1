import Admin
import Basics
import ServiceKit
import Storage

extension AuthService {
    /// What a mini-program is told by the back office beside its secrets; nil leaves it as it is.
    struct AppChange: Sendable {
        var isEnabled: Bool?
        /// The merchant account that its payments go to.
        var mchid: String?
        /// Whether its centre's payments are to be made in it.
        var isPayer: Bool?
    }

    /// Changes a mini-program, and gives it as it is then. Out of service nobody logs in through it
    /// and nothing that WeChat encrypted for it is opened; tokens stay good. What was begun under
    /// another merchant account ends under that one.
    func change(
        _ app: ID<App>,
        _ wanted: AppChange,
        by who: AdminAction
    ) async throws(Failure<AppRefusal>) -> AppLine {
        guard wanted.mchid.map(Self.isMchid) ?? true else {
            throw .refused(.malformed(.mchid))
        }
        return try await database.write(refusing: AppRefusal.self) { unit in
            let store = AuthStore(connection: unit.connection)
            guard let before = try store.app(app) else { throw AppRefusal.unknown }
            func note(_ what: String, _ before: String, _ after: String) throws {
                let entry = TrailEntry(who, what, on: "app:\(app)", before: before, after: after)
                try unit.record(entry)
            }
            if let isEnabled = wanted.isEnabled {
                _ = try store.set(disabledAt: isEnabled ? nil : unit.now, of: app)
                try note(isEnabled ? "app.enable" : "app.disable", "", "")
            }
            if let mchid = wanted.mchid {
                _ = try store.set(mchid: mchid, of: app, at: unit.now)
                try note("app.set-merchant", before.mchid ?? "", mchid)
            }
            if let isPayer = wanted.isPayer {
                _ = try store.set(isPayer: isPayer, of: app, at: unit.now)
                try note("app.set-payer", "\(before.isPayer)", "\(isPayer)")
            }
            guard let line = try AppLine.all(store.apps()).first(where: { $0.app.id == app })
            else { throw AppRefusal.unknown }
            return line
        }
    }
}
