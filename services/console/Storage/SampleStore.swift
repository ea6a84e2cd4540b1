import Basics
import Storage

/// All SQL of the table `sample`.
struct SampleStore {
    private let connection: Connection
    private static let mostPoints: Int64 = 200_000

    init(_ connection: Connection) {
        self.connection = connection
    }

    func add(_ samples: [Sample], of grain: Grain) throws {
        for sample in samples {
            try connection.run(
                """
                INSERT INTO sample (grain, series, at, value) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT (grain, series, at) DO UPDATE SET value = excluded.value
                """,
                grain.rawValue,
                sample.series,
                sample.at,
                sample.value
            )
        }
    }

    /// Takes away what is too old for its grain.
    func forget(_ grain: Grain, at now: UnixTime) throws {
        try connection.run(
            "DELETE FROM sample WHERE grain = ?1 AND at < ?2",
            grain.rawValue,
            now.adding(seconds: -grain.keptSeconds)
        )
    }

    /// All points of a grain, series by series, the oldest first.
    func all(_ grain: Grain) throws -> [Sample] {
        try connection.all(
            """
            SELECT series, at, value FROM sample WHERE grain = ?1
            ORDER BY series, at LIMIT ?2
            """,
            grain.rawValue,
            Self.mostPoints,
            row: {
                Sample(series: try $0.text(0), at: try $0.time(1), value: try $0.double(2))
            }
        )
    }
}
