public import Basics
import JSON
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
        receiver.on("user.changed") { event, unit in
            guard let uid = event.data["uid"]?.integer,
                let nickname = event.data["nickname"]?.string,
                let avatar = event.data["avatar"]?.string
            else { throw UnreadableEvent() }
            let person = Person(uid: ID(uid), nickname: nickname, avatar: avatar)
            try PeopleStore(unit.connection).keep(person)
        }
        receiver.on("user.merged") { event, unit in
            guard let gone = event.data["from"]?.integer, let left = event.data["into"]?.integer,
                gone != left
            else { throw UnreadableEvent() }
            let people = PeopleStore(unit.connection)
            try people.redirect(ID(gone), to: ID(left))
            try merged(ID(gone), people.account(ID(left)), unit)
        }
        receiver.on("user.deleted") { event, unit in
            guard let uid = event.data["uid"]?.integer else { throw UnreadableEvent() }
            try PeopleStore(unit.connection).forget(ID(uid))
            // 0 is an identity that had no account.
            if uid != 0 { try deleted(ID(uid), event.at, unit) }
        }
    }
}
