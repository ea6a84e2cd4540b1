import Basics
import Contracts
import HTTP
import JSON
import TestKit
import Testing

/// Every whole number that an endpoint says it reads, in the path or as a parameter, with values at
/// which sums overflow: never a fault of ours, and no process dies of it.
@Suite struct ExtremeNumbersTests {
    private static let extremes = [
        "\(Int64.min)", "\(Int64.max)", "\(Int64.max - 1)", "\(1 - (1 << 53))", "-1", "0",
        "999999999999999999", "9223372036854775808", "1e308", "0.5", "abc", "null,null",
    ]
    private static let services: [StackMember] = [.auth, .points, .treasure, .commerce]

    @Test("no number from outside is a fault of ours")
    func everyNumber() async throws {
        let stack = try await Stack.start(settings: [
            "KUMQUAT_RATE_PER_SECOND": "100000", "KUMQUAT_RATE_BURST": "100000",
        ])
        let person = try await Visitor.logIn("xiaoming", to: stack)
        let key = try TextFile.read(stack.home.file("admin.key")).split(separator: "\n").first
        let tokens = Tokens(person: person.token, key: try #require(key.map(String.init)))
        var tried = 0
        for service in Self.services {
            for trial in try await Self.trials(service) {
                let answer = try await trial.send(to: stack.gateway, tokens)
                #expect(answer.status != 500 && answer.status != 502, "\(trial): \(answer.text)")
                #expect(stack.process(service)?.status == nil, "\(service) dies of \(trial)")
                tried += 1
            }
        }
        #expect(tried > 1000)
        _ = try await stack.stop()
    }

    private static func trials(_ service: StackMember) async throws -> [Trial] {
        try await described(service).flatMap { endpoint -> [Trial] in
            guard endpoint["access"]?.string != "service",
                let name = endpoint["methods"]?.array?.first?.string,
                let method = Method(token: name.utf8),
                let path = endpoint["path"]?.string
            else { return [] }
            let parameters = endpoint["parameters"]?.array ?? []
            let numbers = parameters.filter { $0["schema"]?["type"]?.string == "integer" }
            return numbers.flatMap { number in
                extremes.map { extreme in
                    Trial(
                        method: method,
                        path: path,
                        isAdmin: endpoint["access"]?.string == "admin",
                        values: values(of: parameters, number["name"]?.string ?? "", extreme)
                    )
                }
            }
        }
    }

    /// The extreme in one of them, and something in those that it needs beside that.
    private static func values(
        of parameters: [JSONValue],
        _ name: String,
        _ extreme: String
    ) -> [Value] {
        parameters.compactMap { parameter in
            let own = parameter["name"]?.string ?? ""
            let isInPath = parameter["in"]?.string == "path"
            guard own == name || parameter["required"]?.bool == true else { return nil }
            let usual = parameter["schema"]?["type"]?.string == "boolean" ? "true" : "1"
            return Value(name: own, text: own == name ? extreme : usual, isInPath: isInPath)
        }
    }
}

private struct Tokens {
    let person: String
    let key: String
}

private struct Value {
    let name: String
    let text: String
    let isInPath: Bool
}

private struct Trial: CustomStringConvertible {
    let method: Method
    let path: String
    let isAdmin: Bool
    let values: [Value]

    var description: String {
        "\(method) \(path) \(values.map { "\($0.name)=\($0.text)" }.joined(separator: " "))"
    }

    func send(to gateway: TestClient, _ tokens: Tokens) async throws -> Answer {
        let token = isAdmin ? tokens.key : tokens.person
        var target = path
        for value in values where value.isInPath {
            target.replace("{\(value.name)}", with: PercentCoding.encode(value.text))
        }
        let pairs = values.filter { !$0.isInPath }
            .map { "\($0.name)=\(PercentCoding.encode($0.text))" }
            .joined(separator: "&")
        guard method == .post || method == .put || method == .patch else {
            return try await gateway.send(method, "\(target)?\(pairs)", token: token)
        }
        return try await gateway.send(
            method,
            target,
            token: token,
            body: Bytes(pairs.utf8),
            contentType: "application/x-www-form-urlencoded"
        )
    }
}
