import ServiceKit
import Basics
import ConsoleDomain
import HTTP
import JSON
import Storage

extension ConsoleService {
    /// How long a link is good: one that is handed over, and the one of the command.
    static let invitationSeconds: Int64 = 86_400
    static let firstSeconds: Int64 = 900

    /// A link that lets somebody set a password, once.
    func link(_ token: String) -> String { "\(links)/#/invite/\(token)" }

    /// Without a password: whose link it is. With one: it becomes theirs, and the link is spent.
    func acceptInvitation(_ call: ConsoleCall) async throws -> Response {
        try refuse(addressOf: call)
        let hash = Self.hash(ofToken: try call.text("token", upTo: 64))
        let time = now
        let found = try await database.read {
            try OperatorStore($0).invited(token: hash, at: time)
        }
        guard let found, found.state != .off else { throw ConsoleRefusal.inviteUnknown }
        guard let password = try call.optionalText("password", upTo: PasswordRule.longestBytes)
        else { return JSONValue.of(["name": .string(found.name)]).response() }
        guard PasswordRule.takes(password, of: found.name) else {
            throw ConsoleRefusal.passwordWeak
        }
        let stored = try await hasher.hash(password)
        var trail = call.trail("/console/invite", subject: found.name)
        (trail.operatorID, trail.operatorName) = (found.label, found.name)
        let person = try await database.write { [self, trail] connection in
            let people = OperatorStore(connection)
            guard try people.spend(invitation: hash) else { throw ConsoleRefusal.inviteUnknown }
            try people.setPassword(stored, of: found.id)
            _ = try SessionStore(connection).endAll(of: found.id)
            try note(trail, status: 200, in: connection)
            guard let person = try people.find(found.id) else { throw StorageError.corrupt }
            return person
        }
        return try await begin(person, call, "/console/log-in")
    }

    /// A new operator with a link, for the command and for a new home of the sandbox environment.
    static func invite(
        _ name: String,
        _ appointment: Appointment,
        token hash: Bytes,
        until end: UnixTime,
        at time: UnixTime,
        in connection: Connection
    ) throws -> ID<ConsoleOperator> {
        let people = OperatorStore(connection)
        let known = try people.find(named: name)
        guard let id = try known?.id ?? people.add(name, appointment, at: time) else {
            throw StorageError.corrupt
        }
        if let known {
            try people.change(known.id, appointment, known.state == .off ? .on : known.state)
        }
        try people.invite(id, token: hash, until: end)
        return id
    }
}
