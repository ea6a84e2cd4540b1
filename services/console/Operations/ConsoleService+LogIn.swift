import ServiceKit
import Basics
import ConsoleDomain
import Crypto
import HTTP
import JSON
import Storage

extension ConsoleService {
    /// What a step of logging in leads to.
    enum Next: String {
        case totp, enrol, done
    }

    /// Name and password.
    func logIn(_ call: ConsoleCall) async throws -> Response {
        let password = try call.text("password", upTo: PasswordRule.longestBytes)
        let typed = try call.text("name", upTo: 128)
        let name = OperatorName.canonical(typed) ?? typed
        let nameHash = SHA256.hash(Bytes(name.utf8))
        try refuse(addressOf: call)
        let (person, lockout) = try await database.read { connection in
            (
                try OperatorStore(connection).find(named: name),
                try SessionStore(connection).lockout(nameHash)
            )
        }
        if let seconds = lockout.wait(at: now) { throw ConsoleRefusal.wait(seconds) }
        // As long, and in the same words, for names that nobody has.
        let isRight = try await hasher.matches(password, person?.password)
        guard isRight, let person, person.state == .on else {
            try await noteFailure(nameHash, person, call, "/console/log-in")
            throw ConsoleRefusal.wrongLogIn
        }
        return try await begin(person, call, "/console/log-in")
    }

    /// The code of the authenticator, or one for the day it is lost.
    func takeCode(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.caller()
        guard caller.session.span == .half, caller.person.totp != nil else {
            throw ConsoleRefusal.unauthenticated
        }
        try refuse(addressOf: call)
        try await prove(caller, call, "/console/log-in/totp", takesRecovery: true)
        return try await finish(caller, call, "/console/log-in/totp", more: [:])
    }

    /// Who they are, once more, for what cannot be taken back.
    func stepUp(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.caller()
        if caller.person.totp == nil {
            try await check(password: "password", caller, call, "/console/step-up")
        } else {
            try await prove(caller, call, "/console/step-up", takesRecovery: false)
        }
        let (token, hash) = newToken()
        let time = now
        let trail = call.trail("/console/step-up")
        let lock = Self.lockName(of: caller)
        let isRenewed = try await database.write { [self] connection in
            try note(trail, status: 200, in: connection)
            try SessionStore(connection).forgetFailures(lock)
            return try SessionStore(connection).renew(
                caller.session.tokenHash,
                as: hash,
                provenAt: time
            )
        }
        guard isRenewed else { throw ConsoleRefusal.unauthenticated }
        let until = time.adding(seconds: 300)
        var response = JSONValue.of(["proven_until": .seconds(until)]).response()
        response.headers.add("Set-Cookie", SessionCookie(stage).field(token))
        return response
    }

    func logOut(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.caller()
        let trail = call.trail("/console/log-out")
        try await database.write { [self] connection in
            try SessionStore(connection).end(token: caller.session.tokenHash)
            try note(trail, status: 200, in: connection)
        }
        var response = JSONValue.of([:]).response()
        response.headers.add("Set-Cookie", SessionCookie(stage).field("", seconds: 0))
        return response
    }

    // MARK: Steps

    /// After a right password: a session, whole or half.
    func begin(
        _ person: ConsoleOperator,
        _ call: ConsoleCall,
        _ path: String
    ) async throws -> Response {
        let next: Next =
            person.totp != nil ? .totp : person.appointment.needsSecondFactor ? .enrol : .done
        let span: SessionSpan = next == .done ? .session : .half
        let nameHash = SHA256.hash(Bytes(person.name.utf8))
        let (token, hash) = newToken()
        let time = now
        var trail = call.trail(path, subject: person.name)
        (trail.operatorID, trail.operatorName) = (person.label, person.name)
        try await database.write { [self, trail] connection in
            var noted = trail
            noted.session = try add(span, person, hash, call, at: time, in: connection)
            if next == .done {
                // A right password alone clears nothing where a code is to follow.
                try SessionStore(connection).forgetFailures(nameHash)
                try OperatorStore(connection).note(seen: time, person.id)
                try note(noted, status: 200, in: connection)
            }
        }
        var response = JSONValue.of(["next": .string(next.rawValue)]).response()
        response.headers.add("Set-Cookie", SessionCookie(stage).field(token))
        return response
    }

    /// Makes a half session whole, under a new token.
    func finish(
        _ caller: ConsoleCaller,
        _ call: ConsoleCall,
        _ path: String,
        more members: KeyValuePairs<String, JSONValue?>
    ) async throws -> Response {
        let (token, hash) = newToken()
        let time = now
        let nameHash = SHA256.hash(Bytes(caller.person.name.utf8))
        let trail = call.trail(path)
        try await database.write { [self] connection in
            let sessions = SessionStore(connection)
            // Whoever brings the half one twice is not let in twice.
            guard try sessions.end(token: caller.session.tokenHash) else {
                throw ConsoleRefusal.unauthenticated
            }
            var noted = trail
            noted.session = try add(.session, caller.person, hash, call, at: time, in: connection)
            try sessions.forgetFailures(nameHash)
            try OperatorStore(connection).note(seen: time, caller.person.id)
            try note(noted, status: 200, in: connection)
        }
        let more = members.map { (name: $0.key, value: $0.value ?? .null) }
        let next = (name: "next", value: JSONValue.string(Next.done.rawValue))
        var response = JSONValue.object(JSONObject([next] + more)).response()
        response.headers.add("Set-Cookie", SessionCookie(stage).field(token))
        return response
    }

    private func add(
        _ span: SessionSpan,
        _ person: ConsoleOperator,
        _ hash: Bytes,
        _ call: ConsoleCall,
        at time: UnixTime,
        in connection: Connection
    ) throws -> Int64 {
        let sessions = SessionStore(connection)
        let id = try sessions.nextID()
        try sessions.add(
            ConsoleSession(
                tokenHash: hash,
                id: id,
                operatorID: person.id,
                span: span,
                madeAt: time,
                seenAt: time,
                endsAt: time.adding(seconds: span.longestSeconds),
                provenAt: span == .session ? time : nil,
                address: call.address,
                agent: Self.agent(of: call),
                device: "",
                secret: nil,
                pin: nil,
                pinFailures: 0
            )
        )
        return id.rawValue
    }

    static func agent(of call: ConsoleCall) -> String {
        String((call.request.headers["User-Agent"] ?? "").prefix(120))
    }

    // MARK: Proofs

    func refuse(addressOf call: ConsoleCall) throws {
        if let seconds = addresses.refusal(of: call.address, at: now.seconds) {
            throw ConsoleRefusal.wait(seconds)
        }
    }

    /// A code of six digits that was not used, or one of the ten.
    func prove(
        _ caller: ConsoleCaller,
        _ call: ConsoleCall,
        _ path: String,
        takesRecovery: Bool
    ) async throws {
        let person = caller.person
        let nameHash = Self.lockName(of: caller)
        let lockout = try await database.read { try SessionStore($0).lockout(nameHash) }
        if let seconds = lockout.wait(at: now) { throw ConsoleRefusal.wait(seconds) }
        let typed = try call.text("code", upTo: 40).filter { $0 != " " && $0 != "-" }
        let isRight: Bool
        if typed.utf8.count == 6 {
            guard let sealed = person.totp else { throw ConsoleRefusal.wrongCode }
            let secret = try open(totp: sealed)
            let step = Self.totp.match(typed, secret, at: now, after: person.totpStep)
            isRight =
                if let step {
                    try await database.write {
                        try OperatorStore($0).spend(step: step, of: person.id)
                    }
                } else { false }
        } else if takesRecovery {
            let hash = SHA256.hash(Bytes(typed.uppercased().utf8))
            isRight = try await database.write {
                try OperatorStore($0).spend(recovery: hash, of: person.id)
            }
        } else {
            isRight = false
        }
        guard isRight else {
            try await noteFailure(nameHash, person, call, path)
            throw ConsoleRefusal.wrongCode
        }
    }

    /// The own password.
    func check(
        password field: String,
        _ caller: ConsoleCaller,
        _ call: ConsoleCall,
        _ path: String
    ) async throws {
        let nameHash = Self.lockName(of: caller)
        let lockout = try await database.read { try SessionStore($0).lockout(nameHash) }
        if let seconds = lockout.wait(at: now) { throw ConsoleRefusal.wait(seconds) }
        let password = try call.text(field, upTo: PasswordRule.longestBytes)
        guard try await hasher.matches(password, caller.person.password) else {
            try await noteFailure(nameHash, caller.person, call, path)
            throw ConsoleRefusal.wrongLogIn
        }
    }

    /// Whose wrong attempts they are. Whoever is in has a count of their own: nobody outside can keep
    /// them from proving who they are.
    private static func lockName(of caller: ConsoleCaller) -> Bytes {
        let isIn = caller.session.span != .half
        return SHA256.hash(Bytes((isIn ? "\u{0}\(caller.person.label)" : caller.person.name).utf8))
    }

    /// Counts a wrong attempt; of names that are somebody's it stands in the trail.
    private func noteFailure(
        _ nameHash: Bytes,
        _ person: ConsoleOperator?,
        _ call: ConsoleCall,
        _ path: String
    ) async throws {
        let time = now
        var trail = call.trail(path)
        if let person {
            trail.subject = person.name
            if call.person == nil { trail.operatorID = "" }
        }
        try await database.write { [self, trail] connection in
            try SessionStore(connection).noteFailure(nameHash, at: time)
            if person != nil { try note(trail, status: 401, in: connection) }
        }
    }
}
