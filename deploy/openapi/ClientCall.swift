import JSON

/// One call of the mini-programs' client: an endpoint of a contract that answers JSON.
struct ClientCall {
    let group: ClientGroup
    /// As the contract writes it, without the group's beginning: `query_balance/`.
    let path: String
    /// As the client names it: `queryBalance`.
    let name: String
    let isPost: Bool
    let endpoint: JSONValue
    let fields: [JSONValue]

    /// Nil for what no mini-program asks: pictures, pages, keys, callbacks, the back office.
    init?(_ endpoint: JSONValue) {
        let answers = endpoint["answers"]?.array ?? []
        let isJSON = answers.contains { $0["status"]?.integer == 200 && $0["schema"] != nil }
        guard let path = endpoint["path"]?.string, isJSON,
            let group = ClientGroup.all.last(where: { path.hasPrefix($0.base) }),
            ["identity", "open", "everybody"].contains(endpoint["access"]?.string)
        else { return nil }
        self.group = group
        self.path = String(path.dropFirst(group.base.count))
        self.endpoint = endpoint
        name = Self.camel(self.path)
        isPost = endpoint["methods"]?.array?.contains(.string("GET")) != true
        fields = endpoint["parameters"]?.array ?? []
    }

    /// `area/cities/withHot` is `areaCitiesWithHot`; the client does the same.
    private static func camel(_ path: String) -> String {
        let words = path.split { $0 == "/" || $0 == "_" }
        return words.dropFirst().reduce(String(words.first ?? "")) {
            $0 + ($1.first?.uppercased() ?? "") + $1.dropFirst()
        }
    }

    var title: String { "\(group.name).\(name)" }

    /// The field that holds a file, where there is one.
    var file: String? {
        fields.first { $0["schema"]?["format"]?.string == "binary" }?["name"]?.string
    }

    private func has(_ name: String) -> Bool {
        fields.contains { $0["name"]?.string == name }
    }

    private func requires(_ name: String) -> Bool {
        fields.contains { $0["name"]?.string == name && $0["required"]?.bool == true }
    }

    /// Whether `code` is what wx.login gave.
    var takesCode: Bool {
        endpoint["access"]?.string == "open" && endpoint["rate_class"]?.string == "logins"
            && requires("code")
    }

    /// Whether a token has to be there: also where a log-in of this very phone may stand for it.
    private var needsToken: Bool {
        switch endpoint["access"]?.string {
        case "identity": true
        case "open": endpoint["rate_class"]?.string == "logins" && !takesCode
        default: false
        }
    }

    /// What the client has to know of it, a letter each.
    var flags: String {
        let all: [(Bool, String)] = [
            (isPost, "P"), (needsToken, "t"), (takesCode, "c"), (has("openid"), "o"),
            (has("unionid"), "u"), (takesCode && has("appid"), "a"),
        ]
        return all.filter(\.0).map(\.1).joined()
    }

    /// Whether the client puts it in by itself where it is not given.
    func isFilledIn(_ field: String) -> Bool {
        field == "openid" || field == "unionid" || (field == "code" && takesCode)
    }
}

/// The calls whose addresses begin alike.
struct ClientGroup {
    let name: String
    let contract: String
    let base: String

    /// Those whose beginning is the longer come later.
    static let all = [
        ClientGroup(name: "points", contract: "points", base: "/api/"),
        ClientGroup(name: "wxAuth", contract: "wx_auth", base: "/miniprog/wx_auth/"),
        ClientGroup(name: "treasure", contract: "treasure", base: "/api/treasure/"),
        ClientGroup(name: "merchants", contract: "merchants", base: "/api/user/"),
        ClientGroup(name: "smallapp", contract: "smallapp", base: "/api/smallapp/"),
        ClientGroup(name: "session", contract: "sessions", base: "/api/session/"),
        ClientGroup(name: "account", contract: "sessions", base: "/api/account/"),
    ]
}
