import JSON

/// Answers that several operations give alike: they stand once, and are referred to.
struct SharedResponses {
    private var known: [(status: String, response: JSONValue, count: Int)] = []

    mutating func count(_ operation: JSONValue) {
        for member in operation["responses"]?.object?.members ?? [] {
            if let index = index(of: member.name, member.value) {
                known[index].count += 1
            } else {
                known.append((member.name, member.value, 1))
            }
        }
    }

    /// The members of `components/responses`.
    var components: JSONValue {
        .object(
            JSONObject(
                known.indices.compactMap { index in
                    name(of: index).map { (name: $0, value: known[index].response) }
                }
            )
        )
    }

    /// An operation with references where others answer alike.
    func referring(_ operation: JSONValue) -> JSONValue {
        let members = (operation.object?.members ?? []).map { member in
            guard member.name == "responses" else { return member }
            let responses = (member.value.object?.members ?? []).map { response in
                let name = index(of: response.name, response.value).flatMap(name(of:))
                guard let name else { return response }
                let reference = JSONValue.string("#/components/responses/\(name)")
                let value = JSONValue.object(JSONObject(present: [("$ref", reference)]))
                return (name: response.name, value: value)
            }
            return (name: member.name, value: JSONValue.object(JSONObject(responses)))
        }
        return .object(JSONObject(members))
    }

    private func index(of status: String, _ response: JSONValue) -> Int? {
        known.firstIndex { $0.status == status && $0.response == response }
    }

    /// Nil for an answer that one operation alone gives.
    private func name(of index: Int) -> String? {
        let answer = known[index]
        guard answer.count > 1 else { return nil }
        let earlier = known[..<index].count { $0.status == answer.status && $0.count > 1 }
        return earlier == 0 ? "status_\(answer.status)" : "status_\(answer.status)_\(earlier + 1)"
    }
}
