import AuthDomain
import Basics
import ServiceKit
import Storage
import WeChat

/// WeChat's number for a picture that it looks at.
struct ContentTrace: Sendable, Hashable {
    let app: ID<App>
    let traceID: String
}

/// A picture that WeChat is asked about.
struct PictureQuestion: Sendable {
    let checkID: String
    let iid: ID<WeChatIdentity>
    let url: String
    let scene: ContentScene
    /// How often WeChat could not fetch it.
    var fetches: Int64 = 0
}

extension AuthStore {
    /// Waits for the verdict on a picture; answers it if it was faster. `isUnfetched`: what was
    /// faster is that WeChat could not fetch it.
    func begin(
        _ question: PictureQuestion,
        under trace: ContentTrace,
        at now: UnixTime
    ) throws -> (state: ContentState, isUnfetched: Bool) {
        try connection.first(
            """
            INSERT INTO content_check
                (app_id, trace_id, check_id, iid, state, created_at, url, scene, fetches)
            VALUES (?1, ?2, ?3, ?4, 'pending', ?5, ?6, ?7, ?8)
            ON CONFLICT (app_id, trace_id) DO UPDATE SET
                check_id = excluded.check_id, iid = excluded.iid, url = excluded.url,
                scene = excluded.scene, fetches = excluded.fetches
            RETURNING state, again_at
            """,
            trace.app,
            trace.traceID,
            question.checkID,
            question.iid,
            now,
            question.url,
            question.scene.rawValue,
            question.fetches,
            row: { (try $0.value(0), try $0.optionalTime(1) != nil) }
        ) ?? (.pending, false)
    }

    /// Nil where nobody waits for it (any more).
    func question(under trace: ContentTrace) throws -> PictureQuestion? {
        try connection.first(
            """
            SELECT check_id, iid, url, scene, fetches FROM content_check
            WHERE app_id = ?1 AND trace_id = ?2 AND state = 'pending' AND check_id IS NOT NULL
                AND iid IS NOT NULL AND url IS NOT NULL
            """,
            trace.app,
            trace.traceID
        ) { row in
            try PictureQuestion(
                checkID: row.text(0),
                iid: row.id(1),
                url: row.text(2),
                scene: row.value(3),
                fetches: row.integer(4)
            )
        }
    }

    /// WeChat could not fetch it. False where that was noted before, or there is a verdict. What it
    /// is about may not be known yet.
    func noteUnfetched(_ trace: ContentTrace, at now: UnixTime) throws -> Bool {
        try connection.run(
            """
            INSERT INTO content_check (app_id, trace_id, state, created_at, again_at)
            VALUES (?1, ?2, 'pending', ?3, ?3)
            ON CONFLICT (app_id, trace_id) DO UPDATE SET again_at = excluded.again_at
            WHERE content_check.state = 'pending' AND content_check.again_at IS NULL
            """,
            trace.app,
            trace.traceID,
            now
        ) == 1
    }

    /// Whether somebody waits for the verdict on it.
    func isAwaited(_ trace: ContentTrace) throws -> Bool {
        try connection.first(
            """
            SELECT 1 FROM content_check
            WHERE app_id = ?1 AND trace_id = ?2 AND state = 'pending' AND check_id IS NOT NULL
            """,
            trace.app,
            trace.traceID,
            row: { _ in true }
        ) ?? false
    }

    /// It goes on under another trace.
    func forget(_ trace: ContentTrace) throws {
        try connection.run(
            "DELETE FROM content_check WHERE app_id = ?1 AND trace_id = ?2",
            trace.app,
            trace.traceID
        )
    }

    /// Writes a verdict down. Answers what it is about, if that is known and there was none before.
    func settle(
        _ trace: ContentTrace,
        as state: ContentState,
        at now: UnixTime
    ) throws -> String? {
        try connection.first(
            """
            INSERT INTO content_check (app_id, trace_id, state, created_at)
            VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (app_id, trace_id) DO UPDATE SET state = excluded.state
            WHERE content_check.state = 'pending'
            RETURNING check_id
            """,
            trace.app,
            trace.traceID,
            state.rawValue,
            now,
            row: { try $0.optionalText(0) }
        ) ?? nil
    }

    /// Those that nothing was heard of, or that could not be asked about again.
    func overdueChecks(
        before moment: UnixTime,
        upTo count: Int
    ) throws -> [ContentTrace] {
        try connection.all(
            """
            SELECT app_id, trace_id FROM content_check
            WHERE state = 'pending' AND COALESCE(again_at, created_at) < ?1
                AND check_id IS NOT NULL
            ORDER BY created_at LIMIT ?2
            """,
            moment,
            count
        ) { row in
            try ContentTrace(app: row.id(0), traceID: row.text(1))
        }
    }

    func forgetChecks(before moment: UnixTime, upTo count: Int) throws {
        try connection.run(
            """
            DELETE FROM content_check WHERE (app_id, trace_id) IN
                (SELECT app_id, trace_id FROM content_check
                 WHERE created_at < ?1 AND (state <> 'pending' OR check_id IS NULL)
                 ORDER BY created_at LIMIT ?2)
            """,
            moment,
            count
        )
    }
}
