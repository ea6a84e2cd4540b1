import Basics
import PointsDomain
import ServiceKit
import Storage

extension PointsService {
    /// Signs somebody in for today, once; makes their own row if this is the first time that they
    /// are seen.
    func signIn(_ participant: Participant) async throws(Failure<SignIn.Refusal>) {
        let entry = SignIn.entry(at: clock.now)
        try await database.write(refusing: SignIn.Refusal.self, log: log) { connection in
            guard try PointsStore(connection).append(entry, to: participant) else {
                throw SignIn.Refusal.alreadySignedToday
            }
        }
        metrics.signIns.add()
    }

    /// Whether they have signed in today.
    func hasSignedIn(
        _ participant: Participant
    ) async throws(Failure<Participant.Refusal>) -> Bool {
        let ref = SignIn.ref(on: CivilZone.china.day(at: clock.now))
        return try await database.read(refusing: Participant.Refusal.self, log: log) {
            try PointsStore($0).hasEntry(ref, of: participant.id)
        }
    }
}
