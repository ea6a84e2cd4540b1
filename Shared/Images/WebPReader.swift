import Basics

/// WebP (RFC 9649): lossy, lossless and extended; not animated.
enum WebPReader {
    static func head(of octets: Bytes) throws(ImageFailure) -> ImageHead {
        var file = OctetReader(octets)
        try file.skip(4)
        let length = try file.little(4)
        guard length >= 12, length <= file.left else { throw .damaged }
        var reader = OctetReader(octets, file.position + 4..<file.position + length)
        var canvas: (width: Int, height: Int)?
        var picture: (width: Int, height: Int)?
        var orientation = Orientation.upright
        var profile: ColorProfile?
        while reader.left > 0 {
            let type = ExternalID(octets[try reader.range(4)])
            let body = try reader.range(try reader.little(4))
            if body.count % 2 == 1, reader.left > 0 { try reader.skip(1) }
            var inner = OctetReader(octets, body)
            switch type {
            case "VP8X":
                guard canvas == nil, picture == nil else { throw .damaged }
                canvas = try extended(&inner)
            case "VP8 ":
                guard picture == nil else { throw .damaged }
                picture = try lossy(&inner)
            case "VP8L":
                guard picture == nil else { throw .damaged }
                picture = try lossless(&inner)
            case "ICCP" where body.count <= 64 * 1024: profile = ColorProfile(Bytes(octets[body]))
            case "EXIF": orientation = Orientation(exif: octets, body)
            default: break
            }
        }
        guard let picture else { throw .damaged }
        if let canvas, canvas != picture { throw .damaged }
        return try ImageHead(.webp, picture, orientation: orientation, profile: profile)
    }

    private static func extended(
        _ reader: inout OctetReader
    ) throws(ImageFailure) -> (width: Int, height: Int) {
        let isAnimated = try reader.octet() & 2 != 0
        guard !isAnimated else { throw .unknownKind }
        try reader.skip(3)
        return (1 + (try reader.little(3)), 1 + (try reader.little(3)))
    }

    /// A key frame of VP8 (RFC 6386, 9.1).
    private static func lossy(
        _ reader: inout OctetReader
    ) throws(ImageFailure) -> (width: Int, height: Int) {
        let tag = try reader.little(3)
        guard tag & 1 == 0, try reader.big(3) == 0x9d012a else { throw .damaged }
        return (try reader.little(2) & 0x3fff, try reader.little(2) & 0x3fff)
    }

    private static func lossless(
        _ reader: inout OctetReader
    ) throws(ImageFailure) -> (width: Int, height: Int) {
        guard try reader.octet() == 0x2f else { throw .damaged }
        let bits = try reader.little(4)
        guard bits >> 29 == 0 else { throw .damaged }
        return (1 + (bits & 0x3fff), 1 + (bits >> 14 & 0x3fff))
    }
}
