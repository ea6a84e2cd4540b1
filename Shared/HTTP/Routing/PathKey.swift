/// A path as a key: hashed and compared as one run of octets, not element by element.
struct PathKey: Hashable, Sendable {
    private let octets: ArraySlice<UInt8>

    init(_ octets: ArraySlice<UInt8>) {
        self.octets = octets
    }

    static func == (left: PathKey, right: PathKey) -> Bool { left.octets == right.octets }

    func hash(into hasher: inout Hasher) {
        unsafe octets.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    }
}
