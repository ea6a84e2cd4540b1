import Basics
import PointsDomain
import ServiceKit
import Storage

extension PointsService {
    /// Has auth bind somebody's phone, and pays for it, once for ever.
    func certifyPhone(
        of participant: Participant,
        by proof: AuthClient.Proof
    ) async throws(AuthClient.Problem) {
        let isDone = try await database.read(refusing: Certification.Refusal.self) {
            try PointsStore($0).hasEntry(Certification.phoneRef, of: participant.id)
        }
        guard !isDone else { throw .refused(.alreadyDone) }
        try await auth.bindPhone(participant.id, proof)
        try await database.write(refusing: Certification.Refusal.self) { [rules] unit in
            let booking = try PointsStore(unit.connection).award(
                .wxPhone,
                to: participant,
                ref: Certification.phoneRef,
                under: rules,
                at: unit.now
            )
            switch booking {
            case .done: break
            case .duplicate: throw Certification.Refusal.alreadyDone
            case .closed, .insufficientBalance: throw Certification.Refusal.participantUnknown
            }
        }
    }

    /// Keeps the steps that WeChat shows, and pays for the permission, the first time.
    func takeSteps(
        of participant: Participant,
        by proof: AuthClient.Proof
    ) async throws(AuthClient.Problem) {
        let days = try await auth.steps(participant.id, proof)
        try await database.write(refusing: Certification.Refusal.self) { [rules] unit in
            let booking = try PointsStore(unit.connection).award(
                .wxRun,
                to: participant,
                ref: Certification.stepsRef,
                under: rules,
                at: unit.now
            )
            guard booking != .closed else { throw Certification.Refusal.participantUnknown }
            let store = StepStore(connection: unit.connection)
            for day in days { try store.put(day.steps, on: day.day, of: participant.id) }
        }
    }
}
