import Basics
import HTTP
import JSON
import Loops
import ServiceKit

/// A list of JSON objects that is read part by part as fast as it is taken, however long it is.
final class PagedObjects: BodySource {
    typealias Page = (rows: [[CatalogueCell]], next: Int64?)

    private enum Place {
        case head
        case row(Int64)
        case tail
        case end
    }

    private let place = Locked(Place.head)
    private let hasRows = Locked(false)
    private let read: @Sendable (Int64) async throws -> Page
    private let log: Logger

    init(log: Logger, read: @escaping @Sendable (Int64) async throws -> Page) {
        self.log = log
        self.read = read
    }

    func next() async throws(BodyFailure) -> Bytes? {
        switch place.withLock({ $0 }) {
        case .head:
            place.withLock { $0 = .row(.min) }
            return Bytes("[".utf8)
        case .row(let start): return try await rows(from: start)
        case .tail:
            place.withLock { $0 = .end }
            return Bytes("\n]\n".utf8)
        case .end: return nil
        }
    }

    func cancel() {
        place.withLock { $0 = .end }
    }

    private func rows(from start: Int64) async throws(BodyFailure) -> Bytes? {
        do {
            let page = try await read(start)
            place.withLock { $0 = page.next.map(Place.row) ?? .tail }
            guard !page.rows.isEmpty else { return try await next() }
            var text = OctetBuffer()
            for row in page.rows {
                let isFirst = hasRows.withLock { hasRows in
                    defer { hasRows = true }
                    return !hasRows
                }
                text.append(literal: isFirst ? "\n" : ",\n")
                append(row, to: &text)
            }
            return text.bytes
        } catch let failure as BodyFailure {
            throw failure
        } catch {
            log.error("a list cannot be read to its end", ["cause": .text("\(error)")])
            throw .upstream
        }
    }

    private func append(_ row: [CatalogueCell], to text: inout OctetBuffer) {
        var writer = JSONWriter(appendingTo: text.take())
        writer.beginObject()
        for cell in row {
            writer.key(cell.column)
            writer.string(cell.text)
        }
        writer.endObject()
        text = writer.finish()
    }
}
