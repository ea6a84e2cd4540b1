import Basics

/// Which parts of a JPEG's picture its scans have brought: by component and coefficient, how many of
/// the lowest bits are still missing. Tells a file without an end mark from one that was cut short
/// between two scans.
struct JPEGScans {
    private static let absent: UInt8 = 0xff

    private let isProgressive: Bool
    private let components: Bytes
    /// 64 a component.
    private var missing: Bytes

    /// For a frame of these components.
    init(components: Bytes, isProgressive: Bool) {
        self.components = components
        self.isProgressive = isProgressive
        missing = Bytes(repeating: Self.absent, count: components.count * 64)
    }

    /// Takes note of a scan, by its header behind the length (T.81, B.2.3).
    mutating func note(_ header: inout OctetReader) throws(ImageFailure) {
        let count = Int(try header.octet())
        guard (1...4).contains(count), header.left == 2 * count + 3 else { throw .damaged }
        var chosen: [Int] = []
        for _ in 0..<count {
            guard let place = components.firstIndex(of: try header.octet()) else { throw .damaged }
            chosen.append(place)
            try header.skip(1)
        }
        let (first, last) = (Int(try header.octet()), Int(try header.octet()))
        let lowest = try header.octet() & 15
        // What these say is binding in progressive files alone.
        let range = isProgressive ? first...max(first, last) : 0...63
        guard range.upperBound <= 63 else { throw .damaged }
        for place in chosen {
            for coefficient in range {
                missing[place * 64 + coefficient] = isProgressive ? lowest : 0
            }
        }
    }

    /// Whether every coefficient of every component is there to its last bit.
    var areComplete: Bool { missing.allSatisfy { $0 == 0 } }
}
