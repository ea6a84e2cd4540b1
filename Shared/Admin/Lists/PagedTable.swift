public import Basics
public import HTTP
import Loops
public import ServiceKit

/// A table that is read page by page as fast as it is taken, however long it is.
public final class PagedTable: BodySource {
    /// What a table is sent as.
    public static let mediaType = "text/csv; charset=utf-8"

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

    /// A table of these columns; `first` is the key that the first page is read with.
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
    public func download(named name: String) -> Download {
        Download(
            Self.mediaType,
            .stream(length: nil, self),
            headers: [
                ("Content-Disposition", "attachment; filename=\"\(name).csv\""),
                ("Cache-Control", "no-store"),
            ]
        )
    }
}
