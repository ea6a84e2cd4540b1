import JSON

/// What a trail shows of what was sent: short values as they are; secrets, telephone numbers and
/// medical data as digests, long things by their size.
struct TrailFields: Sendable {
    let digest: @Sendable (_ name: String, _ value: String) -> String

    private static let longest = 200
    private static let mostMembers = 40
    private static let secretParts = [
        "secret", "password", "token", "key", "pin", "phone", "mobile", "openid", "unionid", "card",
        "contacter",
    ]
    private static let subjects = [
        "uid", "iid", "order_no", "verify_code", "app_id", "ref", "openid", "id", "name",
    ]

    /// Whom or what a body without a name in its path is about.
    static func subject(_ given: JSONValue) -> String {
        for name in subjects where !isSecret(name) {
            if let text = given[name]?.string, !text.isEmpty { return "\(name)=\(text.prefix(80))" }
            if let number = given[name]?.integer { return "\(name)=\(number)" }
        }
        return ""
    }

    func text(_ given: JSONValue, isMedical: Bool, type: String?, length: Int?) -> String {
        var members: [(name: String, value: JSONValue)] = []
        for (name, value) in given.object?.members.prefix(Self.mostMembers) ?? []
        where name != "reason" {
            let hides = isMedical || Self.isSecret(name)
            members.append((name: String(name.prefix(60)), value: shown(name, value, hides: hides)))
        }
        if let type, length != 0 {
            members.append((name: "content_type", value: .string(String(type.prefix(60)))))
            if let length { members.append((name: "octets", value: .integer(Int64(length)))) }
        }
        return JSONValue.object(JSONObject(members)).octetsAsText
    }

    private func shown(_ name: String, _ value: JSONValue, hides: Bool) -> JSONValue {
        switch value {
        case .null, .bool: return value
        case .integer, .number, .string:
            if hides { return .string(digest(name, value.octetsAsText)) }
            guard case .string(let text) = value, text.count > Self.longest else { return value }
            return .string("\(text.prefix(Self.longest))…")
        case .array(let values):
            let text = value.octetsAsText
            if hides || text.utf8.count > Self.longest {
                return .string("\(values.count) × \(digest(name, text))")
            }
            return value
        case .object:
            return .string(digest(name, value.octetsAsText))
        }
    }

    private static func isSecret(_ name: String) -> Bool {
        let name = name.lowercased()
        return secretParts.contains(where: name.contains)
    }
}
