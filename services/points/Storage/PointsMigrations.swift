import ServiceKit
import Storage

/// The schema of `points.sqlite`. Only ever appended to.
enum PointsMigrations {
    static let all = [ledger, EventReceiver.migration(number: 2)]

    /// A row of the ledger is known by its owner and its number there, counted from 1 without a
    /// gap: a page is a range of numbers, and a missing row shows.
    private static let ledger = Migration(
        number: 1,
        name: "participants, their ledger and the totals",
        sql: """
            CREATE TABLE participant (
                iid INT64 NOT NULL PRIMARY KEY,
                app INT64 NOT NULL,
                openid BYTES NOT NULL,
                nickname TEXT NOT NULL,
                avatar TEXT NOT NULL,
                balance INT64 NOT NULL CHECK (balance >= 0),
                entries INT64 NOT NULL CHECK (entries >= 0),
                created INT64 NOT NULL,
                UNIQUE (app, openid)
            );
            CREATE TABLE ledger (
                iid INT64 NOT NULL REFERENCES participant (iid),
                number INT64 NOT NULL CHECK (number >= 1),
                ref TEXT NOT NULL,
                task TEXT NOT NULL,
                points INT64 NOT NULL,
                balance_after INT64 NOT NULL CHECK (balance_after >= 0),
                rule_version INT64 NOT NULL,
                multiplier INT64 NOT NULL CHECK (multiplier >= 1),
                at INT64 NOT NULL,
                PRIMARY KEY (iid, number),
                UNIQUE (iid, ref)
            );
            CREATE TABLE totals (
                one INT64 NOT NULL PRIMARY KEY CHECK (one = 1),
                participants INT64 NOT NULL CHECK (participants >= 0),
                balance INT64 NOT NULL CHECK (balance >= 0)
            );
            INSERT INTO totals (one, participants, balance) VALUES (1, 0, 0);
            """
    )
}
