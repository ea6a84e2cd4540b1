import Basics
import HTTP
import JSON

/// A file of an import, line by line: a table (CSV), or a list of objects (JSON).
struct CatalogueFile: Sendable {
    /// What stands on a line, by column.
    struct Line: Sendable {
        /// In a table that of the file; in a list the number of the object, from 1.
        let number: Int
        let values: Parameters
        let ref: String
        /// Columns that there are none of.
        let strangers: [String]
    }

    enum Refusal: Error, Sendable, Equatable, CaseIterable {
        /// Neither a table nor a list of objects.
        case unreadable
        /// No column `ref`, or a column that there is none of.
        case columnsUnknown
        case tooManyLines
    }

    /// More would hold up everybody else who writes.
    static let mostLines = 2_000

    let kind: CatalogueKind
    let lines: [Line]

    init(_ kind: CatalogueKind, _ bytes: Bytes) throws(Refusal) {
        self.kind = kind
        let body = bytes.starts(with: CSV.byteOrderMark) ? Bytes(bytes.dropFirst(3)) : bytes
        let first = body.first { $0 > 0x20 }
        lines =
            first == UInt8(ascii: "[")
            ? try Self.objects(body, kind.columns) : try Self.table(body, kind.columns)
        guard lines.count <= Self.mostLines else { throw .tooManyLines }
    }

    private static func objects(
        _ bytes: Bytes,
        _ columns: [String]
    ) throws(Refusal) -> [Line] {
        guard let list = (try? JSON.parse(bytes))?.array else { throw .unreadable }
        var lines: [Line] = []
        for (place, value) in list.enumerated() {
            guard let object = value.object else { throw .unreadable }
            let names = object.members.map(\.name)
            lines.append(
                Line(
                    number: place + 1,
                    values: Parameters(object.members.map { ($0.name, .json($0.value)) }),
                    ref: object["ref"]?.string ?? "",
                    strangers: names.filter { !columns.contains($0) }
                )
            )
        }
        return lines
    }

    private static func table(_ bytes: Bytes, _ columns: [String]) throws(Refusal) -> [Line] {
        let rows: [CSV.Row]
        do throws(CSV.Malformed) {
            rows = try CSV.rows(of: bytes)
        } catch {
            throw .unreadable
        }
        guard let head = rows.first?.cells, head.contains("ref"),
            head.allSatisfy(columns.contains), Set(head).count == head.count
        else { throw .columnsUnknown }
        var lines: [Line] = []
        for row in rows.dropFirst() {
            guard row.cells.count == head.count else { throw .unreadable }
            let cells = Dictionary(zip(head, row.cells)) { first, _ in first }
            lines.append(
                Line(
                    number: row.line,
                    values: Parameters(cells),
                    ref: cells["ref"] ?? "",
                    strangers: []
                )
            )
        }
        return lines
    }
}
