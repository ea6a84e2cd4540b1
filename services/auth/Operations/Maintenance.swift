import AuthDomain
import Basics
import ServiceKit
import Storage
import Vault

extension AuthService {
    private static let secondsBetween = 5
    private static let secondsBetweenTries = 1
    private static let rowsAtOnce = 500
    private static let roundsAtOnce = 20

    /// Until it is cancelled: fetches apps, makes and loads keys, forgets what is over. A failure
    /// is logged and tried again.
    func maintain() async {
        var isComplete = false
        repeat {
            do {
                try await takeApps()
                try await keepKeys()
                try await forget()
                try await settleOverdueChecks()
                isComplete = apps.problem == nil
            } catch {
                log.warning("maintenance failed", ["cause": .text("\(error)")])
                isComplete = false
            }
        } while await Pause.milliseconds(
            1000 * (isComplete ? Self.secondsBetween : Self.secondsBetweenTries)
        )
    }

    /// In the sandbox environment: what the sandbox has, so that log-ins need no set-up.
    func takeApps() async throws {
        guard let offered = await apps.ask() else { return }
        let known = try await database.read { connection in
            let store = AuthStore(connection: connection)
            return try offered.map { app in
                (row: try store.app(appid: app.appid), push: try store.sealedPush(of: app.id))
            }
        }
        for (app, known) in zip(offered, known) {
            if !isUpToDate(known.row, app) {
                let sealed = try vault.known(app)
                try await database.write { unit in
                    try AuthStore(connection: unit.connection).put(sealed, at: unit.now)
                }
            }
            if let push = app.push, known.push.flatMap({ vault.push($0, of: app.id) }) != push {
                let sealed = try vault.sealed(push, of: app.id)
                try await database.write {
                    try AuthStore(connection: $0.connection).set(sealedPush: sealed, of: app.id)
                }
            }
        }
        apps.done()
    }

    private func isUpToDate(_ row: KnownApp?, _ app: OfferedApp) -> Bool {
        guard let row, row.id == app.id, row.oper == app.oper, row.name == app.name else {
            return false
        }
        let secret = try? vault.open(row.sealedSecret, for: DataVault.Purpose.secret(of: row.id))
        return secret == Bytes(app.secret.reveal().utf8)
    }

    /// Sessions are kept for a day after their end, so that a log can still be understood.
    func forget() async throws {
        let claims = clock.real.now().adding(seconds: -CodeReplay.seconds)
        try await database.write { unit in
            let store = AuthStore(connection: unit.connection)
            try store.forgetAnswers(before: CodeReplay.horizon(at: unit.now))
            try store.forgetClaims(before: claims)
        }
        for _ in 0..<Self.roundsAtOnce {
            let count = try await database.write { unit in
                let store = AuthStore(connection: unit.connection)
                let sessions = try store.forgetSessions(
                    before: unit.now.adding(seconds: -86_400),
                    upTo: Self.rowsAtOnce
                )
                let changes = try store.forgetChanges(before: unit.now, upTo: Self.rowsAtOnce)
                // A day in China and its last hour are counted.
                let yesterday = unit.now.adding(seconds: -86_400 - 3600)
                let messages = try store.forgetSMS(before: yesterday, upTo: Self.rowsAtOnce)
                let scenes = try store.forgetScenes(before: yesterday, upTo: Self.rowsAtOnce)
                return max(sessions, changes, messages, scenes)
            }
            if count < Self.rowsAtOnce { return }
        }
    }
}
