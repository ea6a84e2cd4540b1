import Basics
import PointsDomain
import ServiceKit
import Storage

extension PointsService {
    /// Signs somebody in for today, once; makes their own row if this is the first time that they
    /// are seen. A run of days that is complete with this one earns its bonus.
    func signIn(_ participant: Participant) async throws(Failure<SignIn.Refusal>) {
        try await database.write(refusing: SignIn.Refusal.self) { [rules] unit in
            let day = CivilZone.china.day(at: unit.now)
            let store = PointsStore(unit.connection)
            let booking = try store.award(
                .signIn,
                to: participant,
                ref: SignIn.ref(on: day),
                under: rules,
                at: unit.now
            )
            switch booking {
            case .done: break
            case .duplicate: throw SignIn.Refusal.alreadySignedToday
            case .closed, .insufficientBalance: throw SignIn.Refusal.participantUnknown
            }
            for streak in rules.streaks
            where try store.completes(streak, on: day, participant.id) {
                _ = try store.award(
                    streak.points,
                    for: .streak,
                    to: participant.id,
                    ref: streak.ref(on: day),
                    under: rules,
                    at: unit.now
                )
            }
        }
        metrics.signIns.add()
    }

    /// Whether they have signed in today.
    func hasSignedIn(
        _ participant: Participant
    ) async throws(Failure<Participant.Refusal>) -> Bool {
        let ref = SignIn.ref(on: CivilZone.china.day(at: clock.now))
        return try await database.read(refusing: Participant.Refusal.self) {
            try PointsStore($0).hasEntry(ref, of: participant.id)
        }
    }
}

extension PointsStore {
    /// Whether a sign-in on `day` is the last one of a run that has not been paid for yet, not even
    /// in part.
    fileprivate func completes(
        _ streak: Rules.Streak,
        on day: Day,
        _ id: ID<WeChatIdentity>
    ) throws -> Bool {
        try streak.earlierDays(before: day).allSatisfy { earlier in
            try hasEntry(SignIn.ref(on: earlier), of: id)
                && !hasEntry(streak.ref(on: earlier), of: id)
        }
    }
}
