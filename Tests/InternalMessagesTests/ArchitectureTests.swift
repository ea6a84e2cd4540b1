import Basics
import Contracts
import FoundationEssentials
import InternalMessages
import JSON
import ServiceKit
import Testing

/// The tables of `docs/architecture.md` say what the types say, no more and no less.
@Suite struct ArchitectureTests {
    /// The cells of all tables.
    private let rows: [[String]]

    init() throws {
        let root = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(
            contentsOf: root.appending(path: "docs/architecture.md"),
            encoding: .utf8
        )
        rows = text.split(separator: "\n").filter { $0.hasPrefix("| ") }
            .map { line in
                line.replacing("\\|", with: "/").split(
                    separator: "|",
                    omittingEmptySubsequences: false
                )
                .dropFirst().dropLast().map(String.init)
            }
    }

    @Test(arguments: InternalCalls.all.indices)
    func calls(_ index: Int) throws {
        func description<Call: InternalCall>(_ call: Call.Type) throws -> CallDescription {
            try CallDescription(call)
        }
        let call = try description(InternalCalls.all[index])
        let address = "\(call.route.methods[0]) \(call.route.pattern)"
        let row = try #require(rows.first { Words.code(in: $0[0]).first == address })
        try #require(row.count == 5)
        let fields = call.fields.map { field in
            field.declaration.name.description + (field.isRequired ? "" : "?")
        }
        let isEvents = call.route.pattern == InternalRoutes.takeEvents.pattern
        let asked = Words.names(in: isEvents ? "`events`" : row[1])
        #expect(asked == Set(isEvents ? ["events"] : fields), "\(address) asks")
        if case .payload(let schema) = call.content {
            #expect(Words.names(in: row[3]) == Words.names(of: schema), "\(address) answers")
        }
        let errors = call.codes.map { "\($0.number) \($0.name)" }
        #expect(Words.code(in: row[4]).sorted() == errors.sorted(), "\(address) refuses")
    }

    @Test func noOtherCallIsListed() {
        let listed = rows.compactMap { Words.code(in: $0[0]).first }
            .filter { $0.contains(" /internal/") }
        #expect(listed.count == InternalCalls.all.count)
        #expect(Set(listed).count == listed.count)
    }

    @Test(arguments: EventPayloads.all.indices)
    func events(_ index: Int) throws {
        func members<Payload: EventPayload>(_ payload: Payload.Type) throws -> Set<String> {
            Set(try Schema.of(payload).members.map { $0.name + ($0.isRequired ? "" : "?") })
        }
        let payload = EventPayloads.all[index]
        let row = try #require(rows.first { Words.code(in: $0[0]) == [payload.type] })
        #expect(Words.names(in: row[1]) == (try members(payload)), "\(payload.type)")
    }

    @Test func everyCallOfTheBookIsOne() {
        let routes = InternalCalls.all.map { $0.route }
        for route in InternalRoutes.all {
            #expect(
                routes.contains { $0.pattern == route.pattern && $0.methods == route.methods },
                "\(route.pattern)"
            )
        }
    }
}

/// Reads the cells of a table.
private enum Words {
    /// What stands between backticks.
    static func code(in cell: String) -> [String] {
        let parts = cell.split(separator: "`", omittingEmptySubsequences: false)
        return parts.indices.filter { $0 % 2 == 1 }.map { String(parts[$0]) }
    }

    /// The names of members in the first code of a cell, and of all codes that hold several: without
    /// the values that they may have.
    static func names(in cell: String) -> Set<String> {
        var names: Set<String> = []
        for (position, code) in code(in: cell).enumerated() {
            let isAside =
                position > 0 && !code.contains(",") && !code.contains("_masked")
                && !code.contains(":")
            if !isAside { names.formUnion(members(of: code)) }
        }
        return names
    }

    private static func members(of code: String) -> Set<String> {
        var names: Set<String> = []
        // After a colon stand values, unless a brace opens further members.
        var isValue = false
        var word = ""
        func end() {
            if !word.isEmpty, !isValue { names.insert(word) }
            word = ""
        }
        for character in code {
            switch character {
            case ":":
                end()
                isValue = true
            case ",", "{", "}":
                end()
                isValue = false
            case " ", "/", "[", "]": end()
            default: word.append(character)
            }
        }
        end()
        return names
    }

    static func names(of schema: Schema) -> Set<String> {
        switch schema {
        case .object(let members):
            members.reduce(into: []) { names, member in
                names.insert(member.name)
                names.formUnion(self.names(of: member.schema))
            }
        case .list(let element, _): names(of: element)
        case .anyOf(let shapes):
            shapes.reduce(into: []) { $0.formUnion(names(of: $1)) }
        default: []
        }
    }
}
