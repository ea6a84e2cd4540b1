import Admin
import Events
import Jobs
import Media
import Payments
import ServiceKit
import Storage

/// The schema of `treasure.sqlite`, step by step; steps are only ever appended.
enum TreasureMigrations {
    static let all = [
        tasks, EventReceiver.migration(number: 2), People.migration(number: 3), players,
        MediaLibrary.migration(number: 5), JobQueue.migration(number: 6),
        Idempotency.migration(number: 7), TrailStore.migration(number: 8),
        ApprovalStore.migration(number: 9), office,
        PaymentSchema.migration(number: 11), PayoutDayStore.migration(number: 12),
        PosterStore.migration,
    ]

    /// `listed` is the place on the square, greater for what came later, and NULL for what is not
    /// there. `depth` is the number of digs that were taken, `participants` and `found` likewise are
    /// running totals. Whoever digs first has the number 1 in a task, so that a page of its
    /// participants is a range of numbers, `joined` is that row's place among all, and `found`
    /// a prize's.
    private static let tasks = Migration(
        number: 1,
        name: "tasks, their prizes and participants",
        sql: """
            CREATE TABLE task (
                id INT64 PRIMARY KEY NOT NULL,
                code TEXT NOT NULL UNIQUE,
                publisher INT64 NOT NULL,
                publisher_iid INT64 NOT NULL,
                app INT64 NOT NULL,
                mchid TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN
                    ('draft', 'awaiting_payment', 'open', 'ended', 'settled')),
                content TEXT NOT NULL CHECK (content IN ('pass', 'risky', 'review', 'pending')),
                words TEXT NOT NULL CHECK (words IN ('pass', 'risky', 'review')),
                blocked INT64 NOT NULL CHECK (blocked IN (0, 1)),
                payouts_stopped INT64 NOT NULL CHECK (payouts_stopped IN (0, 1)),
                paid INT64 NOT NULL CHECK (paid IN (0, 1)),
                kind INT64 NOT NULL CHECK (kind IN (1, 2)),
                money INT64 NOT NULL CHECK (money >= 0),
                handover INT64 NOT NULL CHECK (handover IN (1, 2)),
                is_public INT64 NOT NULL CHECK (is_public IN (0, 1)),
                prizes INT64 NOT NULL CHECK (prizes >= 1),
                forecast INT64 NOT NULL CHECK (forecast >= 1),
                spacing INT64 NOT NULL CHECK (spacing >= 0),
                fluctuation INT64 NOT NULL CHECK (fluctuation >= 0),
                seed BYTES NOT NULL,
                commitment TEXT NOT NULL,
                signature TEXT NOT NULL,
                name TEXT NOT NULL,
                synopsis TEXT NOT NULL,
                upload INT64 NOT NULL,
                picture TEXT NOT NULL,
                thumbnail TEXT NOT NULL,
                depth INT64 NOT NULL CHECK (depth >= 0),
                participants INT64 NOT NULL CHECK (participants >= 0),
                found INT64 NOT NULL CHECK (found >= 0 AND found <= prizes),
                listed INT64 UNIQUE,
                created_at INT64 NOT NULL,
                pay_by INT64,
                ends_at INT64,
                ended_at INT64,
                end_reason TEXT NOT NULL
            );
            CREATE INDEX task_publisher ON task (publisher, id);
            CREATE INDEX task_upload ON task (upload);
            CREATE INDEX task_state ON task (state, id);
            CREATE INDEX task_review ON task (id) WHERE content = 'review' AND blocked = 0;
            CREATE TABLE prize (
                id INT64 PRIMARY KEY NOT NULL,
                task INT64 NOT NULL REFERENCES task (id),
                number INT64 NOT NULL CHECK (number >= 1),
                depth INT64 NOT NULL CHECK (depth >= 1),
                state TEXT NOT NULL CHECK (state IN
                    ('buried', 'undrawn', 'drawing', 'drawn', 'lapsed', 'unwon', 'refunded')),
                winner INT64,
                winner_iid INT64,
                won_at INT64,
                found INT64 UNIQUE,
                drawn_at INT64,
                UNIQUE (task, number),
                UNIQUE (task, depth),
                CHECK ((winner IS NULL) = (won_at IS NULL))
            );
            CREATE INDEX prize_task_winner ON prize (task, winner) WHERE winner IS NOT NULL;
            CREATE INDEX prize_winner ON prize (winner, found) WHERE winner IS NOT NULL;
            CREATE INDEX prize_undrawn ON prize (won_at, id) WHERE state = 'undrawn';
            CREATE TABLE participant (
                task INT64 NOT NULL REFERENCES task (id),
                uid INT64 NOT NULL,
                number INT64 NOT NULL CHECK (number >= 1),
                joined INT64 NOT NULL,
                digs INT64 NOT NULL CHECK (digs >= 1),
                won INT64 NOT NULL CHECK (won IN (0, 1)),
                last_dig INT64 NOT NULL,
                PRIMARY KEY (task, uid),
                UNIQUE (task, number)
            );
            CREATE INDEX participant_uid ON participant (uid, joined);
            """
    )

    /// `share` says who brought whom: the one who shared by the unionid that the client gave, which
    /// is only recorded. A `scene` is what a poster's code carries.
    private static let players = Migration(
        number: 4,
        name: "claims, shares, scenes, what players have done",
        sql: """
            CREATE TABLE claim (
                prize INT64 PRIMARY KEY NOT NULL REFERENCES prize (id),
                task INT64 NOT NULL REFERENCES task (id),
                verify_code TEXT,
                address BYTES,
                at INT64 NOT NULL,
                UNIQUE (task, verify_code)
            );
            CREATE TABLE share (
                task INT64 NOT NULL REFERENCES task (id),
                uid INT64 NOT NULL,
                sharer BYTES NOT NULL,
                at INT64 NOT NULL,
                PRIMARY KEY (task, uid, sharer)
            );
            CREATE INDEX share_uid ON share (uid);
            CREATE INDEX share_sharer ON share (sharer);
            CREATE TABLE scene (
                number INT64 PRIMARY KEY NOT NULL,
                task INT64 NOT NULL REFERENCES task (id),
                sharer INT64 NOT NULL,
                unionid BYTES NOT NULL,
                at INT64 NOT NULL,
                UNIQUE (task, sharer)
            );
            CREATE INDEX scene_sharer ON scene (sharer);
            CREATE TABLE player (
                uid INT64 PRIMARY KEY NOT NULL,
                unionid BYTES NOT NULL,
                digs INT64 NOT NULL CHECK (digs >= 0),
                releases INT64 NOT NULL CHECK (releases >= 0),
                partakes INT64 NOT NULL CHECK (partakes >= 0),
                day INT64 NOT NULL,
                digs_today INT64 NOT NULL CHECK (digs_today >= 0),
                releases_today INT64 NOT NULL CHECK (releases_today >= 0)
            );
            """
    )

    private static let office = Migration(
        number: 10,
        name: "blacklist, switches, figures of a day",
        sql: """
            CREATE TABLE blacklist (
                uid INT64 PRIMARY KEY NOT NULL,
                reason TEXT NOT NULL,
                operator TEXT NOT NULL,
                at INT64 NOT NULL
            );
            CREATE TABLE switch (
                name TEXT PRIMARY KEY NOT NULL,
                is_on INT64 NOT NULL CHECK (is_on IN (0, 1)),
                reason TEXT NOT NULL,
                operator TEXT NOT NULL,
                at INT64 NOT NULL
            );
            CREATE TABLE day_figure (
                day INT64 PRIMARY KEY NOT NULL,
                tasks INT64 NOT NULL,
                digs INT64 NOT NULL,
                prizes INT64 NOT NULL
            );
            """
    )
}
