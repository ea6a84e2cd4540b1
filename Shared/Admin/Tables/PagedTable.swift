public import Basics
public import HTTP
import Loops
public import ServiceKit

/// A table as CSV that is read page by page as fast as it is taken, however long it is.
public final class PagedTable: BodySource {
    /// A page and where the next one begins; nil behind the last one.
    public typealias Page = (rows: [[CSV.Cell]], next: Int64?)

    private enum Place {
        case head
        case row(Int64)
        case end
    }

    private let place = Locked(Place.head)
    private let columns: [CSV.Cell]
    private let first: Int64
    private let read: @Sendable (Int64) async throws -> Page
    private let log: Logger

    /// A table of these columns; `read` gives the page that begins there, from `first` on.
    public init(
        _ columns: [String],
        first: Int64,
        log: Logger,
        read: @escaping @Sendable (Int64) async throws -> Page
    ) {
        self.columns = columns.map { .text($0) }
        self.first = first
        self.log = log
        self.read = read
    }

    /// The next rows; nil behind the last one.
    public func next() async throws(BodyFailure) -> Bytes? {
        switch place.withLock({ $0 }) {
        case .head:
            place.withLock { $0 = .row(first) }
            var bytes = CSV.byteOrderMark
            CSV.append(columns, to: &bytes)
            return bytes
        case .row(let start): return try await rows(from: start)
        case .end: return nil
        }
    }

    /// Nobody wants the rest.
    public func cancel() {
        place.withLock { $0 = .end }
    }

    private func rows(from start: Int64) async throws(BodyFailure) -> Bytes? {
        do {
            let page = try await read(start)
            place.withLock { $0 = page.next.map(Place.row) ?? .end }
            guard !page.rows.isEmpty else { return nil }
            var bytes: Bytes = []
            for row in page.rows { CSV.append(row, to: &bytes) }
            return bytes
        } catch {
            log.error("a table cannot be read to its end", ["cause": .text("\(error)")])
            throw .upstream
        }
    }

    /// The answer, saved by a browser under this name.
    public static func response(_ table: PagedTable, named name: String) -> Response {
        let headers = HeaderFields([
            ("Content-Type", "text/csv; charset=utf-8"),
            ("Content-Disposition", "attachment; filename=\"\(name).csv\""),
            ("Cache-Control", "no-store"),
        ])
        return Response(.ok, headers: headers, body: .stream(length: nil, table))
    }
}
