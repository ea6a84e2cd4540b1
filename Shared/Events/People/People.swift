public import Basics
import InternalMessages
public import ServiceKit
public import Storage

/// Keeps what auth tells of people: their names and pictures, and which account became which.
public enum People {
    /// The tables, as the migration of this number.
    public static func migration(number: Int) -> Migration {
        Migration(number: number, name: "people", sql: PeopleStore.schema)
    }

    /// What else happens in the unit in which one account became another: the one that is gone, and
    /// the one that it is from now on, however often that has been merged since.
    public typealias Merging =
        @Sendable (
            _ gone: ID<User>, _ left: ID<User>, UnitOfWork
        ) throws -> Void
    /// What else happens in the unit in which an account is deleted, and when that was.
    public typealias Deleting = @Sendable (ID<User>, _ at: UnixTime, UnitOfWork) throws -> Void

    /// Has `user.changed`, `user.merged` and `user.deleted` taken note of. Rows that belong to
    /// accounts are for the service to move and to clean: `merged`, `deleted`.
    public static func follow(
        by receiver: inout EventReceiver,
        merged: @escaping Merging = { _, _, _ in },
        deleted: @escaping Deleting = { _, _, _ in }
    ) {
        receiver.on(UserChanged.self) { user, _, unit in
            let person = Person(uid: ID(user.uid), nickname: user.nickname, avatar: user.avatar)
            try PeopleStore(unit.connection).keep(person)
        }
        receiver.on(UserMerged.self) { merge, _, unit in
            guard merge.from != merge.into else { throw UnreadableEvent() }
            let people = PeopleStore(unit.connection)
            try people.redirect(ID(merge.from), to: ID(merge.into))
            try merged(ID(merge.from), people.account(ID(merge.into)), unit)
        }
        receiver.on(UserDeleted.self) { user, event, unit in
            try PeopleStore(unit.connection).forget(ID(user.uid))
            // 0 is an identity that had no account.
            if user.uid != 0 { try deleted(ID(user.uid), event.at, unit) }
        }
    }
}
