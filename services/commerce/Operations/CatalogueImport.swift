import Basics
import CommerceDomain
import HTTP
import ServiceKit

/// Does what the lines of a file say.
struct CatalogueImport {
    /// Takes back all that a unit did, and brings what would have come of it.
    struct Undone: Error, Sendable {
        let report: ImportReport
    }

    /// Reads a line, and says in words what is wrong with one.
    struct Reading: Sendable {
        let category: @Sendable (FieldReader) throws(ParameterProblem) -> CategoryForm
        let merchant: @Sendable (FieldReader) throws(ParameterProblem) -> MerchantForm
        let goods: @Sendable (FieldReader) throws(ParameterProblem) -> GoodsForm
        let words: @Sendable (CatalogueProblem) -> String
    }

    let desk: CatalogueDesk
    let reading: Reading

    /// - Throws: `Undone` for a dry run, and where a line is refused.
    func take(_ file: CatalogueFile, isDryRun: Bool) throws -> ImportReport {
        let lines = try file.lines.map { try take($0, of: file.kind) }
        let report = ImportReport(lines, isDryRun: isDryRun)
        guard report.written else { throw Undone(report: report) }
        return report
    }

    private func take(
        _ line: CatalogueFile.Line,
        of kind: CatalogueKind
    ) throws -> ImportReport.Line {
        if let stranger = line.strangers.first {
            return refused(line, "There is no column \(stranger).")
        }
        guard !line.ref.isEmpty else { return refused(line, "ref is missing.") }
        let fields = FieldReader(line.values)
        do {
            switch kind {
            case .categories: return try category(fields, line)
            case .merchants: return try merchant(fields, line)
            case .goods: return try goods(fields, line)
            }
        } catch let problem as CatalogueProblem {
            return refused(line, reading.words(problem))
        } catch let problem as ParameterProblem {
            return refused(line, Self.words(problem))
        }
    }

    private func category(
        _ fields: FieldReader,
        _ line: CatalogueFile.Line
    ) throws -> ImportReport.Line {
        let form = try reading.category(fields)
        let existing = try CategoryStore(connection: desk.connection).category(ref: line.ref)
        return done(line, try desk.put(form, at: existing))
    }

    private func merchant(
        _ fields: FieldReader,
        _ line: CatalogueFile.Line
    ) throws -> ImportReport.Line {
        let form = try reading.merchant(fields)
        let existing = try MerchantStore(connection: desk.connection).record(ref: line.ref)
        return done(line, try desk.put(form, at: existing))
    }

    private func goods(
        _ fields: FieldReader,
        _ line: CatalogueFile.Line
    ) throws -> ImportReport.Line {
        let form = try reading.goods(fields)
        let existing = try GoodsStore(connection: desk.connection).goods(ref: line.ref)
        return done(line, try desk.put(form, at: existing))
    }

    private func done<Thing>(
        _ line: CatalogueFile.Line,
        _ outcome: CatalogueDesk.Outcome<Thing>
    ) -> ImportReport.Line {
        let result =
            switch outcome {
            case .created: "created"
            case .changed: "changed"
            case .unchanged: "unchanged"
            }
        return ImportReport.Line(
            line: line.number,
            ref: line.ref,
            result: result,
            id: outcome.id.rawValue,
            problem: ""
        )
    }

    private func refused(_ line: CatalogueFile.Line, _ words: String) -> ImportReport.Line {
        ImportReport.Line(
            line: line.number,
            ref: line.ref,
            result: "refused",
            id: 0,
            problem: words
        )
    }

    private static func words(_ problem: ParameterProblem) -> String {
        switch problem {
        case .missing(let name): "\(name) is missing."
        case .malformed(let name): "\(name) is not what it has to be."
        case .explained(let words): words
        }
    }
}
