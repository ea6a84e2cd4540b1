import Basics
import HTTP
import JSON
import ServiceKit
import TestKit
import Testing

@testable import SandboxServer

/// Holds every answer of a control call against what its endpoint says of itself.
enum ControlWitness {
    private static let book = Result { try Router(describing: Sandbox.endpoints) }

    static func saw(_ method: Method, _ target: RequestTarget, _ reply: SandboxWorld.Reply) throws {
        guard case .found(let endpoint, _, _) = try book.get().match(method, path: target.path)
        else { return }
        let answers = endpoint["answers"]?.array ?? []
        guard let answer = answers.first(where: { $0["status"]?.integer == Int64(reply.status) })
        else {
            Issue.record("\(method) \(target): \(reply.status) is not described: \(reply.text)")
            return
        }
        let problems = SchemaValidator().problems(
            of: reply.json,
            against: try #require(answer["schema"])
        )
        for problem in problems { Issue.record("\(method) \(target): \(problem): \(reply.text)") }
    }
}

extension Router<JSONValue> {
    /// The descriptions of endpoints, at their addresses.
    fileprivate init(describing endpoints: [any Endpoint<Sandbox>.Type]) throws {
        self.init()
        for endpoint in try ServiceAPI(endpoints).descriptions() {
            let method = endpoint["methods"]?.array?.first?.string ?? ""
            let path = endpoint["path"]?.string ?? ""
            try add(try #require(Method(token: Bytes(method.utf8))), path, endpoint)
        }
    }
}
