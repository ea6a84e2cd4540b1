import Basics
import Contracts
import HTTP
import JSON
import ServiceKit
import Storage
import Testing

@testable import SandboxServer

/// The control calls as endpoints: what they say of themselves, and how they are told things.
@Suite struct ControlDescriptionTests {
    private static func described() throws -> [JSONValue] {
        try ServiceAPI(ControlAPI.endpoints).descriptions()
    }

    private static func described(_ method: String, _ path: String) throws -> JSONValue {
        let found = try described().first {
            $0["path"]?.string == path && $0["methods"] == .array([.string(method)])
        }
        return try #require(found)
    }

    @Test func allOfThem() throws {
        let described = try Self.described()
        #expect(described.count == 45)
        for endpoint in described {
            #expect(endpoint["path"]?.string?.hasPrefix("/sandbox/") == true)
            #expect(endpoint["access"]?.string == "everybody")
            #expect(endpoint["body"]?.string == "json")
            let codes = (endpoint["codes"]?.array ?? []).compactMap { $0["name"]?.string }
            #expect(codes.contains("bad_request") && codes.contains("host_foreign"))
            let isReading = endpoint["methods"] == .array([.string("GET")])
            #expect(codes.contains("origin_foreign") != isReading)
        }
    }

    /// Nothing but the sandbox answers them, and the gateway knows none.
    @Test func noneIsInTheBook() {
        #expect(!RouteBook.all.contains { $0.pattern.hasPrefix("/sandbox") })
    }

    @Test(arguments: [
        ("POST", "/sandbox/clock", [["advance_seconds"], ["reset"]]),
        ("POST", "/sandbox/faults", [["kind", "path"], ["steps"]]),
        (
            "POST", "/sandbox/pay",
            [
                ["code_url", "user"], ["h5_url", "user"],
                ["nonceStr", "package", "paySign", "timeStamp", "user"], ["prepay_id", "user"],
            ]
        ),
    ])
    func alternatives(_ method: String, _ path: String, _ sets: [[String]]) throws {
        let found = try Self.described(method, path)["alternatives"]?.array
        #expect(found?.map { $0.array?.compactMap(\.string) ?? [] } == sets)
    }

    @Test func stepsAreDescribedToTheBottom() throws {
        let faults = try Self.described("POST", "/sandbox/faults")
        #expect(faults["bare_list"]?.string == "steps")
        let steps = faults["parameters"]?.array?.first { $0["name"]?.string == "steps" }
        let step = steps?["schema"]?["items"]
        #expect(step?["required"] == .array([.string("path"), .string("kind")]))
        let members = step?["properties"]?.object?.members ?? []
        #expect(members.map(\.name) == FaultOrder.declarations.map(\.name.description))
    }

    /// What the kind of a member is, is taken at its word; what is not known is refused by name.
    @Test(arguments: [
        (
            "/sandbox/clock", #"{"reset":true,"advance_seconds":1}"#,
            #"Either advance_seconds or "reset": true."#
        ),
        (
            "/sandbox/clock", #"{"advance_seconds":"1"}"#,
            "advance_seconds has to be a whole number from 0 to 316224000."
        ),
        ("/sandbox/users", #"{"nickname":"x"}"#, "name is missing."),
        ("/sandbox/users", #"{"name":"a","phone":"+86"}"#, "phone has to be 5 to 20 digits."),
        (
            "/sandbox/users", #"{"name":"a","steps":["7"]}"#,
            "steps has to be a list of at most 31 whole numbers from 0 to 1000000."
        ),
        (
            "/sandbox/encrypt", #"{"user":"xiaoming","kind":"photo"}"#,
            "kind has to be phone, profile or werun."
        ),
        (
            "/sandbox/merchant", #"{"refund_result":"PROCESSING"}"#,
            "refund_result has to be SUCCESS, ABNORMAL or CLOSED."
        ),
        ("/sandbox/merchant", #"{"certificates":1}"#, "certificates has to be true or false."),
        ("/sandbox/pages", #"{"pages":["/a/b"]}"#, "A page is named like pages/index/index."),
        (
            "/sandbox/quotas", #"{"path":"/x","span":"day","maximum":1}"#,
            "path has to be one of WeChat's interfaces, or codes."
        ),
        ("/sandbox/pay", #"{"user":"xiaoming","package":"x"}"#, "timeStamp is missing."),
        (
            "/sandbox/push", #"{"encoding_aes_key":"short"}"#,
            "encoding_aes_key has 43 letters and digits."
        ),
        ("/sandbox/reset", "[]", "The body is no object."),
        ("/sandbox/sms/account?x=1", "", "There is no member x here; known are: ."),
    ])
    func words(_ path: String, _ body: String, _ words: String) async throws {
        let world = try await SandboxWorld()
        let isReading = path.hasPrefix("/sandbox/sms/account")
        let reply = try await world.send(isReading ? .get : .post, path, isReading ? nil : body)
        #expect(reply.status == 400)
        #expect(reply.error == "bad_request")
        #expect(reply.json["error"]?["message"]?.string == words)
    }

    /// A blank in the query is no wish for everything.
    @Test func noScriptIsNotEveryScript() async throws {
        let world = try await SandboxWorld()
        let fault = #"{"path":"/sns/*","kind":"slow"}"#
        #expect(try await world.post("/sandbox/faults", fault).status == 200)
        #expect(try await world.send(.delete, "/sandbox/faults?script=").status == 400)
        #expect(try await world.get("/sandbox/faults").json["faults"]?.array?.count == 1)
    }

    /// WeChat seals what people have typed, whatever that is; only what is a name here is none.
    @Test func anyNickname() async throws {
        let world = try await SandboxWorld()
        let odd = try await world.post("/sandbox/users", #"{"name":"x","nickname":"a\u0000b"}"#)
        #expect(odd.status == 200 && odd.json["nickname"]?.string == "a\0b")
        let none = try await world.post("/sandbox/users", #"{"name":"a\u0000b"}"#)
        #expect(none.status == 400)
    }

    /// A fault of the sandbox's own is told without its cause, which the log has.
    @Test func ownFault() async throws {
        let world = try await SandboxWorld()
        world.sandbox.database.failNextCommits(1, kind: .io)
        let reply = try await world.post("/sandbox/users", #"{"name":"lili"}"#)
        #expect(reply.status == 500)
        #expect(reply.error == "internal")
        #expect(world.world.lines.all.contains { $0.contains("the sandbox's own fault") })
        #expect(try await world.post("/sandbox/users", #"{"name":"lili"}"#).status == 200)
    }
}
