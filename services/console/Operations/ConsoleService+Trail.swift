import ServiceKit
import Basics
import ConsoleDomain
import HTTP
import JSON
import Loops
import Storage

/// What everybody has done.
extension ConsoleService {
    private static let rowsAtOnce: Int64 = 500

    func listTrail(_ call: ConsoleCall) async throws -> Response {
        let filter = try Self.filter(call)
        let (after, limit) = try call.page()
        let lines = try await database.read {
            try TrailStore($0).lines(filter, before: after ?? .max, upTo: limit + 1)
        }
        let next = lines.count > limit ? lines[Int(limit) - 1].entry.number : nil
        return JSONValue.of([
            "rows": .array(lines.prefix(Int(limit)).map(Self.row)),
            "next": next.map { .integer($0) },
        ]).response()
    }

    private static func row(_ line: TrailLine) -> JSONValue {
        let call = line.entry.call
        return .of([
            "id": .integer(line.entry.number),
            "at": .time(line.entry.at),
            "operator": .string(call.operatorID),
            "name": .string(call.operatorName),
            "session": .string(String(call.session)),
            "address": .string(call.address),
            "method": .string(call.method),
            "path": .string(call.path),
            "service": .string(call.service),
            "subject": .string(call.subject),
            "reason": .string(call.reason),
            "fields": (try? JSON.parse(Bytes(call.fields.utf8))) ?? .null,
            "request_id": .string(call.requestID),
            "status": line.status.map { .integer($0) } ?? .null,
            "ended_at": .time(line.endedAt),
            "hash": .string(Hex.encode(line.entry.hash)),
        ])
    }

    /// Part by part, so that no length of it is ever in memory.
    func exportTrail(_ call: ConsoleCall) async throws -> Response {
        let filter = try Self.filter(call)
        let trail = call.trail("/console/trail.csv")
        try await database.write { [self] in try note(trail, status: 200, in: $0) }
        var response = Response(.ok, body: .stream(length: nil, TrailTable(self, filter)))
        response.headers.set("Content-Type", "text/csv; charset=utf-8")
        response.headers.set("Content-Disposition", "attachment; filename=\"trail.csv\"")
        return response
    }

    fileprivate func table(
        _ filter: TrailFilter,
        before number: Int64
    ) async throws -> (octets: Bytes, last: Int64)? {
        let lines = try await database.read {
            try TrailStore($0).lines(filter, before: number, upTo: Self.rowsAtOnce)
        }
        guard let last = lines.last else { return nil }
        var octets: Bytes = []
        for line in lines {
            let call = line.entry.call
            CSV.append(
                [
                    .integer(line.entry.number), .text(CivilZone.china.text(at: line.entry.at)),
                    .text(call.operatorID), .text(call.operatorName), .text(call.address),
                    .text(call.method), .text(call.path), .text(call.service),
                    .text(call.subject), .text(call.reason), .text(call.fields),
                    line.status.map { .integer($0) } ?? .text(""), .text(call.requestID),
                    .text(Hex.encode(line.entry.hash)),
                ],
                to: &octets
            )
        }
        return (octets, last.entry.number)
    }

    fileprivate static var tableHead: Bytes {
        var octets = CSV.byteOrderMark
        let names = [
            "number", "at", "operator", "name", "address", "method", "path", "service", "subject",
            "reason", "fields", "status", "request_id", "hash",
        ]
        CSV.append(names.map { .text($0) }, to: &octets)
        return octets
    }

    func verifyTrail(_ call: ConsoleCall) async throws -> Response {
        let proof = try await Self.proveTrail(database)
        return JSONValue.of([
            "sound": .bool(proof.brokenAt == nil),
            "rows": .integer(proof.rows),
            "head": .string(Hex.encode(proof.head)),
            "broken_at": proof.brokenAt.map { .integer($0) } ?? .null,
        ]).response()
    }

    /// From the first row to the last, some at a time, so that nobody waits for all of them.
    static func proveTrail(_ database: Database) async throws -> TrailProof {
        var proof = TrailProof(rows: 0, head: TrailChain.start, brokenAt: nil)
        while true {
            let next = try await database.read { [proof] in
                try TrailStore($0).prove(proof, upTo: rowsAtOnce)
            }
            if next.brokenAt != nil || next.rows == proof.rows { return next }
            proof = next
            await Task.yield()
        }
    }

    private static func filter(_ call: ConsoleCall) throws -> TrailFilter {
        var filter = TrailFilter()
        filter.operatorID = try call.optionalText("operator") ?? ""
        filter.subject = try call.optionalText("subject") ?? ""
        filter.service = try call.optionalText("service") ?? ""
        if let from = try call.optionalText("from") { filter.from = try day(from, "from") }
        if let to = try call.optionalText("to") {
            filter.to = try day(to, "to").adding(seconds: 86_400)
        }
        return filter
    }

    /// The beginning of a day in China.
    private static func day(_ text: String, _ name: String) throws -> UnixTime {
        guard let day = Day(text) else { throw ConsoleRefusal.bad(name) }
        return UnixTime(seconds: day.number * 86_400 - CivilZone.china.offsetSeconds)
    }
}

/// The trail as a table on its way.
private final class TrailTable: BodySource {
    private let service: ConsoleService
    private let filter: TrailFilter
    /// Behind what has been sent; nil before the head.
    private let number = Locked<Int64?>(nil)

    init(_ service: ConsoleService, _ filter: TrailFilter) {
        self.service = service
        self.filter = filter
    }

    func next() async throws(BodyFailure) -> Bytes? {
        guard let before = number.withLock({ $0 }) else {
            number.withLock { $0 = .max }
            return ConsoleService.tableHead
        }
        do {
            guard let part = try await service.table(filter, before: before) else { return nil }
            number.withLock { $0 = part.last }
            return part.octets
        } catch {
            throw .upstream
        }
    }

    func cancel() {}
}
