import Admin
import Events
import Jobs
import Media
import ServiceKit
import Storage

/// The schema of `points.sqlite`. Only ever appended to.
enum PointsMigrations {
    static let all = [
        ledger, EventReceiver.migration(number: 2), ranks, invitations, earning,
        MediaLibrary.migration(number: 6), audits, TrailStore.migration(number: 8),
        ApprovalStore.migration(number: 9), Idempotency.migration(number: 10),
        JobQueue.migration(number: 11),
    ]

    /// A row of the ledger is known by its owner and its number there, counted from 1 without a
    /// gap: a page is a range of numbers, and a missing row shows. What it is for is unique for its
    /// owner. There `ref` comes first: a day's sign-ins, which have the same one, then lie together
    /// in a few pages, however many participants and days there are. What auth tells of somebody
    /// is kept apart: it may come before they take part.
    private static let ledger = Migration(
        number: 1,
        name: "participants, their ledger and the totals",
        sql: """
            CREATE TABLE participant (
                iid INT64 NOT NULL PRIMARY KEY,
                app INT64 NOT NULL,
                openid BYTES NOT NULL,
                balance INT64 NOT NULL CHECK (balance >= 0),
                turn INT64 NOT NULL,
                entries INT64 NOT NULL CHECK (entries >= 0),
                invited INT64 NOT NULL CHECK (invited >= 0),
                closed INT64 NOT NULL CHECK (closed IN (0, 1)),
                created INT64 NOT NULL,
                UNIQUE (openid, app)
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
                note TEXT NOT NULL,
                at INT64 NOT NULL,
                PRIMARY KEY (iid, number),
                UNIQUE (ref, iid)
            );
            CREATE TABLE totals (
                one INT64 NOT NULL PRIMARY KEY CHECK (one = 1),
                participants INT64 NOT NULL CHECK (participants >= 0),
                balance INT64 NOT NULL CHECK (balance >= 0),
                turn INT64 NOT NULL
            );
            INSERT INTO totals (one, participants, balance, turn) VALUES (1, 0, 0, 0);
            CREATE TABLE profile (
                iid INT64 NOT NULL PRIMARY KEY,
                uid INT64,
                nickname TEXT NOT NULL,
                avatar TEXT NOT NULL,
                is_phone INT64 NOT NULL,
                is_email INT64 NOT NULL,
                is_real_name INT64 NOT NULL,
                is_face INT64 NOT NULL,
                is_mp INT64 NOT NULL,
                seq INT64 NOT NULL
            );
            CREATE INDEX profile_uid ON profile (uid);
            """
    )

    /// See decision 0016. `rank_node` counts the places from its own on up to the next node of its
    /// level. Where somebody stands by balance, their own row says; -1 is that board.
    private static let ranks = Migration(
        number: 3,
        name: "places on boards, and how many there are in each stretch",
        sql: """
            CREATE TABLE place (
                board INT64 NOT NULL,
                score INT64 NOT NULL,
                turn INT64 NOT NULL,
                iid INT64 NOT NULL REFERENCES participant (iid),
                PRIMARY KEY (board, score, turn)
            );
            CREATE UNIQUE INDEX place_of_day ON place (iid, board) WHERE board <> -1;
            CREATE TABLE rank_node (
                board INT64 NOT NULL,
                level INT64 NOT NULL CHECK (level >= 1),
                score INT64 NOT NULL,
                turn INT64 NOT NULL,
                places INT64 NOT NULL CHECK (places >= 0),
                PRIMARY KEY (board, level, score, turn)
            );
            """
    )

    private static let invitations = Migration(
        number: 4,
        name: "codes to share, and who came by them",
        sql: """
            CREATE TABLE share_code (
                code TEXT NOT NULL PRIMARY KEY,
                iid INT64 NOT NULL UNIQUE REFERENCES participant (iid)
            );
            CREATE TABLE invitation (
                invitee INT64 NOT NULL PRIMARY KEY REFERENCES participant (iid),
                inviter INT64 NOT NULL REFERENCES participant (iid),
                number INT64 NOT NULL CHECK (number >= 1),
                day INT64 NOT NULL,
                at INT64 NOT NULL,
                UNIQUE (inviter, number),
                CHECK (inviter <> invitee)
            );
            """
    )

    private static let earning = Migration(
        number: 5,
        name: "rules in force, what was earned in a day, steps",
        sql: """
            CREATE TABLE rules (
                version INT64 NOT NULL PRIMARY KEY,
                text TEXT NOT NULL,
                since INT64 NOT NULL
            );
            CREATE TABLE day_earning (
                iid INT64 NOT NULL REFERENCES participant (iid),
                task TEXT NOT NULL,
                day INT64 NOT NULL,
                points INT64 NOT NULL CHECK (points >= 0),
                PRIMARY KEY (iid, task)
            );
            CREATE TABLE steps (
                iid INT64 NOT NULL REFERENCES participant (iid),
                day INT64 NOT NULL,
                steps INT64 NOT NULL CHECK (steps >= 0),
                PRIMARY KEY (iid, day)
            );
            """
    )
}
