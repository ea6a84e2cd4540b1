import Basics
import InternalMessages
import ServiceKit
public import Storage

/// Keeps what auth tells of people: their names and pictures, and which account became which.
public enum People {
    /// The tables, as the migration of this number.
    public static func migration(number: Int) -> Migration {
        Migration(number: number, name: "people", sql: PeopleStore.schema)
    }

    /// Has `user.changed`, `user.merged` and `user.deleted` taken note of.
    public static func follow(by receiver: inout EventReceiver) {
        receiver.on(UserChanged.self) { user, _, unit in
            let person = Person(uid: ID(user.uid), nickname: user.nickname, avatar: user.avatar)
            try PeopleStore(unit.connection).keep(person)
        }
        receiver.on(UserMerged.self) { merge, _, unit in
            guard merge.from != merge.into else { throw UnreadableEvent() }
            try PeopleStore(unit.connection).redirect(ID(merge.from), to: ID(merge.into))
        }
        receiver.on(UserDeleted.self) { user, _, unit in
            try PeopleStore(unit.connection).forget(ID(user.uid))
        }
    }
}
