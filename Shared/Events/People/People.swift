import Basics
import JSON
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
            try PeopleStore(unit.connection).redirect(ID(gone), to: ID(left))
        }
        receiver.on("user.deleted") { event, unit in
            guard let uid = event.data["uid"]?.integer else { throw UnreadableEvent() }
            try PeopleStore(unit.connection).forget(ID(uid))
        }
    }
}
