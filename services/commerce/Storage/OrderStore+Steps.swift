import Basics
import CommerceDomain
import Storage

/// Steps of an order: conditional updates, each of which happens or is refused.
extension OrderStore {
    /// Nobody can pay it any more. False where it is no longer unpaid.
    func end(_ id: ID<Order>, as state: OrderState, at now: UnixTime) throws -> Bool {
        try connection.run(
            "UPDATE orders SET state = ?2, changed_at = ?3 WHERE id = ?1 AND state = 1",
            id,
            state.rawValue,
            now
        ) == 1
    }

    /// Its money has come. False where it is no longer unpaid.
    func pay(_ id: ID<Order>, by payment: String, paidAt: UnixTime, at now: UnixTime) throws -> Bool
    {
        try connection.run(
            """
            UPDATE orders SET state = 4, paid_at = ?3, payment = ?2, changed_at = ?4
            WHERE id = ?1 AND state = 1
            """,
            id,
            payment,
            paidAt,
            now
        ) == 1
    }

    /// Sets pieces apart to be given back. False where there are not so many, or, for a buyer who
    /// gives all back, where something was redeemed.
    func lock(
        _ pieces: Int64,
        of id: ID<Order>,
        untouchedOnly: Bool,
        at now: UnixTime
    ) throws -> Bool {
        try connection.run(
            """
            UPDATE orders SET locked = locked + ?2, changed_at = ?4
            WHERE id = ?1 AND state = 4 AND redeemed + locked + refunded + ?2 <= pieces
                AND (?3 = 0 OR redeemed = 0)
            """,
            id,
            pieces,
            untouchedOnly,
            now
        ) == 1
    }

    /// Giving them back came to nothing.
    func unlock(_ pieces: Int64, of id: ID<Order>, at now: UnixTime) throws {
        let changed = try connection.run(
            """
            UPDATE orders SET locked = locked - ?2, changed_at = ?3 WHERE id = ?1 AND locked >= ?2
            """,
            id,
            pieces,
            now
        )
        guard changed == 1 else { throw StorageError.corrupt }
    }

    /// They are given back.
    func refund(_ pieces: Int64, of id: ID<Order>, doneAt: UnixTime, at now: UnixTime) throws {
        let changed = try connection.run(
            """
            UPDATE orders SET locked = locked - ?2, refunded = refunded + ?2,
                refunded_amount = refunded_amount + price * ?2, refunded_at = ?3, changed_at = ?4,
                state = CASE WHEN refunded + ?2 = pieces THEN 6
                    WHEN redeemed + refunded + ?2 = pieces THEN 7 ELSE state END
            WHERE id = ?1 AND state = 4 AND locked >= ?2
            """,
            id,
            pieces,
            doneAt,
            now
        )
        guard changed == 1 else { throw StorageError.corrupt }
    }

    /// One more piece is handed over. False where none can be.
    func redeem(_ id: ID<Order>, at now: UnixTime) throws -> Bool {
        try connection.run(
            """
            UPDATE orders SET redeemed = redeemed + 1, changed_at = ?2,
                state = CASE WHEN redeemed + refunded + 1 = pieces THEN 7 ELSE 4 END
            WHERE id = ?1 AND state = 4 AND redeemed + locked + refunded < pieces
            """,
            id,
            now
        ) == 1
    }

    /// One piece was not handed over after all.
    func unredeem(_ id: ID<Order>, at now: UnixTime) throws {
        let changed = try connection.run(
            """
            UPDATE orders SET redeemed = redeemed - 1, state = 4, changed_at = ?2
            WHERE id = ?1 AND state IN (4, 7) AND redeemed > 0
            """,
            id,
            now
        )
        guard changed == 1 else { throw StorageError.corrupt }
    }

    /// WeChat knows that it was handed over. False where that was noted before.
    func setShipped(_ id: ID<Order>, at now: UnixTime) throws -> Bool {
        try connection.run(
            "UPDATE orders SET shipped_at = ?2 WHERE id = ?1 AND shipped_at IS NULL",
            id,
            now
        ) == 1
    }

    // MARK: People

    /// Two accounts are one person's.
    func move(from gone: ID<User>, to left: ID<User>) throws {
        try connection.run("UPDATE orders SET uid = ?2 WHERE uid = ?1", gone, left)
    }

    /// Whoever is deleted leaves no name and no mobile; that there was an order stays, for the books.
    func forget(_ uid: ID<User>) throws {
        try connection.run(
            "UPDATE orders SET user_name = '', mobile_tail = '', mobile = ?2 WHERE uid = ?1",
            uid,
            Bytes()
        )
    }
}
