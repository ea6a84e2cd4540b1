import Basics
import Storage

/// All SQL of the table `pay_transfer`.
struct TransferStore {
    let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    func transfer(_ id: ID<TransferRecord>) throws -> TransferRecord? {
        try connection.first(
            """
            SELECT id, number, ref, attempt, fund, mchid, appid, openid, amount, terms, state,
                created_at, changed_at, asked_at, taken_at, tries, transfer_bill_no, package_info,
                fail_reason, done_at, trouble, troubled_at
            FROM pay_transfer WHERE id = ?1
            """,
            id,
            row: Self.transfer
        )
    }

    func transfer(number: String) throws -> TransferRecord? {
        try connection.first(
            """
            SELECT id, number, ref, attempt, fund, mchid, appid, openid, amount, terms, state,
                created_at, changed_at, asked_at, taken_at, tries, transfer_bill_no, package_info,
                fail_reason, done_at, trouble, troubled_at
            FROM pay_transfer WHERE number = ?1
            """,
            number,
            row: Self.transfer
        )
    }

    /// The newest attempt for a thing.
    func newest(of ref: String) throws -> TransferRecord? {
        try connection.first(
            """
            SELECT id, number, ref, attempt, fund, mchid, appid, openid, amount, terms, state,
                created_at, changed_at, asked_at, taken_at, tries, transfer_bill_no, package_info,
                fail_reason, done_at, trouble, troubled_at
            FROM pay_transfer WHERE ref = ?1 ORDER BY attempt DESC LIMIT 1
            """,
            ref,
            row: Self.transfer
        )
    }

    /// Those paid out of a fund, the oldest first.
    func all(ofFund fund: String) throws -> [TransferRecord] {
        try connection.all(
            """
            SELECT id, number, ref, attempt, fund, mchid, appid, openid, amount, terms, state,
                created_at, changed_at, asked_at, taken_at, tries, transfer_bill_no, package_info,
                fail_reason, done_at, trouble, troubled_at
            FROM pay_transfer WHERE fund = ?1 ORDER BY id LIMIT 1000
            """,
            fund,
            row: Self.transfer
        )
    }

    /// Those that do not get on by themselves, the oldest first.
    func stuck(after id: Int64, limit: Int) throws -> [TransferRecord] {
        try connection.all(
            """
            SELECT id, number, ref, attempt, fund, mchid, appid, openid, amount, terms, state,
                created_at, changed_at, asked_at, taken_at, tries, transfer_bill_no, package_info,
                fail_reason, done_at, trouble, troubled_at
            FROM pay_transfer
            WHERE id > ?1 AND state NOT IN ('paid', 'failed', 'cancelled')
                AND (trouble IS NOT NULL OR state = 'held')
            ORDER BY id LIMIT ?2
            """,
            id,
            limit,
            row: Self.transfer
        )
    }

    func add(_ transfer: TransferRecord) throws {
        try connection.run(
            """
            INSERT INTO pay_transfer
                (id, number, ref, attempt, fund, mchid, appid, openid, amount, terms, state,
                created_at, changed_at, tries)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 0)
            """,
            transfer.id,
            transfer.number,
            transfer.request.ref,
            transfer.attempt,
            transfer.request.fund,
            transfer.mchid,
            transfer.request.appid,
            transfer.request.openid,
            transfer.request.amount,
            transfer.request.terms.json,
            transfer.state.rawValue,
            transfer.createdAt,
            transfer.changedAt
        )
    }

    /// Writes the new state and what came with it. False where its state is no longer that one.
    func move(_ transfer: TransferRecord, from state: TransferState) throws -> Bool {
        try connection.run(
            """
            UPDATE pay_transfer
            SET state = ?3, changed_at = ?4, asked_at = ?5, taken_at = ?6, tries = ?7,
                transfer_bill_no = ?8, package_info = ?9, fail_reason = ?10, done_at = ?11,
                trouble = ?12, troubled_at = ?13
            WHERE id = ?1 AND state = ?2
            """,
            transfer.id,
            state.rawValue,
            transfer.state.rawValue,
            transfer.changedAt,
            transfer.askedAt,
            transfer.takenAt,
            transfer.tries,
            transfer.transferBillNo,
            transfer.packageInfo,
            transfer.failReason,
            transfer.doneAt,
            transfer.trouble,
            transfer.troubledAt
        ) == 1
    }

    /// Notes why it does not get on; the time is that of the first such note.
    func setTrouble(_ trouble: String, of transfer: ID<TransferRecord>, at now: UnixTime) throws {
        try connection.run(
            """
            UPDATE pay_transfer SET trouble = ?2, troubled_at = coalesce(troubled_at, ?3)
            WHERE id = ?1 AND state NOT IN ('paid', 'failed', 'cancelled')
            """,
            transfer,
            trouble,
            now
        )
    }

    static func transfer(_ row: Row) throws -> TransferRecord {
        guard let terms = TransferTerms(json: try row.bytes(9)) else { throw StorageError.corrupt }
        return try TransferRecord(
            id: row.id(0),
            number: row.text(1),
            attempt: row.integer(3),
            request: TransferRequest(
                ref: row.text(2),
                fund: row.text(4),
                appid: row.text(6),
                openid: row.text(7),
                amount: row.money(8),
                terms: terms
            ),
            mchid: row.text(5),
            state: row.value(10),
            createdAt: row.time(11),
            changedAt: row.time(12),
            askedAt: row.optionalTime(13),
            takenAt: row.optionalTime(14),
            tries: row.integer(15),
            transferBillNo: row.optionalText(16),
            packageInfo: row.optionalText(17),
            failReason: row.optionalText(18),
            doneAt: row.optionalTime(19),
            trouble: row.optionalText(20),
            troubledAt: row.optionalTime(21)
        )
    }
}
