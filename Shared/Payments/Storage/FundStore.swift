import Basics
import Storage

/// All SQL of the tables `pay_fund` and `pay_entry`: money by whose it is. A balance never changes
/// without an entry that says why, and each cause has one entry.
struct FundStore {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// What there is of somebody's money.
    struct Fund: Sendable {
        let mchid: String
        let balance: Money
        /// Whether a person has stopped what is paid out of it.
        let isStopped: Bool
    }

    /// Why money moves: the kind of a row, and which one. Each moves it once.
    enum Cause: Sendable {
        case payment(ID<PaymentRecord>)
        case refund(ID<RefundRecord>)
        case refundBack(ID<RefundRecord>)
        case transfer(ID<TransferRecord>)
        case transferBack(ID<TransferRecord>)

        fileprivate var columns: (name: String, id: Int64) {
            switch self {
            case .payment(let id): ("payment", id.rawValue)
            case .refund(let id): ("refund", id.rawValue)
            case .refundBack(let id): ("refund_back", id.rawValue)
            case .transfer(let id): ("transfer", id.rawValue)
            case .transferBack(let id): ("transfer_back", id.rawValue)
            }
        }
    }

    /// The money was another account's.
    struct OtherAccount: Error {}

    func fund(_ name: String) throws -> Fund? {
        try connection.first(
            "SELECT mchid, balance, is_stopped FROM pay_fund WHERE fund = ?1",
            name
        ) { try Fund(mchid: $0.text(0), balance: $0.money(1), isStopped: $0.bool(2)) }
    }

    /// Money comes in, or comes back. Funds of one name are of one merchant account.
    func add(
        _ amount: Money,
        to fund: String,
        of mchid: String,
        _ cause: Cause,
        at now: UnixTime
    ) throws {
        try connection.run(
            """
            INSERT INTO pay_fund (fund, mchid, balance, is_stopped) VALUES (?1, ?2, 0, 0)
            ON CONFLICT (fund) DO NOTHING
            """,
            fund,
            mchid
        )
        let changed = try connection.run(
            "UPDATE pay_fund SET balance = balance + ?3 WHERE fund = ?1 AND mchid = ?2",
            fund,
            mchid,
            amount
        )
        guard changed == 1 else { throw OtherAccount() }
        try write(amount, fund, cause, now)
    }

    /// Money is set apart to leave. False, and nothing is done, where there is not enough.
    func take(
        _ amount: Money,
        from fund: String,
        _ cause: Cause,
        at now: UnixTime
    ) throws -> Bool {
        let changed = try connection.run(
            "UPDATE pay_fund SET balance = balance - ?2 WHERE fund = ?1 AND balance >= ?2",
            fund,
            amount
        )
        guard changed == 1 else { return false }
        try write(Money(fen: -amount.fen), fund, cause, now)
        return true
    }

    private func write(
        _ amount: Money,
        _ fund: String,
        _ cause: Cause,
        _ now: UnixTime
    ) throws {
        let id: ID<Fund> = try connection.nextID()
        let (name, number) = cause.columns
        try connection.run(
            """
            INSERT INTO pay_entry (id, cause, cause_id, fund, amount, at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            """,
            id,
            name,
            number,
            fund,
            amount,
            now
        )
    }

    /// Stops what is paid out of a fund, or lets it go on. False where there is no such fund.
    func setStopped(_ isStopped: Bool, _ fund: String) throws -> Bool {
        try connection.run("UPDATE pay_fund SET is_stopped = ?2 WHERE fund = ?1", fund, isStopped)
            == 1
    }
}
