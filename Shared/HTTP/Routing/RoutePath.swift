import Basics

/// Paths as a router reads them.
enum RoutePath {
    /// One final slash means nothing; that of `/` itself and one behind another stay.
    static func withoutFinalSlash(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard path.last == .slash else { return path }
        let rest = path.dropLast()
        return rest.isEmpty || rest.last == .slash ? path : rest
    }

    /// What stands between the slashes of a path that begins with one; none for `/`.
    static func segments(_ path: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        guard path.count > 1 else { return [] }
        return path.dropFirst().split(separator: .slash, omittingEmptySubsequences: false)
    }

    static func isDotted(_ segment: some Collection<UInt8>) -> Bool {
        segment.count <= 2 && !segment.isEmpty && segment.allSatisfy { $0 == UInt8(ascii: ".") }
    }

    /// A segment decoded once; nil where it is empty, no UTF-8, dotted, or hides a slash, a
    /// backslash or a control character.
    static func captured(_ segment: ArraySlice<UInt8>) -> String? {
        guard let octets = PercentCoding.decode(segment, plusIsSpace: false), !octets.isEmpty,
            !isDotted(octets),
            octets.allSatisfy({
                $0 >= 0x20 && $0 != 0x7F && $0 != .slash && $0 != UInt8(ascii: "\\")
            })
        else { return nil }
        return String(validating: octets, as: UTF8.self)
    }
}
