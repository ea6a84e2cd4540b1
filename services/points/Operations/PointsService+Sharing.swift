import Basics
import PointsDomain
import ServiceKit
import Storage

extension PointsService {
    /// So many are drawn beforehand: that all of them are taken happens to nobody.
    private static let draws = 4

    /// Somebody's code, made when they ask for it first, and how their invitations stand.
    func sharing(
        of participant: Participant
    ) async throws(Failure<Participant.Refusal>) -> (code: ShareCode, standing: ShareStanding) {
        let day = CivilZone.china.day(at: clock.now)
        let (known, standing) = try await database.read(refusing: Participant.Refusal.self) {
            connection in
            let code = try InvitationStore(connection: connection).code(of: participant.id)
            return (code, try self.standing(of: participant.id, on: day, in: connection))
        }
        if let known { return (known, standing) }
        let drawn = (0..<Self.draws).map { _ in ShareCode(random) }
        let code = try await database.write(refusing: Participant.Refusal.self) {
            try Self.giveCode(out: drawn, to: participant, in: $0)
        }
        return (code, standing)
    }

    /// A page of those who came by somebody's code, newest first; empty past the end.
    func guests(
        _ page: Page,
        of participant: Participant
    ) async throws(Failure<Participant.Refusal>) -> [Guest] {
        try await database.read(refusing: Participant.Refusal.self) {
            try InvitationStore(connection: $0).guests(page, of: participant.id)
        }
    }

    private func standing(
        of id: ID<WeChatIdentity>,
        on day: Day,
        in connection: Connection
    ) throws -> ShareStanding {
        let invited = try PointsStore(connection).account(of: id)?.invited ?? 0
        let yesterday = RankStore(connection, board: .invitations(on: day.adding(days: -1)))
        let today = RankStore(connection, board: .invitations(on: day))
        return ShareStanding(
            times: rules.multiplier(invitations: invited),
            yesterdayRank: try yesterday.rank(of: yesterday.place(of: id)),
            todayRank: try today.rank(of: today.place(of: id))
        )
    }

    private static func giveCode(
        out codes: [ShareCode],
        to participant: Participant,
        in unit: UnitOfWork
    ) throws -> ShareCode {
        let points = PointsStore(unit.connection)
        try points.register(participant, at: unit.now)
        guard try points.account(of: participant.id)?.isClosed == false else {
            throw Participant.Refusal.unknown
        }
        let store = InvitationStore(connection: unit.connection)
        for code in codes where try store.give(code, to: participant.id) { return code }
        guard let code = try store.code(of: participant.id) else { throw StorageError.busy }
        return code
    }
}
