import JSON

/// One OpenAPI 3.1 document, made of what the processes print of themselves.
struct OpenAPIDocument {
    /// The file's name without its ending, and the title.
    let name: String
    let title: String
    /// Endpoints as `describe` prints them, of all processes.
    let endpoints: [JSONValue]

    /// The documents, one a contract, one for sessions, one for the back office.
    static let titles = [
        ("points", "Points, sign-ins, invitations, certification"),
        ("wx_auth", "Registration and log-in with WeChat"),
        ("treasure", "Treasure digs with red packets"),
        ("merchants", "Merchants, goods, orders"),
        ("smallapp", "Log-in and authorisation of several mini-programs"),
        ("sessions", "Sessions, the account, keys and callbacks"),
        ("admin", "The back office"),
    ]

    /// All of them; calls between processes are in none.
    static func all(_ endpoints: [JSONValue]) -> [OpenAPIDocument] {
        titles.map { name, title in
            OpenAPIDocument(
                name: name,
                title: title,
                endpoints: endpoints.filter { place(of: $0) == name }
            )
        }
    }

    /// Which document an endpoint stands in; nil for none.
    private static func place(of endpoint: JSONValue) -> String? {
        guard let path = endpoint["path"]?.string, endpoint["access"]?.string != "service" else {
            return nil
        }
        if path.hasPrefix("/admin/") { return "admin" }
        let isOurs = ["/api/session/", "/api/account/", "/.well-known/", "/callbacks/"]
            .contains(where: path.hasPrefix)
        return isOurs ? "sessions" : endpoint["contract"]?.string
    }

    /// The whole document.
    var json: JSONValue {
        var shared = SharedResponses()
        let operations = operations
        for operation in operations { shared.count(operation.value) }
        var paths: [(name: String, value: JSONValue)] = []
        for operation in operations {
            let member = (name: operation.method, value: shared.referring(operation.value))
            if let known = paths.firstIndex(where: { $0.name == operation.path }) {
                let members = paths[known].value.object?.members ?? []
                paths[known].value = .object(JSONObject(members + [member]))
            } else {
                paths.append((name: operation.path, value: .object(JSONObject([member]))))
            }
        }
        return .object(
            JSONObject(present: [
                ("openapi", .string("3.1.0")),
                (
                    "info",
                    .object(
                        JSONObject(present: [
                            ("title", .string("Kumquat: \(title)")),
                            ("version", .string("1")),
                            (
                                "license",
                                .object(
                                    JSONObject(present: [
                                        ("name", .string("Apache-2.0")),
                                        ("identifier", .string("Apache-2.0")),
                                    ])
                                )
                            ),
                        ])
                    )
                ),
                ("servers", .array([.object(JSONObject(present: [("url", .string("/"))]))])),
                ("paths", .object(JSONObject(paths))),
                (
                    "components",
                    .object(
                        JSONObject(present: [
                            ("responses", shared.components),
                            ("securitySchemes", Self.securitySchemes),
                        ])
                    )
                ),
            ])
        )
    }

    /// Every endpoint under each of its methods and paths.
    private var operations: [(path: String, method: String, value: JSONValue)] {
        endpoints.flatMap { endpoint in
            let paths = [endpoint["path"] ?? .null] + (endpoint["aliases"]?.array ?? [])
            let methods = (endpoint["methods"]?.array ?? []).compactMap(\.string)
            return paths.compactMap(\.string).flatMap { path in
                methods.map { method in
                    (path, method.lowercased(), OpenAPIOperation(endpoint, method, path).json)
                }
            }
        }
    }

    /// Where a token or the key of the back office may stand.
    private static let securitySchemes: JSONValue = {
        func scheme(_ members: [(String, String)]) -> JSONValue {
            .object(JSONObject(members.map { (name: $0.0, value: .string($0.1)) }))
        }
        return .object(
            JSONObject(present: [
                (
                    "token",
                    scheme([
                        ("type", "http"), ("scheme", "bearer"), ("bearerFormat", "JWT"),
                        ("description", "The token that a log-in answered; `jwt <token>`, too."),
                    ])
                ),
                (
                    "token_parameter",
                    scheme([
                        ("type", "apiKey"), ("in", "query"), ("name", "token"),
                        ("description", "The same as a parameter, in the body as well."),
                    ])
                ),
                (
                    "admin_key",
                    scheme([
                        ("type", "http"), ("scheme", "bearer"),
                        ("description", "The key of the back office."),
                    ])
                ),
            ])
        )
    }()
}
