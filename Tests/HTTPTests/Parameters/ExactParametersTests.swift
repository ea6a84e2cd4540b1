import Basics
import HTTP
import JSON
import Testing

/// Parameters of a JSON body that is taken at its word.
@Suite struct ExactParametersTests {
    private static func read(
        _ body: String,
        list: StaticString? = nil,
        query: String = ""
    ) throws -> Parameters {
        let target = try #require(RequestTarget("/\(query)"))
        return try Parameters.exact(Bytes(body.utf8), list: list, beside: target)
    }

    @Test(
        arguments: [
            (#""7""#, "7", nil, nil), ("7", nil, 7, nil), ("7.0", nil, 7, nil),
            ("7.5", nil, nil, nil),
            ("true", nil, nil, true), (#""true""#, "true", nil, nil), ("1", nil, 1, nil),
            (#""""#, "", nil, nil), (#"" ""#, " ", nil, nil), ("[1]", nil, nil, nil),
        ] as [(String, String?, Int64?, Bool?)]
    )
    func values(_ json: String, _ text: String?, _ integer: Int64?, _ flag: Bool?) throws {
        let value = try #require(try Self.read(#"{"a":\#(json)}"#).value("a"))
        #expect(value.text == text)
        #expect(value.integer == integer)
        #expect(value.flag == flag)
        #expect(try value.json == JSON.parse(Bytes(json.utf8)))
    }

    @Test func nullIsNothing() throws {
        #expect(try !Self.read(#"{"a":null}"#).has("a"))
        // It hides what the query has, as every value of a body does.
        #expect(try !Self.read(#"{"a":null}"#, query: "?a=1").has("a"))
    }

    /// The query has texts alone, so that these may be numbers there.
    @Test func theQueryIsBehindTheBody() throws {
        let parameters = try Self.read(#"{"a":1}"#, query: "?a=2&b=3&c=&d=+x")
        #expect(parameters.names == ["a", "a", "b", "c", "d"])
        #expect(parameters.value("a")?.integer == 1)
        #expect(parameters.value("b")?.integer == 3)
        #expect(parameters.value("c")?.text == "")
        #expect(parameters.value("d")?.text == " x")
    }

    @Test func aBareListIsAMember() throws {
        let parameters = try Self.read("[1,2]", list: "numbers")
        #expect(parameters.names == ["numbers"])
        #expect(parameters.value("numbers")?.json == .array([.integer(1), .integer(2)]))
        #expect(try Self.read("", list: "numbers").names.isEmpty)
    }

    @Test(arguments: [
        ("{", "", "The body is no JSON: "), (#"{"a":1,"a":2}"#, "", "The body is no JSON: "),
        ("[]", "", "The body is no object."), ("7", "", "The body is no object."),
        ("null", "", "The body is no object."),
        ("", "?a=1&a=2", "The query is not coded as one, or has a name twice."),
        ("", "?a=%ff", "The query is not coded as one, or has a name twice."),
    ])
    func explained(_ body: String, _ query: String, _ words: String) throws {
        let problem = #expect(throws: ParameterProblem.self) {
            try Self.read(body, query: query)
        }
        guard case .explained(let found)? = problem else {
            Issue.record("not in words: \(String(describing: problem))")
            return
        }
        #expect(found.hasPrefix(words))
    }
}
