import Basics

/// PNG (ISO/IEC 15948). The decoder gets the chunks that make the picture and no others: texts and
/// profiles in them are compressed, and may grow to anything.
enum PNGReader {
    static let signature: Bytes = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

    static func head(of octets: Bytes) throws(ImageFailure) -> ImageHead {
        var reader = OctetReader(octets)
        try reader.skip(signature.count)
        let first = try chunk(&reader, octets)
        guard first.type == "IHDR" else { throw .damaged }
        let size = try dimensions(octets, first.body)
        var essence = Bytes(octets[..<reader.position])
        var orientation = Orientation.upright
        var profile: ColorProfile?
        var hasData = false
        while true {
            let chunk = try chunk(&reader, octets)
            switch chunk.type {
            case "IHDR": throw .damaged
            case "IDAT": hasData = true
            case "iCCP": profile = self.profile(octets, chunk.body)
            case "eXIf": orientation = Orientation(exif: octets, chunk.body)
            default: break
            }
            if ["PLTE", "tRNS", "IDAT", "IEND"].contains(chunk.type) {
                essence += octets[chunk.whole]
            }
            if chunk.type == "IEND" { break }
        }
        guard hasData else { throw .damaged }
        return try ImageHead(
            .png,
            size,
            orientation: orientation,
            essence: essence,
            profile: profile
        )
    }

    /// A name, a zero, the way of packing (there is one), and the profile, packed. What unfolds to
    /// more than any camera's is none.
    private static func profile(_ octets: Bytes, _ body: Range<Int>) -> ColorProfile? {
        guard let end = octets[body].prefix(80).firstIndex(of: 0), end + 2 < body.upperBound else {
            return nil
        }
        let packed = Bytes(octets[(end + 2)..<body.upperBound])
        return GD.unfolded(packed, upTo: maximumProfile).flatMap { ColorProfile($0) }
    }

    private static let maximumProfile = 64 * 1024

    private struct Chunk {
        let type: ExternalID
        let body: Range<Int>
        /// With length, type and check.
        let whole: Range<Int>
    }

    private static func chunk(
        _ reader: inout OctetReader,
        _ octets: Bytes
    ) throws(ImageFailure) -> Chunk {
        let start = reader.position
        let length = try reader.big(4)
        let type = ExternalID(octets[try reader.range(4)])
        let body = try reader.range(length)
        try reader.skip(4)
        return Chunk(type: type, body: body, whole: start..<reader.position)
    }

    private static func dimensions(
        _ octets: Bytes,
        _ body: Range<Int>
    ) throws(ImageFailure) -> (width: Int, height: Int) {
        guard body.count == 13 else { throw .damaged }
        var reader = OctetReader(octets, body)
        let width = try reader.big(4)
        let height = try reader.big(4)
        let depth = try reader.octet()
        let colors = try reader.octet()
        guard width <= Int32.max, height <= Int32.max else { throw .damaged }
        switch (colors, depth) {
        case (0, 1), (0, 2), (0, 4), (0, 8), (0, 16), (3, 1), (3, 2), (3, 4), (3, 8): break
        case (2, 8), (2, 16), (4, 8), (4, 16), (6, 8), (6, 16): break
        default: throw .damaged
        }
        guard try reader.octet() == 0, try reader.octet() == 0, try reader.octet() <= 1 else {
            throw .damaged
        }
        return (width, height)
    }
}
