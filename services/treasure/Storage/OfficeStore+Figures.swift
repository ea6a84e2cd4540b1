import Basics
import Storage
import TreasureDomain

extension OfficeStore {
    /// What happened on a day, but for money.
    struct DayRow: Sendable {
        let day: Day
        let tasks: Int64
        let digs: Int64
        let prizes: Int64
    }

    /// The days on which anything happened, both ends included.
    func days(from first: Day, to last: Day) throws -> [DayRow] {
        try connection.all(
            """
            SELECT day, tasks, digs, prizes FROM day_figure
            WHERE day BETWEEN ?1 AND ?2 ORDER BY day
            """,
            first,
            last,
            row: {
                try DayRow(
                    day: $0.day(0),
                    tasks: $0.integer(1),
                    digs: $0.integer(2),
                    prizes: $0.integer(3)
                )
            }
        )
    }

    /// A task that is over, and what is left of it.
    struct Unsettled: Sendable {
        let id: ID<TreasureTask>
        let code: TaskCode
        let name: String
        let publisher: ID<User>
        let money: Money
        let isPaid: Bool
        let payoutsStopped: Bool
        let endedAt: UnixTime?
        let endReason: String
        /// Found and not claimed.
        let undrawn: Int64
        /// Being handed over.
        let drawing: Int64
        /// Not won, or not claimed in time, and not back with the publisher.
        let returning: Int64
    }

    /// Tasks behind this one that are over and not settled, the oldest first.
    func unsettled(after id: Int64, upTo limit: Int64) throws -> [Unsettled] {
        try connection.all(
            """
            SELECT id, code, name, publisher, money, paid, payouts_stopped, ended_at, end_reason,
                (SELECT count(*) FROM prize WHERE task = ended.id AND state = 'undrawn'),
                (SELECT count(*) FROM prize WHERE task = ended.id AND state = 'drawing'),
                (SELECT count(*) FROM prize WHERE task = ended.id
                    AND state IN ('unwon', 'lapsed'))
            FROM task AS ended WHERE state = 'ended' AND id > ?1 ORDER BY id LIMIT ?2
            """,
            id,
            limit,
            row: {
                try Unsettled(
                    id: $0.id(0),
                    code: TaskCode(stored: $0.text(1)),
                    name: $0.text(2),
                    publisher: $0.id(3),
                    money: $0.money(4),
                    isPaid: $0.bool(5),
                    payoutsStopped: $0.bool(6),
                    endedAt: $0.optionalTime(7),
                    endReason: $0.text(8),
                    undrawn: $0.integer(9),
                    drawing: $0.integer(10),
                    returning: $0.integer(11)
                )
            }
        )
    }

    /// How a switch stands, and who has put it so; nil for one that nobody ever touched.
    struct SwitchRow: Sendable {
        let isOn: Bool
        let reason: String
        let administrator: String
        let at: UnixTime
    }

    func position(of name: RuleStore.Switch) throws -> SwitchRow? {
        try connection.first(
            "SELECT is_on, reason, operator, at FROM switch WHERE name = ?1",
            name.rawValue,
            row: {
                try SwitchRow(
                    isOn: $0.bool(0),
                    reason: $0.text(1),
                    administrator: $0.text(2),
                    at: $0.time(3)
                )
            }
        )
    }
}
