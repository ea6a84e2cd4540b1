import Basics

/// How a camera was held (EXIF 2.3, tag 274).
public enum Orientation: Int, Sendable, CaseIterable {
    case upright = 1
    case mirrored, upsideDown, flipped, transposed, lyingLeft, transversed, lyingRight

    /// Out of a block of EXIF, with or without its `Exif` mark; upright where it says nothing or
    /// cannot be read, since a picture is not refused for its notes.
    init(exif octets: Bytes, _ range: Range<Int>) {
        self = (try? Self.read(octets, range)) ?? .upright
    }

    private static func read(
        _ octets: Bytes,
        _ range: Range<Int>
    ) throws(ImageFailure) -> Orientation? {
        var mark = OctetReader(octets, range)
        _ = mark.take("Exif\0\0")
        let start = mark.position
        var reader = OctetReader(octets, start..<mark.end)
        let isLittle = reader.take("II")
        guard isLittle || reader.take("MM") else { return nil }
        func number(_ count: Int) throws(ImageFailure) -> Int {
            isLittle ? try reader.little(count) : try reader.big(count)
        }
        guard try number(2) == 42 else { return nil }
        let offset = try number(4)
        guard offset >= 8 else { return nil }
        try reader.skip(offset - 8)
        for _ in 0..<(try number(2)) {
            let tag = try number(2)
            let type = try number(2)
            let count = try number(4)
            let value = try number(2)
            try reader.skip(2)
            // A short, of which there is one.
            if tag == 274 { return type == 3 && count == 1 ? Orientation(rawValue: value) : nil }
        }
        return nil
    }
}
