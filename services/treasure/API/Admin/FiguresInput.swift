import Basics
import HTTP
import ServiceKit

/// Over which days figures are wanted.
struct FiguresInput: EndpointInput {
    private static let from = day("from", "The first day, in China.")
    private static let to = day("to", "The last day.")
    private static let span = Field.choice("by", "For each of these.", default: Figures.Span.day)

    private static func day(_ name: StaticString, _ meaning: String) -> Field<Day> {
        Field.text(name, meaning, example: "2026-11-30")
            .map(expecting: "a day like 2026-11-30") { Day($0) }
    }

    let first: Day
    let last: Day
    let span: Figures.Span

    init(_ fields: FieldReader) throws(ParameterProblem) {
        first = try fields.read(Self.from)
        last = try fields.read(Self.to)
        span = try fields.read(Self.span)
        guard first <= last, last.number - first.number < TreasureService.mostDays else {
            throw .malformed("to")
        }
    }
}
