public import Basics
import Storage

extension UploadStore {
    /// How long a verdict waits for the number that it is about: that comes within seconds, or the
    /// picture is asked about anew.
    private static let verdictSeconds: Int64 = 86_400
    private static let forgottenAtOnce = 20

    /// Pictures that a person has to look at, those behind this one.
    public func underReview(after id: ID<Upload>, upTo count: Int) throws -> [Upload] {
        try connection.all(
            """
            SELECT id, owner, visibility, hash, name, kind, width, height, size, state, at
            FROM upload WHERE state = 'review' AND id > ?1 ORDER BY id LIMIT ?2
            """,
            id,
            count,
            row: Self.upload
        )
    }

    /// A person has looked, at one that waited for that or at any other. False for none.
    public func decide(_ id: ID<Upload>, mayBeShown: Bool) throws -> Bool {
        let state: ContentState = mayBeShown ? .pass : .risky
        return try connection.run(
            "UPDATE upload SET state = ?2 WHERE id = ?1 AND visibility = 'public'",
            id,
            state.rawValue
        ) == 1
    }

    /// A picture is being looked at under this number, or has been. A verdict that came before
    /// this counts.
    func begin(_ checkID: String, _ state: ContentState, of id: ID<Upload>) throws -> Upload? {
        let early: String? = try connection.first(
            "DELETE FROM upload_verdict WHERE check_id = ?1 RETURNING state",
            checkID,
            row: { try $0.text(0) }
        )
        return try connection.first(
            """
            UPDATE upload SET check_id = ?2, state = ?3 WHERE id = ?1 AND state = 'pending'
            RETURNING id, owner, visibility, hash, name, kind, width, height, size, state, at
            """,
            id,
            checkID,
            early ?? state.rawValue,
            row: Self.upload
        )
    }

    /// Writes a verdict down, once. Answers the picture that it is about; nil where that is not
    /// known yet, or was decided meanwhile.
    func settle(_ checkID: String, as state: ContentState, at time: UnixTime) throws -> Upload? {
        let settled = try connection.first(
            """
            UPDATE upload SET state = ?2 WHERE check_id = ?1 AND state = 'pending'
            RETURNING id, owner, visibility, hash, name, kind, width, height, size, state, at
            """,
            checkID,
            state.rawValue,
            row: Self.upload
        )
        if let settled { return settled }
        try connection.run(
            """
            INSERT INTO upload_verdict (check_id, state, at) VALUES (?1, ?2, ?3)
            ON CONFLICT (check_id) DO NOTHING
            """,
            checkID,
            state.rawValue,
            time
        )
        try connection.run(
            """
            DELETE FROM upload_verdict WHERE check_id IN
            (SELECT check_id FROM upload_verdict WHERE at < ?1 ORDER BY at LIMIT ?2)
            """,
            time.adding(seconds: -Self.verdictSeconds),
            Self.forgottenAtOnce
        )
        return nil
    }
}
