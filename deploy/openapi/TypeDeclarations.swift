import JSON

/// The calls as TypeScript's declarations.
struct TypeDeclarations {
    private let groups: [(ClientGroup, [ClientCall])]

    init(_ groups: [(ClientGroup, [ClientCall])]) { self.groups = groups }

    private var calls: [ClientCall] { groups.flatMap(\.1) }

    var text: String {
        [methods, answers, codes, commonCodes].joined(separator: "\n")
    }

    // MARK: Calls

    private var methods: String {
        let blocks = groups.map { group, calls in
            "  \(group.name): {\n" + calls.map(method).joined() + "  };\n"
        }
        return "export interface Calls {\n\(blocks.joined())}\n"
    }

    private func method(_ call: ClientCall) -> String {
        let summary = call.endpoint["summary"]?.string ?? ""
        let verb = call.isPost ? "POST" : "GET"
        return """
                /** \(summary) `\(verb) \(call.group.base)\(call.path)` */
                \(call.name)(\(parameters(of: call))): Promise<Answers["\(call.title)"]>;

            """
    }

    private func parameters(of call: ClientCall) -> String {
        var shown = call.fields
        let always = Set(shown.filter { $0["required"]?.bool == true }.compactMap(Self.name))
        let ways = (call.endpoint["alternatives"]?.array ?? []).map { way in
            (way.array ?? []).compactMap(\.string).filter {
                !always.contains($0) && !call.isFilledIn($0)
            }
        }
        let isOneNeeded = !ways.isEmpty && !ways.contains { $0.isEmpty }
        let inWays = isOneNeeded ? Set(ways.joined()) : []
        shown.removeAll { Self.name($0).map(inWays.contains) ?? true }
        var isOptional = !isOneNeeded
        var members: [String] = []
        for field in shown {
            guard let name = Self.name(field) else { continue }
            let isNeeded = always.contains(name) && !call.isFilledIn(name)
            if isNeeded { isOptional = false }
            members.append("\(name)\(isNeeded ? "" : "?"): \(Self.type(ofField: field))")
        }
        var type = members.isEmpty ? "{}" : "{ \(members.joined(separator: "; ")) }"
        if isOneNeeded {
            let union = ways.map { way in
                let parts = call.fields.compactMap { field -> String? in
                    guard let name = Self.name(field), inWays.contains(name) else { return nil }
                    let isIn = way.contains(name)
                    return "\(name)\(isIn ? "" : "?"): \(Self.type(ofField: field))"
                }
                return "{ \(parts.joined(separator: "; ")) }"
            }
            type = (members.isEmpty ? "" : "\(type) & ") + "(\(union.joined(separator: " | ")))"
        }
        return "params\(isOptional ? "?" : ""): \(type), extras?: Extras"
    }

    private static func name(_ field: JSONValue) -> String? { field["name"]?.string }

    /// A file is the path that WeChat has given to it.
    private static func type(ofField field: JSONValue) -> String {
        TypeText.of(field["schema"] ?? .null)
    }

    // MARK: Answers

    private var answers: String {
        var known: [(type: String, title: String)] = []
        let lines = calls.map { call in
            let type = Self.answer(of: call)
            let same = known.first { $0.type == type && type.count > 80 }
            known.append((type, call.title))
            return "  \"\(call.title)\": \(same.map { "Answers[\"\($0.title)\"]" } ?? type);\n"
        }
        return "/** What is in the envelopes. */\nexport interface Answers {\n\(lines.joined())}\n"
    }

    /// What the client makes of a success's body.
    private static func answer(of call: ClientCall) -> String {
        let answers = call.endpoint["answers"]?.array ?? []
        let body = answers.first { $0["status"]?.integer == 200 }?["schema"] ?? .null
        let success = body["anyOf"]?.array?.first ?? body
        if let results = success["properties"]?["results"]?["items"] { return TypeText.of(results) }
        let envelope =
            call.group.contract == "treasure"
            ? ["status", "msg"] : ["code", "msg", "message", "detail"]
        let members = (success["properties"]?.object?.members ?? []).filter {
            !envelope.contains($0.name)
        }
        if members.isEmpty { return "Nothing" }
        let data = members.first { $0.name == "data" }?.value
        if let data, data["type"]?.string != "array" || members.count == 1 {
            return TypeText.of(data)
        }
        return TypeText.object(members, required: success["required"]?.array ?? [])
    }

    // MARK: Codes

    /// Those that each call of a contract may give stand once.
    private var commonCodes: String {
        let lines = Self.contracts(calls).map { contract, calls in
            "  \(contract): \(Self.union(Self.common(calls)));\n"
        }
        return """
            /** Codes that every call of a contract may give, those of the transport. */
            export interface CommonCodes {
            \(lines.joined())}

            """
    }

    private var codes: String {
        let lines = Self.contracts(calls).flatMap { contract, calls in
            let common = Self.common(calls)
            return calls.map { call in
                let own = Self.codes(of: call).filter { !common.contains($0) }
                let before = own.isEmpty ? "" : "\(Self.union(own)) | "
                return "  \"\(call.title)\": \(before)CommonCodes[\"\(contract)\"];\n"
            }
        }
        return "/** The codes of refusals. */\nexport interface Codes {\n\(lines.joined())}\n"
    }

    private static func contracts(_ calls: [ClientCall]) -> [(String, [ClientCall])] {
        var names: [String] = []
        for call in calls where !names.contains(call.group.contract) {
            names.append(call.group.contract)
        }
        return names.map { name in (name, calls.filter { $0.group.contract == name }) }
    }

    private static func codes(of call: ClientCall) -> [Int64] {
        let all = (call.endpoint["answers"]?.array ?? []).flatMap { $0["codes"]?.array ?? [] }
        return Set(all.compactMap { $0["code"]?.integer }).subtracting([0]).sorted()
    }

    private static func common(_ calls: [ClientCall]) -> [Int64] {
        let sets = calls.map { Set(codes(of: $0)) }
        return sets.dropFirst().reduce(sets.first ?? []) { $0.intersection($1) }.sorted()
    }

    private static func union(_ codes: [Int64]) -> String {
        codes.isEmpty ? "never" : codes.map(String.init).joined(separator: " | ")
    }
}
