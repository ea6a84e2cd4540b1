import Basics
import Storage
import TreasureDomain

/// All SQL that holds tasks and prizes against the money. Long reads: for the command and tests.
struct MoneyCheckStore {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// A red packet's money beside its prizes.
    struct Line: Sendable {
        let task: ID<TreasureTask>
        let state: TreasureTask.State
        let isPaid: Bool
        /// Of one prize.
        let money: Int64
        let prizes: Int64
        /// Payments that were taken, and all that has come in.
        let taken: Int64
        let paidIn: Int64
        /// To the publisher, of what was taken: had, and on its way.
        let refunded: Int64
        let refunding: Int64
        /// Of what nobody wanted.
        let returned: Int64
        let returning: Int64
        let paidOut: Int64
        let payingOut: Int64
        let held: Int64
        /// Prizes that are handed over, whose money is back, and the others.
        let drawn: Int64
        let back: Int64
        let open: Int64
    }

    /// Red packets in the order of their ids, on from one.
    func lines(after id: Int64, limit: Int) throws -> [Line] {
        try connection.all(
            """
            SELECT t.id, t.state, t.paid, t.money, t.prizes,
                (SELECT coalesce(sum(received), 0) FROM pay_payment
                    WHERE fund = 'task:' || t.id AND state = 'paid'),
                (SELECT coalesce(sum(received), 0) FROM pay_payment
                    WHERE fund = 'task:' || t.id),
                (SELECT coalesce(sum(amount), 0) FROM pay_refund
                    WHERE fund = 'task:' || t.id AND cause = 'owner' AND state = 'done'),
                (SELECT coalesce(sum(amount), 0) FROM pay_refund
                    WHERE fund = 'task:' || t.id AND cause = 'owner'
                        AND state NOT IN ('done', 'closed', 'cancelled')),
                (SELECT coalesce(sum(amount), 0) FROM pay_refund
                    WHERE fund = 'task:' || t.id AND cause = 'unwanted' AND state = 'done'),
                (SELECT coalesce(sum(amount), 0) FROM pay_refund
                    WHERE fund = 'task:' || t.id AND cause = 'unwanted'
                        AND state NOT IN ('done', 'closed', 'cancelled')),
                (SELECT coalesce(sum(amount), 0) FROM pay_transfer
                    WHERE fund = 'task:' || t.id AND state = 'paid'),
                (SELECT coalesce(sum(amount), 0) FROM pay_transfer
                    WHERE fund = 'task:' || t.id
                        AND state NOT IN ('paid', 'failed', 'cancelled')),
                (SELECT coalesce(sum(balance), 0) FROM pay_fund WHERE fund = 'task:' || t.id),
                (SELECT count(*) FROM prize WHERE task = t.id AND state = 'drawn'),
                (SELECT count(*) FROM prize WHERE task = t.id AND state = 'refunded'),
                (SELECT count(*) FROM prize WHERE task = t.id
                    AND state NOT IN ('drawn', 'refunded'))
            FROM task t WHERE t.kind = 1 AND t.id > ?1 ORDER BY t.id LIMIT ?2
            """,
            id,
            limit
        ) { row in
            try Line(
                task: row.id(0),
                state: row.value(1),
                isPaid: row.bool(2),
                money: row.integer(3),
                prizes: row.integer(4),
                taken: row.integer(5),
                paidIn: row.integer(6),
                refunded: row.integer(7),
                refunding: row.integer(8),
                returned: row.integer(9),
                returning: row.integer(10),
                paidOut: row.integer(11),
                payingOut: row.integer(12),
                held: row.integer(13),
                drawn: row.integer(14),
                back: row.integer(15),
                open: row.integer(16)
            )
        }
    }

    /// Prizes of red packets whose state says something else than their transfers.
    func strayPrizes() throws -> [ID<Prize>] {
        try connection.all(
            """
            SELECT p.id FROM prize p JOIN task t ON t.id = p.task
            WHERE t.kind = 1 AND (
                (p.state = 'drawn') <> EXISTS (SELECT 1 FROM pay_transfer m
                    WHERE m.ref = 'prize:' || p.id AND m.state = 'paid' AND m.amount = t.money)
                OR (p.state = 'drawing') <> EXISTS (SELECT 1 FROM pay_transfer m
                    WHERE m.ref = 'prize:' || p.id
                        AND m.state NOT IN ('paid', 'failed', 'cancelled')))
            ORDER BY p.id LIMIT 100
            """
        ) { try $0.id(0) }
    }

    /// Prizes whose money is said to be back, and is not.
    func unrefundedPrizes() throws -> [ID<Prize>] {
        try connection.all(
            """
            SELECT p.id FROM prize p
            WHERE p.state = 'refunded' AND NOT EXISTS (SELECT 1 FROM pay_refund r
                WHERE r.ref IN ('prize:' || p.id || ':lapsed', 'task:' || p.task || ':unwon')
                    AND r.state = 'done')
            ORDER BY p.id LIMIT 100
            """
        ) { try $0.id(0) }
    }

    /// Transfers that are paid or on their way, by the moment of the claim.
    func claimed(from: UnixTime, to: UnixTime) throws -> Int64 {
        try connection.first(
            """
            SELECT coalesce(sum(amount), 0) FROM pay_transfer
            WHERE created_at >= ?1 AND created_at < ?2 AND state NOT IN ('failed', 'cancelled')
            """,
            from,
            to
        ) { try $0.integer(0) } ?? 0
    }

    /// What was counted a day.
    func payoutDays() throws -> [(day: Day, fen: Int64)] {
        try connection.all("SELECT day, fen FROM payout_day ORDER BY day LIMIT 100000") {
            (day: Day(number: try $0.integer(0)), fen: try $0.integer(1))
        }
    }

    // MARK: The draw

    /// Tasks whose running totals are not what their rows make.
    func wrongTotals() throws -> [ID<TreasureTask>] {
        try connection.all(
            """
            SELECT t.id FROM task t
            WHERE t.found <> (SELECT count(*) FROM prize p WHERE p.task = t.id
                    AND p.winner IS NOT NULL)
                OR t.participants <> (SELECT count(*) FROM participant u WHERE u.task = t.id)
                OR t.depth <> (SELECT coalesce(sum(u.digs), 0) FROM participant u
                    WHERE u.task = t.id)
                OR t.prizes <> (SELECT count(*) FROM prize p WHERE p.task = t.id)
            ORDER BY t.id LIMIT 100
            """
        ) { try $0.id(0) }
    }

    /// Prizes that were found above their depth, or passed without being found.
    func wrongFinds() throws -> [ID<Prize>] {
        try connection.all(
            """
            SELECT p.id FROM prize p JOIN task t ON t.id = p.task
            WHERE (p.winner IS NOT NULL) <> (p.depth <= t.depth)
            ORDER BY p.id LIMIT 100
            """
        ) { try $0.id(0) }
    }

    /// What a task was drawn with, and where its prizes lie.
    struct Drawn: Sendable {
        let task: ID<TreasureTask>
        let code: String
        let hunt: Hunt
        let seed: Bytes
        let commitment: String
    }

    func draws(after id: Int64, limit: Int) throws -> [Drawn] {
        try connection.all(
            """
            SELECT id, code, prizes, forecast, spacing, fluctuation, seed, commitment FROM task
            WHERE id > ?1 ORDER BY id LIMIT ?2
            """,
            id,
            limit
        ) { row in
            try Drawn(
                task: row.id(0),
                code: row.text(1),
                hunt: Hunt(
                    prizes: row.integer(2),
                    forecast: row.integer(3),
                    interval: row.integer(4),
                    fluctuation: row.integer(5)
                ),
                seed: row.bytes(6),
                commitment: row.text(7)
            )
        }
    }
}
