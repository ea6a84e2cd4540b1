import JSON
import Testing

/// What RFC 8259 says must be read, after the names of JSONTestSuite.
@Suite struct JSONAcceptTests {
    private typealias Row = (String, JSONValue)

    private static let scalars: [Row] = [
        ("null", .null), ("true", .bool(true)), ("false", .bool(false)),
        (" \t\r\n1 \n", .integer(1)),
        ("0", .integer(0)), ("-1", .integer(-1)), ("-0", .number(-0.0)), ("-0.0", .number(-0.0)),
        ("9007199254740993", .integer(9_007_199_254_740_993)),
        ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
        ("9223372036854775808", .number(9_223_372_036_854_775_808)),
        ("-9223372036854775809", .number(-9_223_372_036_854_775_808)),
        ("999999999999999999", .integer(999_999_999_999_999_999)),
        ("1.0", .number(1)), ("1e2", .number(100)), ("1E+2", .number(100)), ("0e1", .number(0)),
        ("1.5e-3", .number(0.0015)), ("123.456789", .number(123.456789)), ("0.1", .number(0.1)),
        ("1e-400", .number(0)), ("1.7976931348623157e308", .number(.greatestFiniteMagnitude)),
        ("100000000000000000000", .number(1e20)),
    ]

    private static let strings: [Row] = [
        (#""""#, .string("")), (#""a""#, .string("a")), (#"" ""#, .string(" ")),
        (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{c}\n\r\t")),
        (#""\u0041\u00e9\u4e2d""#, .string("Aé中")), (#""\u0000""#, .string("\0")),
        (#""\uD83d\uDe00""#, .string("😀")), (#""\uDBFF\uDFFF""#, .string("\u{10ffff}")),
        ("\"é中😀\u{7f}\u{2028}\"", .string("é中😀\u{7f}\u{2028}")), (#""a\/b""#, .string("a/b")),
        (#""\uFEFF""#, .string("\u{feff}")), (#""\uFFFF\u2060""#, .string("\u{ffff}\u{2060}")),
        (#""中\n文""#, .string("中\n文")), (#""[,]{:}\\""#, .string("[,]{:}\\")),
    ]

    private static let nested: [Row] = [
        ("[]", .array([])), ("[ ]", .array([])), ("{}", .object(JSONObject())),
        ("[1,[2],{}]", .array([.integer(1), .array([.integer(2)]), .object(JSONObject())])),
        ("[ null , true\n]", .array([.null, .bool(true)])),
        (
            #"{"a":1,"b":[2]}"#,
            .object(JSONObject([("a", .integer(1)), ("b", .array([.integer(2)]))]))
        ),
        (#"{ "b" : 1 , "a" : 2 }"#, .object(JSONObject([("b", .integer(1)), ("a", .integer(2))]))),
        (#"{"":0}"#, .object(JSONObject([("", .integer(0))]))),
        (#"{"a\u0000b":0}"#, .object(JSONObject([("a\0b", .integer(0))]))),
        (
            "{\"\u{e9}\":1,\"e\u{301}\":2}",
            .object(
                JSONObject([("\u{e9}", .integer(1)), ("e\u{301}", .integer(2))])
            )
        ),
    ]

    @Test(arguments: scalars + strings + nested)
    func reads(_ text: String, _ value: JSONValue) throws {
        let octets = Array(text.utf8)
        #expect(try JSON.parse(octets) == value)
        #expect(try JSON.parse((octets + [0]).dropLast()) == value)
        #expect(try JSON.parse(text.utf8) == value)
    }

    @Test func signOfZero() throws {
        #expect(try JSON.parse("-0".utf8).double?.sign == .minus)
        #expect(try JSON.parse("-0".utf8).integer == 0)
    }

    @Test func depth() throws {
        func text(_ depth: Int) -> [UInt8] {
            Array(
                (String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8
            )
        }
        #expect(throws: Never.self) { try JSON.parse(text(64)) }
        #expect(throws: JSONError.self) { try JSON.parse(text(65)) }
        #expect(throws: Never.self) { try JSON.parse(text(3), maximumDepth: 3) }
        #expect(throws: JSONError.self) { try JSON.parse(text(4), maximumDepth: 3) }
        #expect(throws: JSONError.self) { try JSON.parse(text(100_000), maximumDepth: .max) }
        #expect(throws: JSONError.self) { try JSON.parse(text(1), maximumDepth: -1) }
        // Depth counts what is open, not what has been.
        let wide = "[" + String(repeating: "[[]],", count: 1000) + "{}]"
        #expect(throws: Never.self) { try JSON.parse(wide.utf8, maximumDepth: 3) }
    }

    @Test func manyMembers() throws {
        let members = (0..<20_000).map { "\"k\($0)\":\($0)" }
        let value = try JSON.parse("{\(members.joined(separator: ","))}".utf8)
        #expect(value["k19999"] == .integer(19_999))
        #expect(value["K19999"] == nil)
        let doubled = (members + ["\"k17\":0"]).joined(separator: ",")
        #expect(throws: JSONError.self) { try JSON.parse("{\(doubled)}".utf8) }
    }

    @Test func accessors() throws {
        let value = try JSON.parse(
            #"{"s":"x","i":7,"f":7.0,"d":1.5,"b":true,"a":[1],"n":null}"#.utf8
        )
        #expect(value["s"]?.string == "x" && value["s"]?.integer == nil)
        #expect(value["i"]?.integer == 7 && value["i"]?.double == 7)
        #expect(value["f"]?.integer == 7 && value["d"]?.integer == nil)
        #expect(value["b"]?.bool == true && value["b"]?.integer == nil)
        #expect(value["a"]?.array?.count == 1 && value["a"]?.object == nil)
        #expect(value["n"] == .null && value["missing"] == nil && value["s"]?["x"] == nil)
        #expect(JSONValue.number(9_007_199_254_740_992).integer == nil)
        #expect(JSONValue.number(-1e300).integer == nil)
    }
}
