import Contracts
import Basics
import ConsoleDomain
import Crypto
import HTTP
import Images
import JSON
import ServiceKit
import Storage

/// What somebody does about themselves.
extension ConsoleService {
    private static let recoveryCodes = 10
    private static let recoveryDigits: StaticString = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"

    func me(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.caller()
        let left = try await database.read {
            try OperatorStore($0).recoveryLeft(caller.person.id)
        }
        let duties = caller.duties.map(\.rawValue).sorted()
        return JSONValue.of([
            "id": .string(caller.person.label),
            "name": .string(caller.person.name),
            "duties": .texts(duties),
            "merchants": .array(
                caller.person.appointment.merchants.sorted().map { .integer($0) }
            ),
            "kind": .string(caller.session.span.rawValue),
            "device": caller.session.device.isEmpty ? nil : .string(caller.session.device),
            "environment": .string(stage.rawValue),
            "ends_at": .seconds(caller.session.endsAt),
            "idle_seconds": .integer(caller.session.span.idleSeconds),
            "proven_until": .seconds(caller.provenUntil(at: now)),
            "step_up": .string(caller.person.totp == nil ? "password" : "totp"),
            "recovery_left": .integer(left),
        ]).response()
    }

    // MARK: Second factor

    /// Without a code: a new secret. With one: it is taken, if the code is right.
    func enrol(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.caller()
        guard caller.session.span != .device else { throw ConsoleRefusal.forbidden }
        if caller.session.span == .half {
            // Who has one already shows it, instead of making another.
            guard caller.person.totp == nil else { throw ConsoleRefusal.unauthenticated }
        } else if caller.provenUntil(at: now) == nil {
            throw ConsoleRefusal.stepUpRequired
        }
        guard let typed = try call.optionalText("code", upTo: 16) else {
            let secret = random.bytes(TOTP.secretBytes)
            let sealed = try seal(totp: secret)
            try await database.write {
                try SessionStore($0).set(secret: sealed, of: caller.session.tokenHash)
            }
            return JSONValue.of([
                "secret": .string(Base32.encode(secret)),
                "uri": .string(Self.address(secret, caller.person)),
                "qr": .string("/console/enrol/qr.svg"),
            ]).response()
        }
        guard let sealed = caller.session.secret else { throw ConsoleRefusal.wrongCode }
        let secret = try open(totp: sealed)
        guard let step = Self.totp.match(typed, secret, at: now, after: nil) else {
            throw ConsoleRefusal.wrongCode
        }
        let codes = newRecoveryCodes()
        let trail = call.trail("/console/enrol")
        try await database.write { [self] connection in
            let people = OperatorStore(connection)
            try people.setTOTP(sealed, step: step, of: caller.person.id)
            try people.setRecovery(codes.map(Self.hash(ofRecovery:)), of: caller.person.id)
            try SessionStore(connection).set(secret: nil, of: caller.session.tokenHash)
            if caller.session.span == .session { try note(trail, status: 200, in: connection) }
        }
        let recovery = JSONValue.texts(codes)
        guard caller.session.span == .half else {
            return JSONValue.of(["recovery": recovery]).response()
        }
        return try await finish(caller, call, "/console/enrol", more: ["recovery": recovery])
    }

    /// The secret of one's enrolment as a picture to scan.
    func enrolmentPicture(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.caller()
        guard let sealed = caller.session.secret else { throw ConsoleRefusal.unknown }
        let code = try QRCode(Self.address(try open(totp: sealed), caller.person))
        var response = Response(.ok, body: .bytes(Bytes(Self.svg(code).utf8)))
        response.headers.set("Content-Type", "image/svg+xml")
        return response
    }

    func renewRecovery(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.caller()
        guard caller.person.totp != nil else { throw ConsoleRefusal.unknown }
        let codes = newRecoveryCodes()
        let trail = call.trail("/console/recovery")
        try await database.write { [self] connection in
            try OperatorStore(connection).setRecovery(
                codes.map(Self.hash(ofRecovery:)),
                of: caller.person.id
            )
            try note(trail, status: 200, in: connection)
        }
        return JSONValue.of(["recovery": .texts(codes)]).response()
    }

    /// Eighty bits each, in halves that can be read aloud.
    private func newRecoveryCodes() -> [String] {
        (0..<Self.recoveryCodes).map { _ in
            let code = random.text(16, from: Self.recoveryDigits)
            return "\(code.prefix(8))-\(code.suffix(8))"
        }
    }

    private static func hash(ofRecovery code: String) -> Bytes {
        SHA256.hash(Bytes(code.filter { $0 != "-" }.utf8))
    }

    private static func address(_ secret: Bytes, _ person: ConsoleOperator) -> String {
        TOTP.address(secret, name: PercentCoding.encode(person.name), issuer: "Kumquat")
    }

    private static func svg(_ code: QRCode) -> String {
        let edge = QRCode.quietZone
        let width = code.side + 2 * edge
        var path = ""
        for row in 0..<code.side {
            for column in 0..<code.side where code.isDark(column: column, row: row) {
                path += "M\(column + edge) \(row + edge)h1v1h-1z"
            }
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(width)">\
            <rect width="\(width)" height="\(width)" fill="#fff"/><path d="\(path)"/></svg>
            """
    }

    // MARK: Password, sessions

    func changePassword(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.caller()
        let password = try call.text("password", upTo: PasswordRule.longestBytes)
        try await check(password: "old", caller, call, "/console/password")
        guard PasswordRule.takes(password, of: caller.person.name) else {
            throw ConsoleRefusal.passwordWeak
        }
        let stored = try await hasher.hash(password)
        let trail = call.trail("/console/password")
        try await database.write { [self] connection in
            try OperatorStore(connection).setPassword(stored, of: caller.person.id)
            _ = try SessionStore(connection).endAll(
                of: caller.person.id,
                but: caller.session.tokenHash
            )
            try note(trail, status: 200, in: connection)
        }
        return JSONValue.of([:]).response()
    }

    func listSessions(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.caller()
        let time = now
        let sessions = try await database.read {
            try SessionStore($0).list(of: caller.person.id, at: time)
        }
        let rows = sessions.map { session in
            JSONValue.of([
                "id": .string(session.id.description),
                "at": .time(session.madeAt),
                "last_seen": .time(session.seenAt),
                "ends_at": .time(session.endsAt),
                "address": .string(session.address),
                "agent": .string(session.agent),
                "kind": .string(session.span.rawValue),
                "device": .string(session.device),
                "is_this": .bool(session.tokenHash == caller.session.tokenHash),
            ])
        }
        return JSONValue.of(["rows": .array(rows)]).response()
    }

    func endSession(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.caller()
        let id = ID<ConsoleSession>(try call.id())
        let trail = call.trail("/console/sessions/{id}/end", subject: "session=\(id)")
        try await database.write { [self] connection in
            guard try SessionStore(connection).end(id, of: caller.person.id) else {
                throw ConsoleRefusal.unknown
            }
            try note(trail, status: 200, in: connection)
        }
        return JSONValue.of([:]).response()
    }
}
