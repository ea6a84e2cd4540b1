import Basics
import Contracts
import JSON
import Processes
import TestKit
import Testing

@testable import OpenAPIWriter

/// What the executables say of themselves, against the book and the documents that are checked in.
@Suite struct DescriptionTests {
    private static let services: [StackMember] = [.auth, .points, .treasure, .commerce]

    @Test("what the services answer is what the gateway lets through")
    func bookAndServices() async throws {
        var served: Set<String> = []
        for service in Self.services {
            for endpoint in try await described(service)
            where endpoint["access"]?.string != "service" {
                #expect(endpoint["service"]?.string == service.rawValue)
                served.formUnion(Self.places(of: endpoint))
            }
        }
        let routed = Set(try await described(.gateway).flatMap(Self.places))
        for place in served.subtracting(routed).sorted() {
            Issue.record("\(place) is not let through: its route is missing in its list's `all`")
        }
        for place in routed.subtracting(served).sorted() {
            Issue.record("\(place) is answered by no service: name its endpoint in …API.swift")
        }
        #expect(served.count > 60)
    }

    private static func places(of endpoint: JSONValue) -> [String] {
        let paths = [endpoint["path"] ?? .null] + (endpoint["aliases"]?.array ?? [])
        let methods = (endpoint["methods"]?.array ?? []).compactMap(\.string)
        return paths.compactMap(\.string).flatMap { path in methods.map { "\($0) \(path)" } }
    }

    @Test("docs/openapi is what the executables say; `make openapi` writes it")
    func documents() async throws {
        var endpoints: [JSONValue] = []
        for service in Self.services { endpoints += try await described(service) }
        for document in OpenAPIDocument.all(endpoints) {
            let text = try PrettyJSON.text(document.json)
            let path = "\(APIDescription.root)/docs/openapi/\(document.name).json"
            let isSame = try TextFile.read(path) == text
            #expect(isSame, "\(document.name).json is out of date")
        }
        let path = "\(APIDescription.root)/services/console/Data/files/description.json"
        let isSame = try TextFile.read(path) == ConsoleDescription.text(endpoints) + "\n"
        #expect(isSame, "the console's description.json is out of date")
    }

    @Test("a number says its bounds, also where the domain holds them")
    func bounds() async throws {
        func unbounded(_ schema: JSONValue) -> Bool {
            if let element = schema["items"] { return unbounded(element) }
            let members = schema["properties"]?.object?.members ?? []
            if members.contains(where: { unbounded($0.value) }) { return true }
            return schema["type"]?.string == "integer" && schema["enum"] == nil
                && (schema["minimum"] == nil || schema["maximum"] == nil)
        }
        for service in Self.services {
            for endpoint in try await described(service)
            where endpoint["access"]?.string != "service" {
                for field in endpoint["parameters"]?.array ?? [] {
                    #expect(
                        !unbounded(field["schema"] ?? .null),
                        """
                        \(endpoint["path"]?.string ?? "") \(field["name"]?.string ?? ""): say its \
                        bounds, with `in:`, `Field.id` or `.described(in:)`
                        """
                    )
                }
            }
        }
    }

    @Test("where the body is taken as it comes, parameters stand in the query")
    func rawBodies() async throws {
        var endpoints: [JSONValue] = []
        for service in Self.services { endpoints += try await described(service) }
        let documents = OpenAPIDocument.all(endpoints)
        for endpoint in endpoints
        where endpoint["body"]?.string == "raw" && endpoint["access"]?.string != "service" {
            let path = try #require(endpoint["path"]?.string)
            let calls = documents.compactMap { $0.json["paths"]?[path]?["post"] }
            let call = try #require(calls.first, "\(path)")
            #expect(call["requestBody"]?["content"]?["*/*"] == .object(JSONObject()), "\(path)")
            let named = (call["parameters"]?.array ?? []).compactMap { $0["name"]?.string }
            let declared = endpoint["parameters"]?.array?.compactMap { $0["name"]?.string }
            #expect(named == declared, "\(path)")
        }
        let sessions = documents.first { $0.name == "sessions" }
        let push = sessions?.json["paths"]?["/callbacks/wechat/{app_id}"]?["post"]
        let parameters = try #require(push?["parameters"]?.array)
        let query = parameters.filter { $0["in"]?.string == "query" }
        #expect(
            query.compactMap { $0["name"]?.string }
                == ["signature", "timestamp", "nonce", "msg_signature"]
        )
        #expect(push?["responses"]?["422"] == nil, "WeChat sends no Idempotency-Key")
    }

    @Test("no endpoint of the back office is for everybody")
    func duties() {
        for route in RouteBook.all where route.pattern.hasPrefix("/admin/") {
            guard case .admin(let duties) = route.access else {
                Issue.record("\(route) asks for no duty")
                continue
            }
            #expect(!duties.isEmpty && Set(duties).count == duties.count, "\(route)")
        }
    }

    @Test(
        "the validator says no",
        arguments: [
            (#"{"a":1}"#, false), (#"{"a":"x"}"#, true), (#"{}"#, true), (#"{"a":1,"b":2}"#, true),
            (#"{"a":3}"#, true), (#"[]"#, true),
        ]
    )
    func validator(_ text: String, _ isWrong: Bool) throws {
        let schema = try JSON.parse(
            Bytes(
                #"{"type":"object","properties":{"a":{"type":"integer","enum":[1,2]}},"required":["a"]}"#
                    .utf8
            )
        )
        let value = try JSON.parse(Bytes(text.utf8))
        #expect(SchemaValidator().problems(of: value, against: schema).isEmpty != isWrong)
    }
}
