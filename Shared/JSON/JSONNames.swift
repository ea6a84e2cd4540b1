import Basics

/// Finds a second member of one name: by looking through a few, by a set among many, so that an
/// object with a hundred thousand members costs no more than its length.
struct JSONNames {
    private static let few = 8
    private var many: Set<ExternalID> = []

    /// Whether `name` is not yet among `members`, which hold all names inserted so far.
    mutating func insert(
        _ name: String,
        beside members: [(name: String, value: JSONValue)]
    ) -> Bool {
        guard members.count >= Self.few else {
            return !members.contains { $0.name.hasSameOctets(as: name) }
        }
        if many.isEmpty {
            many = Set(members.map { ExternalID($0.name) })
        }
        return many.insert(ExternalID(name)).inserted
    }
}
