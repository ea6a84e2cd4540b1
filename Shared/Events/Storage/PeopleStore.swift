public import Basics
import ServiceKit
public import Storage

/// An account as others are shown it.
public struct Person: Sendable, Equatable {
    /// The account.
    public let uid: ID<User>
    /// Empty where none is known.
    public let nickname: String
    /// The address of a picture; empty where none is known.
    public let avatar: String
}

/// What auth has told of people: for a process that shows them, or whose rows belong to accounts.
public struct PeopleStore {
    let connection: Connection

    /// The people, inside of one read or write.
    public init(_ connection: Connection) {
        self.connection = connection
    }

    static let schema: StaticString = """
        CREATE TABLE person (
            uid INT64 PRIMARY KEY NOT NULL,
            nickname TEXT NOT NULL,
            avatar TEXT NOT NULL
        );
        CREATE TABLE person_redirect (
            uid INT64 PRIMARY KEY NOT NULL,
            merged_into INT64 NOT NULL
        );
        CREATE INDEX person_redirect_merged_into ON person_redirect (merged_into);
        """

    /// Nil for an account of which nothing was told.
    public func person(_ uid: ID<User>) throws -> Person? {
        try connection.first(
            "SELECT uid, nickname, avatar FROM person WHERE uid = ?1",
            try account(uid),
            row: { try Person(uid: $0.id(0), nickname: $0.text(1), avatar: $0.text(2)) }
        )
    }

    /// The account itself, or the one that it was merged into.
    public func account(_ uid: ID<User>) throws -> ID<User> {
        try connection.first(
            "SELECT merged_into FROM person_redirect WHERE uid = ?1",
            uid,
            row: { try $0.id(0) }
        ) ?? uid
    }

    /// The accounts that were merged into this one.
    public func former(of uid: ID<User>) throws -> [ID<User>] {
        try connection.all(
            "SELECT uid FROM person_redirect WHERE merged_into = ?1 ORDER BY uid",
            uid,
            row: { try $0.id(0) }
        )
    }

    func keep(_ person: Person) throws {
        // What was said of an account before it was merged is in the other one already.
        guard try account(person.uid) == person.uid else { return }
        try connection.run(
            """
            INSERT INTO person (uid, nickname, avatar) VALUES (?1, ?2, ?3)
            ON CONFLICT (uid) DO UPDATE SET
                nickname = excluded.nickname, avatar = excluded.avatar
            """,
            person.uid,
            person.nickname,
            person.avatar
        )
    }

    func redirect(_ gone: ID<User>, to left: ID<User>) throws {
        try forget(gone)
        let end = try account(left)
        try connection.run(
            "UPDATE person_redirect SET merged_into = ?2 WHERE merged_into = ?1",
            gone,
            end
        )
        try connection.run(
            """
            INSERT INTO person_redirect (uid, merged_into) VALUES (?1, ?2)
            ON CONFLICT (uid) DO UPDATE SET merged_into = excluded.merged_into
            """,
            gone,
            end
        )
    }

    func forget(_ uid: ID<User>) throws {
        try connection.run("DELETE FROM person WHERE uid = ?1", uid)
    }
}
