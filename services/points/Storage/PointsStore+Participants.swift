import Basics
import PointsDomain
import Storage

extension PointsStore {
    /// How somebody stands; nil as long as they do not take part.
    func account(of id: ID<WeChatIdentity>) throws -> Account? {
        try connection.first(
            "SELECT balance, turn, entries, invited, closed FROM participant WHERE iid = ?1",
            id,
            row: {
                try Account(
                    balance: Points($0.integer(0)),
                    turn: $0.integer(1),
                    entries: $0.integer(2),
                    invited: $0.integer(3),
                    isClosed: $0.bool(4)
                )
            }
        )
    }

    /// Makes the row of somebody seen for the first time, counts and ranks them; once, whatever
    /// comes first.
    func register(_ participant: Participant, at time: UnixTime) throws {
        guard try account(of: participant.id) == nil else { return }
        let turn = try nextTurn(participants: 1, points: .zero)
        if try !insert(participant, named: participant.openid, turn, at: time) {
            let name = try takeName(for: participant)
            guard try insert(participant, named: name, turn, at: time) else {
                throw StorageError.busy
            }
        }
        try RankStore(connection, board: .balance)
            .put(participant.id, at: Place(score: 0, turn: turn), from: nil)
    }

    private func insert(
        _ participant: Participant,
        named openid: ExternalID,
        _ turn: Int64,
        at time: UnixTime
    ) throws -> Bool {
        try connection.run(
            """
            INSERT INTO participant
                (iid, app, openid, balance, turn, entries, invited, closed, created)
            VALUES (?1, ?2, ?3, 0, ?4, 0, 0, 0, ?5)
            ON CONFLICT DO NOTHING
            """,
            participant.id,
            participant.app,
            openid,
            turn,
            time
        ) == 1
    }

    /// An openid belongs to the newest identity that auth gave it to: an older one that has not
    /// been reported as deleted yet loses it, and one that comes late does not get it.
    private func takeName(for participant: Participant) throws -> ExternalID {
        let holder: ID<WeChatIdentity>? = try connection.first(
            "SELECT iid FROM participant WHERE openid = ?1 AND app = ?2",
            participant.openid,
            participant.app,
            row: { try $0.id(0) }
        )
        guard let holder else { return participant.openid }
        guard holder < participant.id else { return Self.formerName(of: participant.id) }
        try rename(holder)
        return participant.openid
    }

    /// Takes somebody out of counts and ranks, and their openid away. Their balance is zero by
    /// then.
    func close(_ id: ID<WeChatIdentity>) throws {
        guard let place = try account(of: id)?.place else { return }
        try connection.run("UPDATE participant SET closed = 1 WHERE iid = ?1", id)
        try rename(id)
        _ = try nextTurn(participants: -1, points: .zero)
        try RankStore(connection, board: .balance).remove(id, from: place)
        try connection.run("DELETE FROM day_earning WHERE iid = ?1", id)
    }

    /// Somebody who has gone before they were seen.
    func registerClosed(_ id: ID<WeChatIdentity>, at time: UnixTime) throws {
        try connection.run(
            """
            INSERT INTO participant
                (iid, app, openid, balance, turn, entries, invited, closed, created)
            VALUES (?1, 0, ?2, 0, 0, 0, 0, 1, ?3)
            """,
            id,
            Self.formerName(of: id),
            time
        )
    }

    /// Takes somebody's openid away.
    private func rename(_ id: ID<WeChatIdentity>) throws {
        try connection.run(
            "UPDATE participant SET openid = ?2 WHERE iid = ?1",
            id,
            Self.formerName(of: id)
        )
    }

    /// What stands in the place of an openid that is no longer somebody's. No openid has a colon.
    private static func formerName(of id: ID<WeChatIdentity>) -> ExternalID {
        ExternalID("former:\(id)")
    }
}

extension PointsStore {
    /// Those whom WeChat calls so, one an app.
    func participants(called openid: ExternalID) throws -> [Participant] {
        try connection.all(
            "SELECT iid, app, openid FROM participant WHERE openid = ?1 ORDER BY app LIMIT 100",
            openid,
            row: { try Participant(id: $0.id(0), app: $0.id(1), openid: $0.octets(2)) }
        )
    }
}
