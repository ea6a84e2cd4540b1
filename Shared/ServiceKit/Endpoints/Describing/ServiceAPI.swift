public import Contracts
public import JSON
import Basics

/// What a process offers, as its `describe` command prints it, without a setting and without a file.
public struct ServiceAPI: Sendable {
    /// The description of each endpoint, or why one cannot be described.
    public let descriptions: @Sendable () throws -> [JSONValue]

    /// The endpoints of a service.
    public init<Service: Sendable>(_ endpoints: [any Endpoint<Service>.Type]) {
        descriptions = { try endpoints.map { try Self.description(of: $0) } }
    }

    /// Addresses alone: of the gateway, which answers none of them itself.
    public init(routes: [Route]) {
        descriptions = { routes.map { .object($0.json) } }
    }

    /// Nothing yet.
    public static let none = ServiceAPI(routes: [])

    private static func description<E: Endpoint>(of endpoint: E.Type) throws -> JSONValue {
        try EndpointDescription(endpoint).json
    }

    /// `{"endpoints":[…]}`
    func text() throws -> Bytes {
        let endpoints = JSONValue.array(try descriptions())
        return try JSONOutput.encode(JSONObject([(name: "endpoints", value: endpoints)]).value)
    }
}

extension JSONObject {
    fileprivate var value: JSONValue { .object(self) }
}
