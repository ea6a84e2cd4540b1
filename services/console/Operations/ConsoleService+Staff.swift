import ServiceKit
import Basics
import ConsoleDomain
import HTTP
import JSON
import Storage

/// Who works here: for owners, and for managers as far as their own clerks go.
extension ConsoleService {
    private static let nameTaken = ConsoleRefusal(409, "name_taken", "Somebody has this name.")
    private static let nameBad = ConsoleRefusal(422, "name_bad", "2 to 32 letters and digits.")
    private static let dutiesBad = ConsoleRefusal(
        422,
        "duties_bad",
        "At least one duty, and a merchant for managers and clerks."
    )
    private static let lastOwner = ConsoleRefusal(409, "last_owner", "There is no other owner.")
    private static let oneself = ConsoleRefusal(409, "oneself", "Nobody does that to themselves.")

    func listStaff(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.caller()
        let (after, limit) = try call.page()
        let time = now
        let (rows, next) = try await database.read { connection in
            let people = try OperatorStore(connection).list(after: after ?? 0, upTo: limit + 1)
            let rows = try people.prefix(Int(limit))
                .filter { caller.person.appointment.mayAppoint($0.appointment) }
                .map { try row($0, at: time, in: connection) }
            return (rows, people.count > limit ? people[Int(limit) - 1].id.rawValue : nil)
        }
        return JSONValue.of([
            "rows": .array(rows), "next": next.map { .integer($0) },
        ]).response()
    }

    private func row(
        _ person: ConsoleOperator,
        at time: UnixTime,
        in connection: Connection
    ) throws -> JSONValue {
        let sessions = try SessionStore(connection).list(of: person.id, at: time)
        let devices = sessions.count { $0.span == .device }
        return .of([
            "id": .string(person.label),
            "name": .string(person.name),
            "duties": .texts(
                Role.allCases.filter(person.appointment.roles.contains).map(\.rawValue)
            ),
            "merchants": .array(person.appointment.merchants.sorted().map { .integer($0) }),
            "state": .string(person.state.rawValue),
            "totp": .bool(person.totp != nil),
            "last_seen": .time(person.seenAt),
            "sessions": .integer(Int64(sessions.count - devices)),
            "devices": .integer(Int64(devices)),
            "created_at": .time(person.createdAt),
        ])
    }

    func addStaff(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.caller()
        guard let name = OperatorName.canonical(try call.text("name")) else { throw Self.nameBad }
        let appointment = try Self.appointment(call, instead: nil)
        guard caller.person.appointment.mayAppoint(appointment) else {
            throw ConsoleRefusal.forbidden
        }
        let (token, hash) = newToken()
        let time = now
        let trail = call.trail("/console/staff", subject: name, fields: call.parameters)
        let id = try await database.write { [self] connection in
            let people = OperatorStore(connection)
            guard let id = try people.add(name, appointment, at: time) else { throw Self.nameTaken }
            let end = time.adding(seconds: Self.invitationSeconds)
            try people.invite(id, token: hash, until: end)
            try note(trail, status: 200, in: connection)
            return id
        }
        return JSONValue.of([
            "id": .string("o:\(id)"), "link": .string(link(token)),
        ]).response()
    }

    func changeStaff(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.caller()
        let id = ID<ConsoleOperator>(try call.id())
        let wanted = try call.optionalText("state")
        let trail = call.trail("/console/staff/{id}", subject: "o:\(id)", fields: call.parameters)
        let time = now
        let row = try await database.write { [self] connection in
            let people = OperatorStore(connection)
            let person = try subject(id, of: caller, in: connection)
            guard person.id != caller.person.id else { throw Self.oneself }
            let appointment = try Self.appointment(call, instead: person.appointment)
            guard caller.person.appointment.mayAppoint(appointment) else {
                throw ConsoleRefusal.forbidden
            }
            let state: ConsoleOperator.State
            switch wanted {
            case nil: state = person.state
            case "on": state = person.password == nil ? .invited : .on
            case "off": state = .off
            default: throw ConsoleRefusal.bad("state")
            }
            let wasOwner = person.appointment.roles.contains(.owner) && person.state == .on
            let isOwner = appointment.roles.contains(.owner) && state == .on
            if wasOwner, !isOwner, try people.otherOwners(than: id) == 0 { throw Self.lastOwner }
            try people.change(id, appointment, state)
            _ = try SessionStore(connection).endAll(of: id)
            try note(trail, status: 200, in: connection)
            guard let changed = try people.find(id) else { throw StorageError.corrupt }
            return try self.row(changed, at: time, in: connection)
        }
        return row.response()
    }

    func endStaffSessions(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.caller()
        let id = ID<ConsoleOperator>(try call.id())
        let trail = call.trail("/console/staff/{id}/end-sessions", subject: "o:\(id)")
        let ended = try await database.write { [self] connection in
            _ = try subject(id, of: caller, in: connection)
            let keeps = id == caller.person.id ? caller.session.tokenHash : []
            let ended = try SessionStore(connection).endAll(of: id, but: keeps)
            try note(trail, status: 200, in: connection)
            return ended
        }
        return JSONValue.of(["ended": .integer(Int64(ended))]).response()
    }

    /// A link for a new password; the authenticator stays.
    func inviteStaff(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.caller()
        let id = ID<ConsoleOperator>(try call.id())
        let (token, hash) = newToken()
        let end = now.adding(seconds: Self.invitationSeconds)
        let trail = call.trail("/console/staff/{id}/invite", subject: "o:\(id)")
        try await database.write { [self] connection in
            let person = try subject(id, of: caller, in: connection)
            guard person.state != .off else { throw ConsoleRefusal.unknown }
            try OperatorStore(connection).invite(id, token: hash, until: end)
            try note(trail, status: 200, in: connection)
        }
        return JSONValue.of(["link": .string(link(token))]).response()
    }

    /// Somebody else has to approve it: whoever could do it alone could become anybody.
    func resetTOTP(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.caller()
        let id = ID<ConsoleOperator>(try call.id())
        let reason = try call.text("reason")
        let trail = call.trail(
            "/console/staff/{id}/reset-totp",
            subject: "o:\(id)",
            reason: reason
        )
        let time = clock.now
        let approval = try await database.write { [self] connection in
            let person = try subject(id, of: caller, in: connection)
            guard person.totp != nil else { throw ConsoleRefusal.unknown }
            try note(trail, status: 202, in: connection)
            return try Self.ask(
                .resetTOTP,
                String(id.rawValue),
                subject: "o:\(id)",
                summary: "Take the authenticator of \(person.name) away.",
                reason: reason,
                by: caller,
                at: time,
                in: connection
            )
        }
        return JSONValue.of(["approval": .string(approval.description)]).response(.accepted)
    }

    private func subject(
        _ id: ID<ConsoleOperator>,
        of caller: ConsoleCaller,
        in connection: Connection
    ) throws -> ConsoleOperator {
        guard let person = try OperatorStore(connection).find(id),
            caller.person.appointment.mayAppoint(person.appointment)
        else { throw ConsoleRefusal.unknown }
        return person
    }

    private static func appointment(
        _ call: ConsoleCall,
        instead known: Appointment?
    ) throws -> Appointment {
        var roles = known?.roles ?? []
        if let words = call.parameters["duties"]?.array {
            let read = words.compactMap { $0.string.flatMap(Role.init(rawValue:)) }
            guard read.count == words.count else { throw dutiesBad }
            roles = Set(read)
        }
        var merchants = known?.merchants ?? []
        if let numbers = call.parameters["merchants"]?.array {
            let read = numbers.compactMap(\.integer).filter { $0 > 0 }
            guard read.count == numbers.count else { throw dutiesBad }
            merchants = Set(read)
        }
        do throws(Appointment.Problem) {
            return try Appointment(roles, merchants: merchants)
        } catch {
            throw dutiesBad
        }
    }
}
