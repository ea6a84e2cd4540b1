import AuthDomain
import Basics
import Jobs
import ServiceKit
import Storage
import Vault

extension AuthService {
    /// What all replicas share: one of them does it at a time. It never waits for a person, as it
    /// comes round again in any case.
    private enum Kind {
        static let apps = JobKind<NoPayload>("auth.apps.take", retries: retries)
        static let keys = JobKind<NoPayload>("auth.keys.keep", retries: retries)
        static let forgetting = JobKind<NoPayload>("auth.rows.forget", retries: retries)
        static let checks = JobKind<NoPayload>("auth.checks.settle", retries: retries)

        private static let retries = RetryPolicy(
            firstMilliseconds: 1000,
            longestSeconds: 60,
            parkAfter: nil
        )
    }

    private static let secondsBetweenLooks = 5
    /// As long as something is missing for readiness.
    private static let millisecondsBetweenTries = 200
    private static let rowsAtOnce = 500
    private static let roundsAtOnce = 20

    /// Fetches apps, makes keys, forgets what is over, settles what nobody comes back to.
    func addMaintenance() throws(CompositionError) {
        if apps.hasSource {
            try jobs.every(seconds: 5, Kind.apps) { _ in
                try await takeApps()
                return .done
            }
        }
        try jobs.every(seconds: 60, Kind.keys) { _ in
            try await keepKeys()
            return .done
        }
        try jobs.every(seconds: 15, Kind.forgetting) { _ in
            try await forget()
            return .done
        }
        try jobs.every(seconds: 30, Kind.checks) { job in
            try await settleOverdueChecks(job)
            return .done
        }
    }

    /// Each replica by itself, until it is cancelled: has the keys of the file in memory, and has
    /// seen the apps once. A failure is logged and tried again.
    func keepInMemory() async {
        var isComplete = false
        var hasLookedAtDefault = false
        repeat {
            do {
                if apps.problem != nil { try await takeApps() }
                try await loadKeys()
                isComplete = apps.problem == nil && !keys.isEmpty
                if isComplete, !hasLookedAtDefault {
                    try await lookAtDefaultApp()
                    hasLookedAtDefault = true
                }
            } catch {
                log.warning("keys or apps cannot be read", ["cause": .text("\(error)")])
                isComplete = false
            }
        } while await Pause.milliseconds(
            isComplete ? 1000 * Self.secondsBetweenLooks : Self.millisecondsBetweenTries
        )
    }

    /// A log-in that names no mini-program is for this one; where there is none of that appid, it
    /// fails for everybody.
    private func lookAtDefaultApp() async throws {
        guard let appid = defaultAppID else { return }
        let known = try await database.read { try AuthStore(connection: $0).app(appid: appid) }
        if known == nil {
            log.error(
                "KUMQUAT_DEFAULT_APPID names no mini-program that there is",
                ["appid": .text(appid)]
            )
        }
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
        guard let row, row.id == app.id, row.oper == app.oper, row.name == app.name,
            row.mchid == app.mchid
        else { return false }
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
            try store.forgetPhoneCodes(before: CodeReplay.horizon(at: unit.now))
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
                let grants = try store.forgetGrants(before: unit.now, upTo: Self.rowsAtOnce)
                return max(sessions, changes, messages, scenes, grants)
            }
            if count < Self.rowsAtOnce { return }
        }
    }
}
