import Basics
import PointsDomain
import ServiceKit
import Storage

extension PointsService {
    /// What somebody has proved, or made available.
    func certificates(
        of participant: Participant
    ) async throws(Failure<Participant.Refusal>) -> Certificates {
        try await database.read(refusing: Participant.Refusal.self) { connection in
            let store = PointsStore(connection)
            var certificates = Certificates()
            certificates.flags = try ProfileStore(connection: connection).flags(of: participant.id)
            // Certified here: auth's word for it may still be on its way.
            if try store.hasEntry(Certification.phoneRef, of: participant.id) {
                certificates.flags.isPhone = true
            }
            certificates.hasSteps = try store.hasEntry(Certification.stepsRef, of: participant.id)
            certificates.eye = try AuditStore(connection).state(of: participant.id)
            return certificates
        }
    }
}
