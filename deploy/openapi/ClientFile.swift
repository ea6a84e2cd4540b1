import JSON

/// A file of the mini-programs' client: the end of it, which is made of what the processes say of
/// themselves. The beginnings stand in the folder `client`.
enum ClientFile: String, CaseIterable {
    case script = "kumquat.js"
    case types = "kumquat.d.ts"

    func text(_ endpoints: [JSONValue]) -> String {
        let calls = endpoints.compactMap { ClientCall($0) }
        let groups = ClientGroup.all.map { group in
            (group, calls.filter { $0.group.name == group.name })
        }
        switch self {
        case .script: return Self.table(groups)
        case .types: return TypeDeclarations(groups).text
        }
    }

    /// The calls as the client reads them.
    private static func table(_ groups: [(ClientGroup, [ClientCall])]) -> String {
        let rows = groups.map { group, calls in
            let lines = calls.map { call in
                let end = call.file.map { ":\($0)" } ?? ""
                return " \(call.path):\(call.flags)\(end)"
            }
            return "  \(group.name): \"\(group.base)\(lines.joined())\",\n"
        }
        return "const CALLS = {\n\(rows.joined())};\n"
    }
}
