import Basics
import CommerceDomain
import ServiceKit
import Storage

/// What auth tells of people who have orders.
enum OrderPeople {
    /// Two accounts are one person's: so are their orders, and what they have had of each good.
    static func merge(_ gone: ID<User>, into left: ID<User>, in unit: UnitOfWork) throws {
        try OrderStore(unit.connection).move(from: gone, to: left)
        try OrderGoodsStore(unit.connection).move(from: gone, to: left)
    }

    /// An account is deleted: no name and no mobile of theirs stays. What was paid stays, for the
    /// books, and vouchers that were shown to a merchant stay good.
    static func forget(_ uid: ID<User>, in unit: UnitOfWork) throws {
        try OrderStore(unit.connection).forget(uid)
    }
}
