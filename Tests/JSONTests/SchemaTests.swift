import Basics
import Testing

@testable import JSON

@Suite struct SchemaTests {
    private struct Inner: Codable {
        let ids: [Int64]
    }

    private struct Outer: Codable {
        let name: String
        let isOn: Bool?
        let text: String?
        let share: Double?
        let count: Int?
        let big: Int64?
        let inner: Inner?
        let uid: Nullable<Int64>
    }

    /// What may be left out is not required; what is null instead is.
    @Test func isReadFromHowATypeDecodes() throws {
        #expect(
            try Schema.of(Outer.self)
                == .object([
                    SchemaMember("name", .text()),
                    SchemaMember("isOn", .boolean, isRequired: false),
                    SchemaMember("text", .text(), isRequired: false),
                    SchemaMember("share", .number, isRequired: false),
                    SchemaMember("count", .integer(), isRequired: false),
                    SchemaMember("big", .integer(), isRequired: false),
                    SchemaMember(
                        "inner",
                        .object([SchemaMember("ids", .list(.integer()))]),
                        isRequired: false
                    ),
                    SchemaMember("uid", .anyOf([.integer(), .null])),
                ])
        )
        #expect(try Schema.of([Outer].self) == .list(Schema.of(Outer.self)))
    }

    @Test func whatIsNullableIsAlwaysThere() throws {
        struct Holder: Codable {
            let uid: Nullable<Int64>
        }
        for (uid, text) in [(7, #"{"uid":7}"#), (nil, #"{"uid":null}"#)] as [(Int64?, String)] {
            let octets = try JSONOutput.encode(Holder(uid: Nullable(uid)))
            #expect(String(decoding: octets, as: UTF8.self) == text)
        }
    }

    @Test func aTypeWithoutAShapeIsRefused() {
        struct Odd: Decodable {
            let number: Float
        }
        #expect(throws: SchemaUnknown.self) { try Schema.of(Odd.self) }
    }
}
