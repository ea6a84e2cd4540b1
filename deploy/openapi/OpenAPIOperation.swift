import JSON

/// One operation of a document: an endpoint under one method and one path.
struct OpenAPIOperation {
    private let endpoint: JSONValue
    private let method: String
    private let path: String
    private let fields: [JSONValue]

    init(_ endpoint: JSONValue, _ method: String, _ path: String) {
        self.endpoint = endpoint
        self.method = method
        self.path = path
        fields = endpoint["parameters"]?.array ?? []
    }

    private var hasBody: Bool { method != "GET" && method != "DELETE" }
    /// Whether it is taken as it comes: then the query alone has parameters.
    private var isBodyRaw: Bool { hasBody && endpoint["body"]?.string == "raw" }
    private var takesBodyFields: Bool { hasBody && !isBodyRaw }

    /// `post_api_sign`: the method and the words of the path.
    private var identifier: String {
        let words = path.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")) }
        return ([method.lowercased()] + words.map(String.init)).joined(separator: "_")
    }

    var json: JSONValue {
        .object(
            JSONObject(present: [
                ("operationId", .string(identifier)),
                ("summary", endpoint["summary"]),
                ("parameters", parameters),
                ("requestBody", requestBody),
                ("responses", responses),
                ("security", security),
                ("x-codes", endpoint["codes"]),
                ("x-duties", endpoint["duties"]),
                ("x-rate-class", endpoint["rate_class"]),
                ("x-legacy-openid", endpoint["legacy_openid"]),
                ("x-body-limit", hasBody ? endpoint["body_limit"] : nil),
                // Query, form and JSON are read into one set; the body wins.
                ("x-kumquat-anywhere", bodyFields.isEmpty ? nil : .bool(true)),
            ])
        )
    }

    // MARK: What goes in

    private var bodyFields: [JSONValue] {
        takesBodyFields ? fields.filter { $0["in"]?.string == "parameter" } : []
    }

    private var parameters: JSONValue? {
        let inHead = fields.filter { field in
            field["in"]?.string == "path" || !takesBodyFields
        }
        guard !inHead.isEmpty else { return nil }
        return .array(
            inHead.map { field in
                let isPath = field["in"]?.string == "path"
                return .object(
                    JSONObject(present: [
                        ("name", field["name"]),
                        ("in", .string(isPath ? "path" : "query")),
                        ("required", field["required"]),
                        ("description", .string(words(about: field))),
                        ("schema", schema(of: field, takesDigits: false)),
                    ])
                )
            }
        )
    }

    private var requestBody: JSONValue? {
        if isBodyRaw {
            let anything = JSONObject([(name: "*/*", value: JSONValue.object(JSONObject()))])
            return .object(
                JSONObject([
                    (name: "required", value: .bool(true)),
                    (name: "content", value: .object(anything)),
                ])
            )
        }
        guard !bodyFields.isEmpty else { return nil }
        let required = bodyFields.filter { $0["required"]?.bool == true }
            .compactMap { $0["name"] }
        let properties = bodyFields.compactMap { field -> (name: String, value: JSONValue)? in
            guard let name = field["name"]?.string else { return nil }
            return (name: name, value: schema(of: field, takesDigits: true, described: true))
        }
        let shape = JSONValue.object(
            JSONObject(present: [
                ("type", .string("object")),
                ("properties", .object(JSONObject(properties))),
                ("required", required.isEmpty ? nil : .array(required)),
                ("anyOf", alternatives(besides: required)),
            ])
        )
        let media = JSONValue.object(JSONObject(present: [("schema", shape)]))
        let types =
            hasFile
            ? ["multipart/form-data"]
            : [
                "application/json", "application/x-www-form-urlencoded",
                "multipart/form-data",
            ]
        return .object(
            JSONObject(present: [
                ("required", .bool(!required.isEmpty)),
                ("content", .object(JSONObject(types.map { (name: $0, value: media) }))),
            ])
        )
    }

    private var hasFile: Bool {
        bodyFields.contains { $0["schema"]?["format"]?.string == "binary" }
    }

    /// The sets of parameters one of which has to be there.
    private func alternatives(besides required: [JSONValue]) -> JSONValue? {
        guard let sets = endpoint["alternatives"]?.array else { return nil }
        return .array(
            sets.map { set in
                let rest = (set.array ?? []).filter { !required.contains($0) }
                return .object(JSONObject(present: [("required", .array(rest))]))
            }
        )
    }

    private func words(about field: JSONValue) -> String {
        let meaning = field["meaning"]?.string ?? ""
        guard let sets = endpoint["alternatives"]?.array, !takesBodyFields,
            let name = field["name"], field["required"]?.bool != true,
            sets.contains(where: { $0.array?.contains(name) == true })
        else { return meaning }
        let ways = sets.map { set in
            (set.array ?? []).compactMap(\.string).joined(separator: " + ")
        }
        return "\(meaning) One of these is needed: \(ways.joined(separator: "; "))."
    }

    /// A number may also come as its digits, where a body has types.
    private func schema(
        of field: JSONValue,
        takesDigits: Bool,
        described: Bool = false
    ) -> JSONValue {
        var members = field["schema"]?.object?.members ?? []
        if takesDigits, let type = members.firstIndex(where: { $0.name == "type" }),
            members[type].value.string == "integer"
        {
            members[type].value = .array([.string("integer"), .string("string")])
            members.append((name: "pattern", value: .string(#"^-?\d+$"#)))
        }
        if described, let meaning = field["meaning"] {
            members.append((name: "description", value: meaning))
        }
        if let value = field["default"] { members.append((name: "default", value: value)) }
        return .object(JSONObject(members))
    }

    // MARK: What comes back

    private var responses: JSONValue {
        let answers = endpoint["answers"]?.array ?? []
        return .object(
            JSONObject(
                answers.compactMap { answer -> (name: String, value: JSONValue)? in
                    guard let status = answer["status"]?.integer else { return nil }
                    return (name: String(status), value: response(answer))
                }
            )
        )
    }

    private func response(_ answer: JSONValue) -> JSONValue {
        let codes = (answer["codes"]?.array ?? []).map { code in
            let name = code["name"]?.string ?? String(code["code"]?.integer ?? 0)
            return "\(name): \(code["text"]?.string ?? "")"
        }
        return .object(
            JSONObject(present: [
                ("description", .string(codes.joined(separator: "; "))),
                ("content", content(of: answer)),
            ])
        )
    }

    private func content(of answer: JSONValue) -> JSONValue? {
        let mediaTypes = (endpoint["media_types"]?.array ?? []).compactMap(\.string)
        let isSuccess = answer["status"]?.integer == 200
        var content: [(name: String, value: JSONValue)] = []
        if let schema = answer["schema"] {
            let media = JSONValue.object(JSONObject(present: [("schema", schema)]))
            content.append((name: "application/json", value: media))
        }
        if isSuccess {
            content += mediaTypes.map { (name: $0, value: .object(JSONObject())) }
        }
        return content.isEmpty ? nil : .object(JSONObject(content))
    }

    private var security: JSONValue {
        func demand(_ name: String) -> JSONValue {
            .object(JSONObject(present: [(name, .array([]))]))
        }
        let nobody = JSONValue.object(JSONObject())
        let takesParameter = endpoint["token_parameters"]?.array?.isEmpty == false
        let token =
            takesParameter ? [demand("token"), demand("token_parameter")] : [demand("token")]
        switch endpoint["access"]?.string {
        case "identity": return .array(token)
        case "open": return .array([nobody] + token)
        case "admin": return .array([demand("admin_key")])
        default: return .array([])
        }
    }
}
