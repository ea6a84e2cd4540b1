import Basics
import Storage
import TreasureDomain

extension TaskStore {
    /// Goods open by themselves once the content check has passed them. False if they were open.
    func openGoods(_ id: ID<TreasureTask>) throws -> Bool {
        try connection.run(
            """
            UPDATE task SET state = 'open' WHERE id = ?1 AND state = 'draft' AND kind = 2
                AND content = 'pass' AND blocked = 0
            """,
            id
        ) == 1
    }

    /// All of its money has come. False if it is not waiting for it (any more).
    func openPaid(_ id: ID<TreasureTask>) throws -> Bool {
        try connection.run(
            """
            UPDATE task SET state = 'open', paid = 1
            WHERE id = ?1 AND state = 'awaiting_payment'
            """,
            id
        ) == 1
    }

    /// It can be dug from now on: it ends by itself at that time, and gets its place on the square,
    /// if it is public. False if it cannot be dug, or could be before.
    func publish(_ id: ID<TreasureTask>, endsAt: UnixTime) throws -> Bool {
        let place: ID<TreasureTask> = try connection.nextID()
        return try connection.run(
            """
            UPDATE task SET ends_at = ?2, listed = CASE WHEN is_public = 1 THEN ?3 ELSE NULL END
            WHERE id = ?1 AND state = 'open' AND content = 'pass' AND blocked = 0
                AND ends_at IS NULL
            """,
            id,
            endsAt,
            place
        ) == 1
    }

    /// What is known of its texts and its picture now. False if it is over, or was decided.
    func judge(
        _ id: ID<TreasureTask>,
        _ content: ContentState,
        from former: ContentState
    ) throws -> Bool {
        try connection.run(
            """
            UPDATE task SET content = ?2,
                listed = CASE WHEN ?2 = 'pass' THEN listed ELSE NULL END
            WHERE id = ?1 AND content = ?3 AND state IN ('draft', 'awaiting_payment', 'open')
            """,
            id,
            content.rawValue,
            former.rawValue
        ) == 1
    }

    /// What is known of its texts alone.
    func text(of id: ID<TreasureTask>) throws -> ContentState? {
        try connection.first(
            "SELECT words FROM task WHERE id = ?1",
            id,
            row: { try $0.value(0) }
        )
    }

    /// A person has read its texts.
    func passText(of id: ID<TreasureTask>) throws {
        try connection.run("UPDATE task SET words = 'pass' WHERE id = ?1", id)
    }

    /// It ends: nobody digs any more, and what nobody has found is not won. False if it was over.
    func end(
        _ id: ID<TreasureTask>,
        _ reason: TreasureTask.EndReason,
        at time: UnixTime
    ) throws -> Bool {
        let hasEnded = try connection.run(
            """
            UPDATE task SET state = 'ended', ended_at = ?2, end_reason = ?3
            WHERE id = ?1 AND state IN ('draft', 'awaiting_payment', 'open')
            """,
            id,
            time,
            reason.rawValue
        )
        guard hasEnded == 1 else { return false }
        try connection.run(
            "UPDATE prize SET state = 'unwon' WHERE task = ?1 AND state = 'buried'",
            id
        )
        return true
    }

    /// Nothing of it is left to do: every prize is handed over, or nobody gets it any more and its
    /// money is back where money had come. False if something is left.
    func settle(_ id: ID<TreasureTask>) throws -> Bool {
        try connection.run(
            """
            UPDATE task SET state = 'settled' WHERE id = ?1 AND state = 'ended'
                AND NOT EXISTS (SELECT 1 FROM prize WHERE prize.task = task.id AND (
                    prize.state IN ('buried', 'undrawn', 'drawing')
                    OR (task.paid = 1 AND prize.state IN ('unwon', 'lapsed'))))
            """,
            id
        ) == 1
    }

    /// Takes it away from everybody, or from nobody any more. False if it was so.
    func block(_ id: ID<TreasureTask>) throws -> Bool {
        try connection.run(
            "UPDATE task SET blocked = 1, listed = NULL WHERE id = ?1 AND blocked = 0",
            id
        ) == 1
    }

    /// Holds its red packets back, or no more. False if it was so.
    func stopPayouts(_ id: ID<TreasureTask>, _ isStopped: Bool) throws -> Bool {
        try connection.run(
            "UPDATE task SET payouts_stopped = ?2 WHERE id = ?1 AND payouts_stopped <> ?2",
            id,
            isStopped
        ) == 1
    }
}
