public import Basics
public import HTTP
import JSON

/// The documents of `docs/openapi`, to look an operation up in.
public struct APIDescription: Sendable {
    /// An operation and the document it stands in.
    public struct Operation: Sendable {
        /// `get_api_query_balance`.
        public let identifier: String
        /// `points`, `admin` and so on: whose document it stands in.
        let contract: String
        let value: JSONValue
        let document: JSONValue
    }

    private let router: Router<Operation>
    /// Every operation.
    public let operations: [Operation]

    private static let names = [
        "points", "wx_auth", "treasure", "merchants", "smallapp", "sessions", "admin",
    ]

    /// The documents of this repository, read once.
    public static let own = Result { try APIDescription(folder: "\(root)/docs/openapi") }

    /// The repository's root, three folders above this file.
    public static let root = {
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(4).joined(separator: "/")
    }()

    init(folder: String) throws {
        var router = Router<Operation>()
        var operations: [Operation] = []
        for name in Self.names {
            let text = try TextFile.read("\(folder)/\(name).json")
            let document = try JSON.parse(Bytes(text.utf8))
            for path in document["paths"]?.object?.members ?? [] {
                for member in path.value.object?.members ?? [] {
                    guard let method = Method(token: Bytes(member.name.uppercased().utf8)) else {
                        continue
                    }
                    let operation = Operation(
                        identifier: member.value["operationId"]?.string ?? "",
                        contract: name,
                        value: member.value,
                        document: document
                    )
                    try router.add(method, path.name, operation)
                    operations.append(operation)
                }
            }
        }
        self.router = router
        self.operations = operations
    }

    /// The operation at a place; nil for one that is not described, and for HEAD.
    public func operation(_ method: Method, _ target: String) -> Operation? {
        guard method != .head else { return nil }
        let path = Bytes(target.utf8.prefix { $0 != UInt8(ascii: "?") })
        guard case .found(let operation, _, _) = router.match(method, path: path[...]) else {
            return nil
        }
        return operation
    }
}

extension APIDescription.Operation {
    /// What is wrong with an answer; empty when it is as described.
    public func problems(status: Int, contentType: String?, body: Bytes) -> [String] {
        guard var response = value["responses"]?[String(status)] else {
            return ["\(identifier): \(status) is not described"]
        }
        if let reference = response["$ref"]?.string,
            let name = reference.split(separator: "/").last
        {
            response = document["components"]?["responses"]?[String(name)] ?? .null
        }
        let type = String((contentType ?? "").prefix { $0 != ";" })
        guard let content = response["content"]?.object else {
            return body.isEmpty ? [] : ["\(identifier): \(status) has content"]
        }
        guard type == "application/json" else {
            let isKnown = content.members.contains { $0.name.prefix { $0 != ";" } == type }
            return isKnown ? [] : ["\(identifier): \(status) as \(type) is not described"]
        }
        guard let json = response["content"]?["application/json"] else {
            return ["\(identifier): \(status) as JSON is not described"]
        }
        // A file that happens to be JSON.
        guard let schema = json["schema"] else { return [] }
        guard let json = try? JSON.parse(body) else { return ["\(identifier): no JSON"] }
        return SchemaValidator(document).problems(of: json, against: schema)
            .map { "\(identifier) \(status): \($0)" }
    }

    /// The lines of its own table, as ``seen(status:body:)`` names them.
    public var codes: [String] {
        (value["x-codes"]?.array ?? []).map { line in
            let code = line["name"]?.string ?? String(line["code"]?.integer ?? 0)
            return "\(line["status"]?.integer ?? 0) \(code)"
        }
    }

    /// Status and code of an answer.
    public func seen(status: Int, body: Bytes) -> String {
        guard let json = try? JSON.parse(body), json.object != nil else { return "\(status) 0" }
        // The back office's and WeChat Pay's errors have names; what else they call code is their own.
        let hasNames = value["x-codes"]?.array?.contains { $0["name"] != nil } ?? false
        let name = json["error"]?["code"]?.string ?? (status >= 400 ? json["code"]?.string : nil)
        if hasNames, let name { return "\(status) \(name)" }
        let number: JSONValue? =
            switch contract {
            case "admin": nil
            case "treasure": json["status"]
            default: json["code"]
            }
        return "\(status) \(number?.integer ?? 0)"
    }
}
