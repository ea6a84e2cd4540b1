import Basics
import ConsoleDomain
import Contracts
import ServiceKit

/// Somebody of the back office, as the console keeps them.
struct ConsoleOperator: Sendable {
    enum State: String, Sendable {
        case invited, on, off
    }

    let id: ID<ConsoleOperator>
    let name: String
    let appointment: Appointment
    let state: State
    let password: StoredPassword?
    /// The sealed secret of the authenticator.
    let totp: Bytes?
    let totpStep: Int64?
    let seenAt: UnixTime?
    let createdAt: UnixTime

    /// As trails and services name them.
    var label: String { "o:\(id.rawValue)" }

    var duties: Set<Duty> { Set(appointment.roles.compactMap { Duty(rawValue: $0.rawValue) }) }
}

/// A hash with all that it takes to make it again.
struct StoredPassword: Sendable {
    let hash: Bytes
    let salt: Bytes
    /// `15:8:3`: the parameters of scrypt.
    let cost: String
}

/// What a cookie stands for.
struct ConsoleSession: Sendable {
    let tokenHash: Bytes
    let id: ID<ConsoleSession>
    let operatorID: ID<ConsoleOperator>
    let span: SessionSpan
    let madeAt: UnixTime
    let seenAt: UnixTime
    let endsAt: UnixTime
    let provenAt: UnixTime?
    let address: String
    let agent: String
    let device: String
    /// The sealed secret that is about to become the authenticator's.
    let secret: Bytes?
    let pin: StoredPassword?
    let pinFailures: Int64
}

/// Who asks: an operator in a session.
struct ConsoleCaller: Sendable {
    let person: ConsoleOperator
    let session: ConsoleSession

    /// A device is good for the counter alone.
    var duties: Set<Duty> {
        guard session.span == .device else { return person.duties }
        return person.duties.intersection(
            Role.ofDevices.compactMap { Duty(rawValue: $0.rawValue) }
        )
    }

    /// As a service is told of them.
    var administrator: Operator {
        Operator(
            id: person.label,
            name: person.name,
            duties: duties,
            merchants: person.appointment.merchants,
            provenAt: session.span == .session ? session.provenAt : nil
        )
    }

    /// Until when nothing asks for a proof once more.
    func provenUntil(at now: UnixTime) -> UnixTime? {
        guard session.span == .session, let provenAt = session.provenAt else { return nil }
        let end = provenAt.adding(seconds: Operator.freshSeconds)
        return now < end ? end : nil
    }
}
