import ServiceKit
import Basics
import ConsoleDomain
import HTTP
import JSON
import Storage

/// A clerk's own phone, which stays logged in for a month, for the counter alone.
extension ConsoleService {
    private static let mostWrongPINs: Int64 = 5

    func addDevice(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.caller()
        guard caller.person.appointment.roles.contains(.clerk) else {
            throw ConsoleRefusal.forbidden
        }
        let name = try call.text("name", upTo: 60)
        let stored = try await hasher.hash(try Self.pin(call))
        let (token, hash) = newToken()
        let time = now
        let trail = call.trail("/console/devices", subject: "device=\(name)")
        try await database.write { [self] connection in
            let sessions = SessionStore(connection)
            guard try sessions.end(token: caller.session.tokenHash) else {
                throw ConsoleRefusal.unauthenticated
            }
            try sessions.add(
                ConsoleSession(
                    tokenHash: hash,
                    id: try sessions.nextID(),
                    operatorID: caller.person.id,
                    span: .device,
                    madeAt: time,
                    seenAt: time,
                    endsAt: time.adding(seconds: SessionSpan.device.longestSeconds),
                    provenAt: nil,
                    address: call.address,
                    agent: Self.agent(of: call),
                    device: name,
                    secret: nil,
                    pin: stored,
                    pinFailures: 0
                )
            )
            try note(trail, status: 200, in: connection)
        }
        var response = JSONValue.of([:]).response()
        let seconds = SessionSpan.device.longestSeconds
        response.headers.add("Set-Cookie", SessionCookie(stage).field(token, seconds: seconds))
        return response
    }

    /// Wakes a device that was idle; after five wrong ones it is a stranger's.
    func takePIN(_ call: ConsoleCall) async throws -> Response {
        let caller = try call.caller()
        guard caller.session.span == .device, let stored = caller.session.pin else {
            throw ConsoleRefusal.unauthenticated
        }
        try refuse(addressOf: call)
        let isRight = try await hasher.matches(try Self.pin(call), stored)
        let time = now
        let trail = call.trail("/console/pin")
        let token = caller.session.tokenHash
        let isOver = try await database.write { [self] connection in
            let sessions = SessionStore(connection)
            guard let present = try sessions.find(token: token) else { return true }
            guard !isRight else {
                try sessions.set(pinFailures: 0, of: token)
                try sessions.note(seen: time, token)
                return false
            }
            try note(trail, status: 401, in: connection)
            try sessions.set(pinFailures: present.pinFailures + 1, of: token)
            guard present.pinFailures + 1 >= Self.mostWrongPINs else { return false }
            return try sessions.end(token: token)
        }
        if isOver { throw ConsoleRefusal.unauthenticated }
        guard isRight else { throw ConsoleRefusal.wrongPIN }
        return JSONValue.of(["next": .string(Next.done.rawValue)]).response()
    }

    private static func pin(_ call: ConsoleCall) throws -> String {
        let pin = try call.text("pin", upTo: 4)
        guard pin.utf8.count == 4, pin.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw ConsoleRefusal.bad("pin")
        }
        return pin
    }
}
