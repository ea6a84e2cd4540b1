import Basics
import Contracts
import HTTP
import JSON
import Testing

@testable import ServiceKit

/// Endpoints that read their body as JSON whatever its type says, and say what is wrong with it.
@Suite struct JSONBodyTests {
    private static func send(
        _ method: Method,
        _ target: String,
        _ body: String?,
        fields: [(name: String, value: String)] = []
    ) async throws -> Answer {
        let harness = try ServiceHarness(
            Workbench().definition(),
            in: TestWorld(home: "/nowhere")
        )
        return await harness.answer(
            Request(
                method: method,
                target: try #require(RequestTarget(target)),
                headers: HeaderFields(fields),
                body: body.map { .bytes(Bytes($0.utf8)) } ?? .empty
            )
        )
    }

    @Test(arguments: [
        nil, "application/x-www-form-urlencoded", "application/json", "text/plain", "nonsense",
    ])
    func theTypeDoesNotMatter(_ type: String?) async throws {
        let fields = type.map { [(name: "Content-Type", value: $0)] } ?? []
        let body = #"{"parts":[{"size":3}]}"#
        let answer = try await Self.send(.post, "/bench/one", body, fields: fields)
        #expect(answer == Answer(200, #"{"text":"one,3"}"#))
    }

    @Test(arguments: [
        (#"[{"size":1,"label":"ab"},{"size":2,"shade":"dark"}]"#, "", "b,1 ab,2 dark"),
        (#"{"sweep":true,"cuts":[0,9],"notes":["x","yz"],"tool":"saw"}"#, "", "b,0,9,x,yz,saw"),
        ("", "?sweep=true&tool=saw", "b,saw"),
        // What the body says goes before what the query does.
        (#"{"sweep":true,"tool":"saw"}"#, "?tool=axe", "b,saw"),
        (#"{"sweep":true,"tool":null}"#, "", "b"),
    ])
    func taken(_ body: String, _ query: String, _ text: String) async throws {
        let answer = try await Self.send(.post, "/bench/b\(query)", body)
        #expect(answer == Answer(200, #"{"text":"\#(text)"}"#))
    }

    @Test(arguments: [
        ("{", "The body is no JSON: a name is missing, at 1."),
        ("7", "The body is no object."),
        ("", "Either parts or sweep."),
        (#"{"sweep":true,"parts":[{"size":1}]}"#, "Either parts or sweep."),
        (
            #"{"swep":true}"#,
            "There is no member swep here; known are: parts, sweep, cuts, notes, tool."
        ),
        // A part of the path is no member.
        (
            #"{"name":"x"}"#,
            "There is no member name here; known are: parts, sweep, cuts, notes, tool."
        ),
        (#"{"sweep":"true"}"#, "sweep has to be true or false."),
        (#"{"sweep":1}"#, "sweep has to be true or false."),
        ("[]", "parts has to be a list of 1 to 3 objects."),
        (#"{"parts":{}}"#, "parts has to be a list of 1 to 3 objects."),
        (#"[{"size":1},7]"#, "part 2: It is no object."),
        (#"[{"size":1},{}]"#, "part 2: size is missing."),
        (#"[{"size":0}]"#, "part 1: size has to be a whole number from 1 to 9."),
        (#"[{"size":"1"}]"#, "part 1: size has to be a whole number from 1 to 9."),
        (#"[{"size":1,"label":"é1234"}]"#, "part 1: label has to be a text of 2 to 5 octets."),
        (#"[{"size":1,"label":""}]"#, "part 1: label has to be a text of 2 to 5 octets."),
        (#"[{"size":1,"shade":"middle"}]"#, "part 1: shade has to be light or dark."),
        (
            #"[{"size":1,"sise":1}]"#,
            "part 1: There is no member sise here; known are: size, label, shade."
        ),
        (
            #"{"sweep":true,"cuts":[1,2,3]}"#,
            "cuts has to be a list of at most 2 whole numbers from 0 to 9."
        ),
        (
            #"{"sweep":true,"cuts":["1"]}"#,
            "cuts has to be a list of at most 2 whole numbers from 0 to 9."
        ),
        (
            #"{"sweep":true,"notes":["long"]}"#,
            "notes has to be a list of at most 2 texts of 1 to 3 octets."
        ),
        (#"{"sweep":true,"tool":"axe"}"#, "tool has to be a saw."),
    ])
    func explained(_ body: String, _ words: String) async throws {
        let answer = try await Self.send(.post, "/bench/b", body)
        let error = try JSON.parse(Bytes(answer.body.utf8))["error"]
        #expect(answer.status == 400)
        #expect(error?["code"]?.string == "bad_request")
        #expect(error?["message"]?.string == words)
    }

    @Test func aRefusalHasWords() async throws {
        let label = #"{"size":1,"label":"abcde","shade":"light"}"#
        let answer = try await Self.send(.post, "/bench/b", "[\(label),\(label),\(label)]")
        #expect(
            answer == Answer(409, #"{"error":{"code":"too_many","message":"43 are too many."}}"#)
        )
    }

    /// Nothing of the body is looked at.
    @Test func theGuardComesFirst() async throws {
        let answer = try await Self.send(.post, "/bench/b", "{", fields: [("X-Closed", "me")])
        #expect(answer == Answer(403, #"{"error":{"code":"closed","message":"Closed by me."}}"#))
    }

    @Test func theLimitHolds() async throws {
        let body = #"{"tool":"\#(String(repeating: "x", count: 256))"}"#
        #expect(try await Self.send(.post, "/bench/b", body).status == 413)
    }

    /// An endpoint that says nothing in words says what the contract does.
    @Test(arguments: [
        ("", "", 200), ("", "?page=1", 400), (#"{"page":1}"#, "", 400), ("[]", "", 400),
    ])
    func withoutWords(_ body: String, _ query: String, _ status: Int) async throws {
        let answer = try await Self.send(.get, "/bench\(query)", body)
        #expect(answer.status == status)
        #expect((status == 200) == (answer.body == "{}"))
        #expect((status == 400) == answer.body.contains(#""code":"unreadable""#))
    }

    @Test func described() throws {
        let add = try EndpointDescription(Workbench.Add.self).json
        #expect(add["body"]?.string == "json" && add["bare_list"]?.string == "parts")
        #expect(
            add["alternatives"] == .array([.array([.string("parts")]), .array([.string("sweep")])])
        )
        let fields = try #require(add["parameters"]?.array)
        let parts = try #require(fields.first { $0["name"]?.string == "parts" }?["schema"])
        #expect(parts["maxItems"]?.integer == 3)
        #expect(parts["items"]?["required"] == .array([.string("size")]))
        #expect(parts["items"]?["properties"]?["shade"]?["enum"]?.array?.count == 2)
        let tool = fields.first { $0["name"]?.string == "tool" }
        #expect(tool?["expectation"]?.string == "a saw")
        let codes = try #require(add["codes"]?.array)
        #expect(codes.map { $0["name"]?.string } == [nil, "bad_request", "closed", "too_many"])
        #expect(codes.map { $0["status"]?.integer } == [200, 400, 403, 409])
        #expect(try EndpointDescription(Shop.Buy.self).json["body"] == nil)
    }

    private struct Stubborn: EndpointInput {
        private static let a = Field.flag("a", "Never enough.")

        init(_ fields: FieldReader) throws(ParameterProblem) {
            _ = try fields.readIfPresent(Self.a)
            throw .explained("No.")
        }
    }

    @Test func anInputThatTakesNothingStopsTheStart() {
        #expect(throws: CompositionError.self) { try StrictInput<Stubborn>() }
    }
}
