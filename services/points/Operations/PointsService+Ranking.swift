import Basics
import PointsDomain
import ServiceKit
import Storage

extension PointsService {
    private static let shownBest = 10

    /// The participants with most points, and the place of the one who asks.
    func ranking(
        for participant: Participant
    ) async throws(Failure<Participant.Refusal>) -> Ranking {
        try await database.read(refusing: Participant.Refusal.self) { connection in
            let board = RankStore(connection, board: .balance)
            let place = try PointsStore(connection).account(of: participant.id)?.place
            return Ranking(
                best: try board.best(Self.shownBest),
                own: try board.rank(of: place)
            )
        }
    }
}
