import ServiceKit
import Storage
import Testing

@testable import TreasureServer

/// Every statement that a call runs goes by an index: what a plan calls a scan grows with the
/// table, and so does a sort.
@Suite struct PlanTests {
    @Test func nothingScans() async throws {
        let treasure = try await TreasureWorld()
        try await treasure.service.database.read { connection in
            let plans =
                try Self.lists(connection) + Self.sights(connection) + Self.digs(connection)
                + Self.rest(connection)
            #expect(plans.count > 20)
            for plan in plans {
                #expect(!plan.contains("SCAN") || plan.contains("SCAN CONSTANT"), "\(plan)")
                #expect(!plan.contains("TEMP B-TREE"), "\(plan)")
            }
        }
    }

    private static func plan(_ connection: Connection, _ sql: StaticString) throws -> [String] {
        try connection.all(sql, row: { try $0.text(3) })
    }

    private static func lists(_ connection: Connection) throws -> [String] {
        try plan(
            connection,
            """
            EXPLAIN QUERY PLAN SELECT task.code FROM task
            LEFT JOIN person ON person.uid = task.publisher
            LEFT JOIN participant ON participant.task = task.id AND participant.uid = 1
            WHERE task.listed < 9 ORDER BY task.listed DESC LIMIT 20
            """
        )
            + plan(
                connection,
                """
                EXPLAIN QUERY PLAN SELECT task.code FROM task
                LEFT JOIN person ON person.uid = task.publisher
                LEFT JOIN participant ON participant.task = task.id AND participant.uid = 1
                WHERE task.publisher = 1 AND task.id < 9 ORDER BY task.id DESC LIMIT 20
                """
            )
            + plan(
                connection,
                """
                EXPLAIN QUERY PLAN SELECT task.code FROM participant
                JOIN task ON task.id = participant.task
                LEFT JOIN person ON person.uid = task.publisher
                WHERE participant.uid = 1 AND participant.joined < 9
                ORDER BY participant.joined DESC LIMIT 20
                """
            )
            + plan(
                connection,
                """
                EXPLAIN QUERY PLAN SELECT task.code FROM prize
                JOIN task ON task.id = prize.task
                LEFT JOIN person ON person.uid = task.publisher
                LEFT JOIN participant ON participant.task = task.id AND participant.uid = 1
                WHERE prize.winner = 1 AND prize.found < 9 ORDER BY prize.found DESC LIMIT 20
                """
            )
    }

    private static func sights(_ connection: Connection) throws -> [String] {
        try plan(
            connection,
            """
            EXPLAIN QUERY PLAN SELECT task.id FROM task
            LEFT JOIN person ON person.uid = task.publisher
            LEFT JOIN participant ON participant.task = task.id AND participant.uid = 1
            WHERE task.code = 'x'
            """
        )
            + plan(
                connection,
                """
                EXPLAIN QUERY PLAN SELECT person.nickname FROM participant
                LEFT JOIN person ON person.uid = participant.uid
                WHERE participant.task = 1 AND participant.number BETWEEN 1 AND 50
                ORDER BY participant.number DESC LIMIT 50
                """
            )
            + plan(
                connection,
                """
                EXPLAIN QUERY PLAN SELECT id FROM prize WHERE winner = 1 AND task = 2 LIMIT 10
                """
            )
            + plan(
                connection,
                """
                EXPLAIN QUERY PLAN
                SELECT 1 FROM share WHERE task = 1 AND uid = 2 AND sharer = x'00'
                UNION ALL SELECT 1
                WHERE (SELECT count(*) FROM share WHERE task = 1 AND uid = 2) >= 3
                """
            )
    }

    private static func digs(_ connection: Connection) throws -> [String] {
        try plan(
            connection,
            """
            EXPLAIN QUERY PLAN SELECT task.id, participant.won,
                (SELECT 1 FROM blacklist WHERE blacklist.uid = 2),
                (SELECT player.digs_today FROM player WHERE player.uid = 2 AND player.day = 5)
            FROM task LEFT JOIN participant
                ON participant.task = task.id AND participant.uid = 2
            WHERE task.code = 'x'
            """
        )
            + plan(
                connection,
                """
                EXPLAIN QUERY PLAN UPDATE task SET depth = depth + 1
                WHERE id = 1 AND state = 'open' AND ends_at > 2 RETURNING depth
                """
            )
            + plan(
                connection,
                """
                EXPLAIN QUERY PLAN UPDATE participant SET digs = digs + 1, last_dig = 3
                WHERE task = 1 AND uid = 2 AND won = 0 AND (last_dig <= 2 OR last_dig > 9)
                """
            )
            + plan(
                connection,
                """
                EXPLAIN QUERY PLAN UPDATE prize SET state = 'undrawn', winner = 1, won_at = 2
                WHERE task = 1 AND depth = 2 AND state = 'buried' RETURNING id
                """
            )
            + plan(
                connection,
                "EXPLAIN QUERY PLAN UPDATE prize SET state = 'unwon' WHERE task = 1 AND state = 'b'"
            )
    }

    private static func rest(_ connection: Connection) throws -> [String] {
        try plan(
            connection,
            "EXPLAIN QUERY PLAN SELECT prize FROM claim WHERE task = 1 AND verify_code = 'x'"
        )
            + plan(
                connection,
                """
                EXPLAIN QUERY PLAN UPDATE task SET state = 'settled' WHERE id = 1
                    AND NOT EXISTS (SELECT 1 FROM prize WHERE prize.task = task.id
                        AND prize.state IN ('buried', 'undrawn'))
                """
            )
            + plan(
                connection,
                """
                EXPLAIN QUERY PLAN SELECT id FROM task
                WHERE upload = 1 AND state IN ('draft', 'open') ORDER BY id LIMIT 1000
                """
            )
            + plan(connection, "EXPLAIN QUERY PLAN DELETE FROM share WHERE uid = 1")
            + plan(connection, "EXPLAIN QUERY PLAN UPDATE prize SET winner = 2 WHERE winner = 1")
            + plan(connection, "EXPLAIN QUERY PLAN UPDATE scene SET unionid = x'' WHERE sharer = 1")
            + plan(
                connection,
                "EXPLAIN QUERY PLAN SELECT uid FROM person_redirect WHERE merged_into = 1 ORDER BY uid"
            )
    }
}
