import Basics
import PointsDomain
import Storage

extension PointsStore {
    /// Zeros for somebody who has not done anything yet.
    func standing(of id: ID<WeChatIdentity>) throws -> Standing {
        let standing = try connection.first(
            """
            SELECT coalesce((SELECT balance FROM participant WHERE iid = ?1), 0),
                participants, balance
            FROM totals WHERE one = 1
            """,
            id,
            row: {
                try Standing(
                    balance: Points($0.integer(0)),
                    participants: $0.integer(1),
                    sum: Points($0.integer(2))
                )
            }
        )
        return standing ?? Standing(balance: .zero, participants: 0, sum: .zero)
    }

    func hasEntry(_ ref: String, of id: ID<WeChatIdentity>) throws -> Bool {
        try connection.first(
            "SELECT 1 FROM ledger WHERE iid = ?1 AND ref = ?2",
            id,
            ref,
            row: { _ in true }
        ) ?? false
    }

    /// The rows of a page, newest first: those of a range of numbers, so that a page far down
    /// costs no more than the first one.
    func lines(_ page: Page, of id: ID<WeChatIdentity>) throws -> [LedgerLine] {
        try connection.all(
            """
            SELECT task, points, at FROM ledger
            WHERE iid = ?1
                AND number <= (SELECT entries FROM participant WHERE iid = ?1) - ?2
            ORDER BY number DESC LIMIT ?3
            """,
            id,
            page.skipped,
            page.size,
            row: { row in
                try LedgerLine(
                    task: row.value(0),
                    points: Points(row.integer(1)),
                    at: row.time(2)
                )
            }
        )
    }
}

extension PointsStore {
    /// Whether the row of a cause says what this one would: so many points, for this reason.
    func holds(_ entry: LedgerEntry, of id: ID<WeChatIdentity>) throws -> Bool {
        try connection.first(
            "SELECT 1 FROM ledger WHERE iid = ?1 AND ref = ?2 AND points = ?3 AND note = ?4",
            id,
            entry.ref,
            entry.points.count,
            entry.note,
            row: { _ in true }
        ) ?? false
    }
}
