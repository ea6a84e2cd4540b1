import Basics

/// A pattern, taken apart: `/api/orders/{id}`.
struct RoutePattern: Sendable {
    enum Segment: Sendable, Hashable {
        case literal(Bytes)
        case capture(String)
    }

    let text: String
    let segments: [Segment]

    /// Nil for what is no pattern.
    init?(_ text: String) {
        let path = Bytes(text.utf8)
        guard path.first == .slash else { return nil }
        self.text = text
        var segments: [Segment] = []
        var names: Set<String> = []
        for part in RoutePath.segments(RoutePath.withoutFinalSlash(path[...])) {
            guard let segment = Self.segment(part) else { return nil }
            if case .capture(let name) = segment, !names.insert(name).inserted { return nil }
            segments.append(segment)
        }
        self.segments = segments
    }

    var hasCaptures: Bool {
        segments.contains { if case .capture = $0 { true } else { false } }
    }

    /// The path of a pattern without captures, without its final slash.
    var literalPath: Bytes {
        Bytes(RoutePath.withoutFinalSlash(Bytes(text.utf8)[...]))
    }

    /// Whether both match exactly the same paths.
    func covers(_ other: RoutePattern) -> Bool {
        segments.count == other.segments.count
            && zip(segments, other.segments).allSatisfy { pair in
                switch pair {
                case (.literal(let left), .literal(let right)): left == right
                case (.capture, .capture): true
                default: false
                }
            }
    }

    /// What stands in the place of the captures; nil when the path is another.
    func captures(in path: [ArraySlice<UInt8>]) -> [String: String]? {
        guard path.count == segments.count else { return nil }
        var captures: [String: String] = [:]
        for (segment, part) in zip(segments, path) {
            switch segment {
            case .literal(let literal):
                guard literal[...] == part else { return nil }
            case .capture(let name):
                guard let value = RoutePath.captured(part) else { return nil }
                captures[name] = value
            }
        }
        return captures
    }

    private static func segment(_ part: ArraySlice<UInt8>) -> Segment? {
        if part.first == UInt8(ascii: "{"), part.last == UInt8(ascii: "}"), part.count > 2 {
            let name = part.dropFirst().dropLast()
            guard name.allSatisfy(isNameCharacter) else { return nil }
            return .capture(String(decoding: name, as: UTF8.self))
        }
        guard !RoutePath.isDotted(part), !part.isEmpty,
            part.allSatisfy({ $0.isTargetCharacter && !Bytes("{}%?".utf8).contains($0) })
        else { return nil }
        return .literal(Bytes(part))
    }

    private static func isNameCharacter(_ octet: UInt8) -> Bool {
        octet.isDigit || octet == UInt8(ascii: "_") || octet.lowercasedASCII &- 0x61 < 26
    }
}
