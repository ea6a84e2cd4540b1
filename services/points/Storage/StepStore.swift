import Basics
import PointsDomain
import Storage

/// All SQL of the steps that people took.
struct StepStore {
    let connection: Connection

    /// Notes a day's steps; what was noted for that day before is forgotten.
    func put(_ steps: Int64, on day: Day, of id: ID<WeChatIdentity>) throws {
        try connection.run(
            """
            INSERT INTO steps (iid, day, steps) VALUES (?1, ?2, ?3)
            ON CONFLICT (iid, day) DO UPDATE SET steps = excluded.steps
            """,
            id,
            day,
            steps
        )
    }

    func forget(_ id: ID<WeChatIdentity>) throws {
        try connection.run("DELETE FROM steps WHERE iid = ?1", id)
    }
}
