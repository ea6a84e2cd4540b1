import JSON

/// What the console draws its lists and forms from: the endpoints of the back offices with their
/// parameters and shapes, without what a page does not ask. One endpoint a line.
enum ConsoleDescription {
    private static let kept = [
        "methods", "path", "summary", "service", "duties", "body", "body_limit", "parameters",
        "output",
    ]

    static func text(_ endpoints: [JSONValue]) throws -> String {
        let lines =
            try endpoints
            .filter { $0["path"]?.string?.hasPrefix("/admin/") ?? false }
            .map { endpoint in
                let members = endpoint.object?.members.filter { kept.contains($0.name) } ?? []
                let octets = try JSONOutput.encode(JSONValue.object(JSONObject(members)))
                return String(decoding: octets, as: UTF8.self)
            }
        return "{\"endpoints\":[\n\(lines.joined(separator: ",\n"))\n]}"
    }
}
