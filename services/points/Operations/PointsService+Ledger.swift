import Basics
import PointsDomain
import ServiceKit
import Storage

extension PointsService {
    /// Their balance, and how it stands among all.
    func standing(
        of participant: Participant
    ) async throws(Failure<Participant.Refusal>) -> Standing {
        try await database.read(refusing: Participant.Refusal.self) {
            try PointsStore($0).standing(of: participant.id)
        }
    }

    /// A page of their ledger, newest first; empty past the end.
    func lines(
        _ page: Page,
        of participant: Participant
    ) async throws(Failure<Participant.Refusal>) -> [LedgerLine] {
        try await database.read(refusing: Participant.Refusal.self) {
            try PointsStore($0).lines(page, of: participant.id)
        }
    }
}
