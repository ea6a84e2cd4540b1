import Basics
import JSON
import Testing

/// The way back from JSON to values.
@Suite struct JSONInputTests {
    private struct Item: Codable, Equatable {
        enum Size: String, Codable { case small, large }

        var id: ID<Item>
        var name: String
        var size: Size
        var ratio: Double
        var flags: [Bool]
        var note: String?
        var inner: [Inner]

        struct Inner: Codable, Equatable {
            var small: UInt8
            var names: [String: Int]
        }
    }

    private static let item = Item(
        id: ID(9_007_199_254_740_993),
        name: "金桔\n",
        size: .large,
        ratio: 0.5,
        flags: [true, false],
        note: nil,
        inner: [Item.Inner(small: 255, names: ["a": 1]), Item.Inner(small: 0, names: [:])]
    )

    @Test func whatWasWrittenIsReadAgain() throws {
        let octets = try JSONOutput.encode(Self.item)
        #expect(try JSONInput.decode(Item.self, from: octets) == Self.item)
        #expect(try JSONInput.decode(Item.self, from: JSON.parse(octets)) == Self.item)
    }

    @Test func scalarsAndListsStandAlone() throws {
        #expect(try JSONInput.decode(Int.self, from: Bytes("5".utf8)) == 5)
        #expect(try JSONInput.decode([Int?].self, from: Bytes("[1,null]".utf8)) == [1, nil])
        #expect(
            try JSONInput.decode([[String]].self, from: Bytes(#"[["a"],[]]"#.utf8)) == [["a"], []]
        )
    }

    @Test func unknownMembersArePassedOver() throws {
        let json = Bytes(#"{"later":[1],"small":7,"names":{}}"#.utf8)
        #expect(try JSONInput.decode(Item.Inner.self, from: json).small == 7)
    }

    @Test(arguments: [
        "{}", #"{"small":256,"names":{}}"#, #"{"small":-1,"names":{}}"#,
        #"{"small":1.5,"names":{}}"#, #"{"small":"1","names":{}}"#, #"{"small":null,"names":{}}"#,
        #"{"small":1,"names":[]}"#, "[]", "5",
    ])
    func whatIsOfAnotherTypeIsRefused(_ json: String) {
        #expect(throws: DecodingError.self) {
            try JSONInput.decode(Item.Inner.self, from: Bytes(json.utf8))
        }
    }

    @Test func whatIsNoJSONIsRefused() {
        #expect(throws: JSONError.self) { try JSONInput.decode(Int.self, from: Bytes("{".utf8)) }
    }
}
