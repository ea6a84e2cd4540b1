import Basics
import HTTP
import JSON
import Testing

@Suite struct ParametersValueTests {
    private static func read(_ json: String) async throws -> Parameters {
        try await Parameters.read(request(type: "application/json", body: json), limit: 1000)
    }

    @Test(arguments: [
        "", " ", "\t\r\n", "\u{3000}", "\u{a0}", "\u{2003} \u{b}\u{c}",
    ])
    func blankIsMissing(_ blank: String) async throws {
        let texts = Parameters(["a": blank])
        let json = try await Parameters.read(
            request(query: "a=" + PercentCoding.encode(blank)),
            limit: 0
        )
        for parameters in [texts, json] {
            #expect(!parameters.has("a"))
            #expect(try parameters.optionalText("a") == nil)
            #expect(try parameters.optionalInteger("a") == nil)
            #expect(try parameters.optionalBool("a") == nil)
            #expect(throws: ParameterProblem.self) { try parameters.text("a") }
            #expect(throws: ParameterProblem.self) { try parameters.integer("a") }
        }
    }

    /// A NUL where nobody reads is legal JSON and does no harm; where the value is used, it is
    /// refused there.
    @Test(arguments: [
        #""\u0000""#, #""a\u0000b""#, #"["\u0000"]"#, #"[{"b":["x\u0000"]}]"#, #"{"\u0000":1}"#,
    ])
    func aNULIsRefusedWhereItIsRead(_ value: String) async throws {
        let parameters = try await Self.read(#"{"a":\#(value),"b":"fine","\u0000":1}"#)
        #expect(try parameters.text("b") == "fine")
        #expect(parameters.has("a") && parameters.json("a") == nil)
        #expect { try parameters.text("a") } throws: { !Self.isMissing($0) }
        #expect { try parameters.integer("a") } throws: { !Self.isMissing($0) }
        #expect { try parameters.optionalBool("a") } throws: { !Self.isMissing($0) }
        let body = Bytes(#"{"a":\#(value)}"#.utf8)
        let target = try #require(RequestTarget("/"))
        let exact = try Parameters.exact(body, beside: target)
        #expect(exact.has("a") && exact.json("a") == nil)
        // As a text that is read as JSON later.
        let text = String(decoding: try JSONOutput.encode(value), as: UTF8.self)
        #expect(try await Self.read(#"{"a":\#(text)}"#).json("a") == nil)
    }

    @Test func missingIsToldFromMalformed() async throws {
        let parameters = try await Self.read(#"{"n":null,"list":[1],"word":"x"}"#)
        #expect { try parameters.text("n") } throws: { Self.isMissing($0) }
        #expect { try parameters.text("none") } throws: { Self.isMissing($0) }
        #expect { try parameters.integer("n") } throws: { Self.isMissing($0) }
        #expect { try parameters.text("list") } throws: { !Self.isMissing($0) }
        #expect { try parameters.integer("word") } throws: { !Self.isMissing($0) }
        #expect { try parameters.optionalBool("word") } throws: { !Self.isMissing($0) }
    }

    private static func isMissing(_ error: any Error) -> Bool {
        if case ParameterProblem.missing = error { true } else { false }
    }

    @Test(
        arguments: [
            (#"{"a":7}"#, 7), (#"{"a":"7"}"#, 7), (#"{"a":7.0}"#, 7), (#"{"a":"-7"}"#, -7),
            (#"{"a":"007"}"#, 7), (#"{"a":"9223372036854775807"}"#, .max), (#"{"a":-0}"#, 0),
            (#"{"a":9007199254740993}"#, 9_007_199_254_740_993), (#"{"a":"+7"}"#, nil),
            (#"{"a":" 7"}"#, nil), (#"{"a":"7 "}"#, nil), (#"{"a":"0x7"}"#, nil),
            (#"{"a":"7.0"}"#, nil), (#"{"a":7.5}"#, nil), (#"{"a":true}"#, nil),
            (#"{"a":"9223372036854775808"}"#, nil), (#"{"a":1e300}"#, nil), (#"{"a":"７"}"#, nil),
            (#"{"a":[7]}"#, nil), (#"{"a":"-"}"#, nil), (#"{"a":"--7"}"#, nil),
        ] as [(String, Int64?)]
    )
    func integers(_ body: String, _ expected: Int64?) async throws {
        let parameters = try await Self.read(body)
        if let expected {
            #expect(try parameters.integer("a") == expected)
        } else {
            #expect(throws: ParameterProblem.self) { try parameters.integer("a") }
        }
    }

    @Test(
        arguments: [
            (#"{"a":true}"#, true), (#"{"a":"true"}"#, true), (#"{"a":1}"#, true),
            (#"{"a":"1"}"#, true), (#"{"a":false}"#, false), (#"{"a":"false"}"#, false),
            (#"{"a":0}"#, false), (#"{"a":"0"}"#, false), (#"{"a":2}"#, nil),
            (#"{"a":"yes"}"#, nil),
        ] as [(String, Bool?)]
    )
    func booleans(_ body: String, _ expected: Bool?) async throws {
        let parameters = try await Self.read(body)
        if let expected {
            #expect(try parameters.optionalBool("a") == expected)
        } else {
            #expect(throws: ParameterProblem.self) { try parameters.optionalBool("a") }
        }
    }

    @Test func numbersAndBooleansAsText() async throws {
        let parameters = try await Self.read(#"{"i":12,"d":0.5,"b":false,"t":" x ","o":{}}"#)
        #expect(try parameters.text("i") == "12")
        #expect(try parameters.text("d") == "0.5")
        #expect(try parameters.text("b") == "false")
        #expect(try parameters.text("t") == " x ")
        #expect(try parameters.optionalText("none") == nil)
        #expect(throws: ParameterProblem.self) { try parameters.optionalText("o") }
    }

    @Test func jsonEitherWay() async throws {
        let list = JSONValue.array([.integer(1), .integer(2)])
        #expect(try await Self.read(#"{"a":[1,2]}"#).json("a") == list)
        #expect(try await Self.read(#"{"a":"[1,2]"}"#).json("a") == list)
        #expect(Parameters(["a": "[1,2]"]).json("a") == list)
        #expect(Parameters(["a": "[1,2"]).json("a") == nil)
        #expect(Parameters().json("a") == nil)
    }

    @Test func theBodyWinsEvenWhenBlank() async throws {
        let form = request(query: "a=1", type: "application/x-www-form-urlencoded", body: "a=")
        #expect(try await !Parameters.read(form, limit: 10).has("a"))
    }

    @Test func files() async throws {
        let body =
            "--B\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a;b\\\"c.png\"\r\n"
            + "Content-Type: image/png\r\n\r\n\u{0}PNG\r\n\r\n--B\r\n"
            + "Content-Disposition: form-data; name=none; filename=\"\"\r\n\r\n\r\n--B--"
        let parameters = try await Parameters.read(
            request(type: "multipart/form-data; boundary=\"B\"", body: body),
            limit: 1000
        )
        let file = try #require(parameters.file("image"))
        #expect(file.fileName == "a;b\"c.png")
        #expect(file.contentType == "image/png")
        #expect(try file.read() == Bytes("\u{0}PNG\r\n".utf8))
        #expect(throws: ParameterProblem.self) { try parameters.text("image") }
        #expect(parameters.file("none") == nil)
    }
}
