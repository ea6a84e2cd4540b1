import Basics
import ConsoleDomain
import Crypto
import Storage

/// All SQL of the table `trail`. Rows are added, and never changed nor taken away.
struct TrailStore {
    static let chain = TrailChain { SHA256.hash($0) }
    private let connection: Connection

    init(_ connection: Connection) {
        self.connection = connection
    }

    /// Notes a call that is about to be made.
    func begin(_ call: TrailCall, at time: UnixTime) throws -> Int64 {
        try add(.call, of: 0, call, status: 0, at: time)
    }

    /// Notes how a call has ended.
    func end(_ number: Int64, status: Int64, at time: UnixTime) throws {
        _ = try add(.end, of: number, TrailCall(), status: status, at: time)
    }

    /// Both at once, for what the console does itself in one unit.
    func note(_ call: TrailCall, status: Int64, at time: UnixTime) throws {
        try end(begin(call, at: time), status: status, at: time)
    }

    private func add(
        _ kind: TrailEntry.Kind,
        of number: Int64,
        _ call: TrailCall,
        status: Int64,
        at time: UnixTime
    ) throws -> Int64 {
        let last: (number: Int64, hash: Bytes)? = try connection.first(
            "SELECT number, hash FROM trail ORDER BY number DESC LIMIT 1",
            row: { (try $0.integer(0), try $0.bytes(1)) }
        )
        let next = (last?.number ?? 0) + 1
        let entry = TrailEntry(
            number: next,
            kind: kind,
            of: number,
            at: time,
            call: call,
            status: status,
            hash: []
        )
        try connection.run(
            """
            INSERT INTO trail (number, kind, of, at, operator, name, session, address, method, path,
                service, subject, reason, fields, request_id, status, hash)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
            """,
            next,
            kind.rawValue,
            number,
            time,
            call.operatorID,
            call.operatorName,
            call.session,
            call.address,
            call.method,
            call.path,
            call.service,
            call.subject,
            call.reason,
            call.fields,
            call.requestID,
            status,
            Self.chain.hash(entry.row, after: last?.hash ?? TrailChain.start)
        )
        return next
    }

    /// Calls in front of a number, the newest first, with their ends. Whom or what they are about, or
    /// whose they are, is found by an index.
    func lines(
        _ filter: TrailFilter,
        before number: Int64,
        upTo limit: Int64
    ) throws -> [TrailLine] {
        let sql =
            if !filter.subject.isEmpty {
                Self.bySubject
            } else if !filter.operatorID.isEmpty {
                Self.byOperator
            } else {
                Self.all
            }
        return try connection.all(
            sql,
            number,
            filter.operatorID,
            filter.subject,
            filter.service,
            filter.from,
            filter.to,
            limit,
            row: {
                TrailLine(
                    entry: try Self.entry($0),
                    status: try $0.optionalInteger(17),
                    endedAt: try $0.optionalTime(18)
                )
            }
        )
    }

    private static let bySubject: StaticString = """
        SELECT call.number, call.kind, call.of, call.at, call.operator, call.name, call.session,
            call.address, call.method, call.path, call.service, call.subject, call.reason,
            call.fields, call.request_id, call.status, call.hash, ended.status, ended.at
        FROM trail call LEFT JOIN trail ended ON ended.of = call.number AND ended.kind = 'end'
        WHERE call.subject = ?3 AND call.kind = 'call' AND call.number < ?1
            AND (?2 = '' OR call.operator = ?2) AND (?3 = '' OR call.subject = ?3)
            AND (?4 = '' OR call.service = ?4) AND call.at >= ?5 AND call.at < ?6
        ORDER BY call.number DESC LIMIT ?7
        """
    private static let byOperator: StaticString = """
        SELECT call.number, call.kind, call.of, call.at, call.operator, call.name, call.session,
            call.address, call.method, call.path, call.service, call.subject, call.reason,
            call.fields, call.request_id, call.status, call.hash, ended.status, ended.at
        FROM trail call LEFT JOIN trail ended ON ended.of = call.number AND ended.kind = 'end'
        WHERE call.operator = ?2 AND call.kind = 'call' AND call.number < ?1
            AND (?2 = '' OR call.operator = ?2) AND (?3 = '' OR call.subject = ?3)
            AND (?4 = '' OR call.service = ?4) AND call.at >= ?5 AND call.at < ?6
        ORDER BY call.number DESC LIMIT ?7
        """
    private static let all: StaticString = """
        SELECT call.number, call.kind, call.of, call.at, call.operator, call.name, call.session,
            call.address, call.method, call.path, call.service, call.subject, call.reason,
            call.fields, call.request_id, call.status, call.hash, ended.status, ended.at
        FROM trail call LEFT JOIN trail ended ON ended.of = call.number AND ended.kind = 'end'
        WHERE call.number > 0 AND call.kind = 'call' AND call.number < ?1
            AND (?2 = '' OR call.operator = ?2) AND (?3 = '' OR call.subject = ?3)
            AND (?4 = '' OR call.service = ?4) AND call.at >= ?5 AND call.at < ?6
        ORDER BY call.number DESC LIMIT ?7
        """

    /// Goes over some rows behind a number, whose hash is given: what stands in them has to give
    /// the hashes that stand beside them.
    func prove(_ proof: TrailProof, upTo limit: Int64) throws -> TrailProof {
        var (expected, previous) = (proof.rows + 1, proof.head)
        var broken: Int64?
        try connection.each(
            """
            SELECT number, kind, of, at, operator, name, session, address, method, path, service,
                subject, reason, fields, request_id, status, hash
            FROM trail WHERE number > ?1 ORDER BY number LIMIT ?2
            """,
            proof.rows,
            limit
        ) { row in
            guard broken == nil else { return }
            let entry = try Self.entry(row)
            let hash = Self.chain.hash(entry.row, after: previous)
            guard entry.number == expected, hash == entry.hash else {
                broken = expected
                return
            }
            (expected, previous) = (expected + 1, hash)
        }
        return TrailProof(rows: expected - 1, head: previous, brokenAt: broken)
    }

    private static func entry(_ row: borrowing Row) throws -> TrailEntry {
        guard let kind = TrailEntry.Kind(rawValue: try row.text(1)) else {
            throw StorageError.corrupt
        }
        return TrailEntry(
            number: try row.integer(0),
            kind: kind,
            of: try row.integer(2),
            at: try row.time(3),
            call: TrailCall(
                operatorID: try row.text(4),
                operatorName: try row.text(5),
                session: try row.integer(6),
                address: try row.text(7),
                method: try row.text(8),
                path: try row.text(9),
                service: try row.text(10),
                subject: try row.text(11),
                reason: try row.text(12),
                fields: try row.text(13),
                requestID: try row.text(14)
            ),
            status: try row.integer(15),
            hash: try row.bytes(16)
        )
    }
}
