import Basics
import Contracts
import HTTP
import ServiceKit

/// Where every path leads. What is not in here does not exist outside: neither `/internal/`, nor
/// `/metrics`, nor `/readyz`.
struct RouteTable: Sendable {
    private var exact: [Bytes: RouteRule] = [:]
    private var prefixes: [(octets: Bytes, rule: RouteRule)] = []
    /// All rules, in the order of the list.
    let rules: [RouteRule]

    init(_ rules: [RouteRule]) {
        self.rules = rules
        for rule in rules {
            let octets = Bytes(rule.pattern.utf8)
            if octets.suffix(2).elementsEqual("/*".utf8) {
                prefixes.append((Bytes(octets.dropLast()), rule))
            } else {
                exact[octets] = rule
            }
        }
    }

    /// The rule for a path, octet by octet, with or without one final slash. Nil when there is
    /// none, and for every path that somebody could read in two ways.
    func rule(for path: ArraySlice<UInt8>) -> RouteRule? {
        guard PathHygiene.isClean(path) else { return nil }
        var plain = Bytes(path)
        if plain.count > 1, plain.last == UInt8(ascii: "/") { plain.removeLast() }
        if let rule = exact[plain] { return rule }
        return prefixes.first { prefix in
            plain.count > prefix.octets.count && plain.starts(with: prefix.octets)
        }?.rule
    }
}
