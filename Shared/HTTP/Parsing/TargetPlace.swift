import Basics

/// Where in a head the origin-form of its target stands (RFC 9112, 3.2).
struct TargetPlace {
    /// The authority of an absolute-form; it goes before the `Host` field.
    private(set) var authority: Range<Int>?
    private let origin: Range<Int>
    /// An absolute-form may have no path: `http://host` or `http://host?query`.
    private let lacksPath: Bool

    /// Reads the target at `place`, whose octets are known to be those of a URI.
    init(
        _ storage: Bytes,
        _ place: Range<Int>,
        of method: Method
    ) throws(HeadReading.Refusal) {
        if storage[place.lowerBound] == .slash {
            origin = place
            lacksPath = false
            try Self.checkPath(storage[place])
            return
        }
        if place.count == 1, storage[place.lowerBound] == UInt8(ascii: "*"), method == .options {
            origin = place
            lacksPath = false
            return
        }
        guard let scheme = Self.schemeLength(storage[place]) else { throw .bad }
        let rest = storage[(place.lowerBound + scheme)..<place.upperBound]
        let end = rest.firstIndex { $0 == .slash || $0 == UInt8(ascii: "?") } ?? rest.endIndex
        let authority = rest.startIndex..<end
        guard HostSyntax.isAuthority(storage.span.extracting(authority)) else { throw .bad }
        self.authority = authority
        origin = end..<place.upperBound
        lacksPath = end == rest.endIndex || storage[end] != .slash
        try Self.checkPath(storage[origin])
    }

    func target(in storage: Bytes) -> RequestTarget {
        guard lacksPath else {
            return RequestTarget(
                storage: storage,
                start: origin.lowerBound,
                end: origin.upperBound
            )
        }
        let whole = [.slash] + storage[origin]
        return RequestTarget(storage: whole, start: 0, end: whole.count)
    }

    /// A control character in a path, coded or not, is an attempt at something.
    private static func checkPath(_ target: ArraySlice<UInt8>) throws(HeadReading.Refusal) {
        var index = target.startIndex
        while index < target.endIndex, target[index] != UInt8(ascii: "?") {
            if target[index] == UInt8(ascii: "%"), index + 2 < target.endIndex,
                let high = target[index + 1].hexWorth, let low = target[index + 2].hexWorth
            {
                guard high > 1, high << 4 | low != 0x7F else { throw .bad }
            }
            index += 1
        }
    }

    private static func schemeLength(_ target: ArraySlice<UInt8>) -> Int? {
        for scheme in ["http://", "https://"]
        where HeaderFields.equal(target.prefix(scheme.utf8.count), scheme.utf8) {
            return scheme.utf8.count
        }
        return nil
    }
}
