import AuthDomain
import Basics
import ServiceKit
import Storage

/// WeChat's number for a picture that it looks at.
struct ContentTrace: Sendable, Hashable {
    let app: ID<App>
    let traceID: String
}

extension AuthStore {
    /// Waits for the verdict on a picture; answers it if it was faster.
    func begin(
        _ trace: ContentTrace,
        _ checkID: String,
        by iid: ID<WeChatIdentity>,
        at now: UnixTime
    ) throws -> ContentState {
        try connection.first(
            """
            INSERT INTO content_check (app_id, trace_id, check_id, iid, state, created_at)
            VALUES (?1, ?2, ?3, ?4, 'pending', ?5)
            ON CONFLICT (app_id, trace_id) DO UPDATE SET
                check_id = excluded.check_id, iid = excluded.iid
            RETURNING state
            """,
            trace.app,
            trace.traceID,
            checkID,
            iid,
            now,
            row: { try $0.value(0) as ContentState }
        ) ?? .pending
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

    /// Those that nothing was heard of.
    func overdueChecks(
        before moment: UnixTime,
        upTo count: Int
    ) throws -> [(trace: ContentTrace, checkID: String)] {
        try connection.all(
            """
            SELECT app_id, trace_id, check_id FROM content_check
            WHERE state = 'pending' AND created_at < ?1 AND check_id IS NOT NULL
            ORDER BY created_at LIMIT ?2
            """,
            moment,
            count
        ) { row in
            try (trace: ContentTrace(app: row.id(0), traceID: row.text(1)), checkID: row.text(2))
        }
    }

    func forgetChecks(before moment: UnixTime, upTo count: Int) throws {
        try connection.run(
            """
            DELETE FROM content_check WHERE (app_id, trace_id) IN
                (SELECT app_id, trace_id FROM content_check
                 WHERE created_at < ?1 AND state <> 'pending' ORDER BY created_at LIMIT ?2)
            """,
            moment,
            count
        )
    }
}
