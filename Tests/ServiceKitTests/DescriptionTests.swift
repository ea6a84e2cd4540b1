import Basics
import Contracts
import HTTP
import JSON
import Testing

@testable import ServiceKit

/// What an endpoint says of itself, found by running it from nothing.
@Suite struct DescriptionTests {
    /// A name, and either a code, or data with their vector under one of two names.
    private struct Either: EndpointInput {
        private static let openid = Field.externalID("openid", "Who.")
        private static let written = Field.text("encrypted_data", "Data.")
        private static let spelled = Field.text("encryptedData", "Data.")
        private static let iv = Field.text("iv", "Vector.")
        private static let code = Field.text("code", "Code.")
        private static let note = Field.text("note", "Optional.", maximum: 5, default: "-")

        init(_ fields: FieldReader) throws(ParameterProblem) {
            _ = try fields.read(Self.openid)
            _ = try fields.read(Self.note)
            let field = fields.has(Self.written) ? Self.written : Self.spelled
            if try fields.readIfPresent(field) != nil, try fields.readIfPresent(Self.iv) != nil {
                return
            }
            if try fields.readIfPresent(Self.code) == nil { throw .missing("code") }
        }
    }

    @Test func alternativesAreFound() throws {
        let explorer = try InputExplorer<Either>()
        #expect(
            explorer.alternatives == [
                ["openid", "code"], ["openid", "encryptedData", "iv"],
                ["openid", "encrypted_data", "iv"],
            ]
        )
        #expect(explorer.required == ["openid"])
        #expect(explorer.canMiss)
        let names = Set(explorer.fields.map(\.name.description))
        #expect(names == ["openid", "note", "encrypted_data", "encryptedData", "iv", "code"])
    }

    private struct Nothing: EndpointInput {
        private static let a = Field.integer("a", "Optional.", in: 1...9, default: 3)

        init(_ fields: FieldReader) throws(ParameterProblem) {
            _ = try fields.read(Self.a)
        }
    }

    @Test func aDefaultIsNeverMissed() throws {
        let explorer = try InputExplorer<Nothing>()
        #expect(explorer.alternatives == [[]] && !explorer.canMiss)
    }

    private struct Told: EndpointInput {
        private static let a = Field.integer("a", "Told.").described(in: 5...9)
        private static let b = Field.text("b", "Told.").described(upTo: 3)
        private static let c = Field.id("c", "Told.")
        private static let d = Field.integer("d", "Told.").described(among: [2, 4])

        let a: Int64
        let b: String
        let c: Int64
        let d: Int64

        init(_ fields: FieldReader) throws(ParameterProblem) {
            a = try fields.read(Self.a)
            b = try fields.read(Self.b)
            c = try fields.read(Self.c)
            d = try fields.read(Self.d)
        }
    }

    /// What lies beyond them has a return code of its own, which is the domain's to give.
    @Test func boundsThatAreToldAreNotHeld() throws {
        let schemas = try InputExplorer<Told>().fields.map(\.schema)
        let expected: [Schema] = [
            .integer(minimum: 5, maximum: 9), .text(maximum: 3),
            .integer(minimum: 1, maximum: Int64.max), .numbers([2, 4]),
        ]
        #expect(schemas == expected)
        let input = try Told(
            FieldReader(
                Parameters([
                    (name: "a", value: .text("10")), (name: "b", value: .text("abcd")),
                    (name: "c", value: .text("-1")), (name: "d", value: .text("3")),
                ])
            )
        )
        #expect(input.a == 10 && input.b == "abcd" && input.c == -1 && input.d == 3)
    }

    private struct Stubborn: EndpointInput {
        private static let a = Field.text("a", "Never taken.").map { _ -> Int? in nil }

        init(_ fields: FieldReader) throws(ParameterProblem) {
            _ = try fields.read(Self.a)
        }
    }

    @Test func anExampleThatIsNotTakenStopsTheDescription() {
        #expect(throws: CompositionError.self) { try InputExplorer<Stubborn>() }
    }

    @Test func anEndpointInFull() throws {
        let buy = try EndpointDescription(Shop.Buy.self).json
        #expect(buy["path"] == .string("/api/buy/") && buy["body_limit"] == .integer(64))
        let fields = try #require(buy["parameters"]?.array)
        #expect(fields.map { $0["name"]?.string } == ["name", "number"])
        #expect(fields.map { $0["required"]?.bool } == [true, false])
        #expect(fields[1]["schema"]?["maximum"]?.integer == 99)
        #expect(buy["output"]?["required"] == .array([.string("openid"), .string("name")]))
        let codes = try #require(buy["codes"]?.array)
        #expect(codes.map { $0["code"]?.integer } == [0, -1, -2, -4])
        #expect(codes.map { $0["status"]?.integer } == [200, 200, 200, 500])
        let till = try EndpointDescription(Shop.Till.self).json
        #expect(till["duties"] == .array([.string("finance"), .string("owner")]))
        #expect(till["media_types"] == .array([.string("text/plain")]))
    }

    private struct Inner: Codable {
        let text: String
        let flag: Bool?
    }

    private struct Outer: Payload {
        let id: Int64
        let mean: Double
        let inner: Inner
        let list: [Inner]
        let names: [String]
        let maybe: Inner?
    }

    @Test func shapesAreReadFromTypes() {
        let inner = Schema.object([
            SchemaMember("text", .text()), SchemaMember("flag", .boolean, isRequired: false),
        ])
        #expect(
            Outer.schema
                == .object([
                    SchemaMember("id", .integer()), SchemaMember("mean", .number),
                    SchemaMember("inner", inner), SchemaMember("list", .list(inner)),
                    SchemaMember("names", .list(.text())),
                    SchemaMember("maybe", inner, isRequired: false),
                ])
        )
        #expect([Outer].schema == .list(Outer.schema))
    }
}
