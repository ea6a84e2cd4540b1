import Basics

/// JPEG (ITU-T T.81, annex B): walks all segments and scans up to the end mark, so that a file that
/// was cut short is told from a whole one.
enum JPEGReader {
    /// A progressive picture has about ten; each costs a pass over all pixels.
    private static let maximumScans = 64

    static func head(of octets: Bytes) throws(ImageFailure) -> ImageHead {
        var reader = OctetReader(octets)
        try reader.skip(2)
        var size: (width: Int, height: Int)?
        var orientation: Orientation?
        var scans = 0
        while true {
            let marker = try marker(&reader)
            if marker == 0xd9 { break }
            let segment = try reader.range(2)
            var length = OctetReader(octets, segment)
            let body = try reader.range(try length.big(2) - 2)
            switch marker {
            case 0xc0, 0xc1, 0xc2:
                guard size == nil, scans == 0 else { throw .damaged }
                size = try frame(octets, body)
            case 0xc3, 0xc5...0xc7, 0xc9...0xcb, 0xcd...0xcf:
                // Lossless, hierarchical or arithmetic.
                throw .unknownKind
            case 0xe1 where orientation == nil && isEXIF(octets, body):
                orientation = Orientation(exif: octets, body)
            case 0xda:
                scans += 1
                guard size != nil, scans <= maximumScans else { throw .damaged }
                try skipScan(&reader)
            default: break
            }
        }
        guard let size, scans > 0 else { throw .damaged }
        return try ImageHead(.jpeg, size, orientation: orientation ?? .upright)
    }

    /// The next mark that begins a segment or ends the file.
    private static func marker(_ reader: inout OctetReader) throws(ImageFailure) -> UInt8 {
        guard try reader.octet() == 0xff else { throw .damaged }
        var marker = try reader.octet()
        while marker == 0xff { marker = try reader.octet() }
        switch marker {
        case 0xc0...0xcf, 0xd9...0xfe: return marker
        default: throw .damaged
        }
    }

    private static func frame(
        _ octets: Bytes,
        _ body: Range<Int>
    ) throws(ImageFailure) -> (width: Int, height: Int) {
        var reader = OctetReader(octets, body)
        guard try reader.octet() == 8 else { throw .unknownKind }
        let height = try reader.big(2)
        let width = try reader.big(2)
        let components = Int(try reader.octet())
        guard [1, 3, 4].contains(components), reader.left == 3 * components else {
            throw .damaged
        }
        return (width, height)
    }

    private static func isEXIF(_ octets: Bytes, _ body: Range<Int>) -> Bool {
        var reader = OctetReader(octets, body)
        return reader.take("Exif\0\0")
    }

    /// Up to the mark behind the scan's data, in which a zero follows each octet of ones, and
    /// restarts stand between.
    private static func skipScan(_ reader: inout OctetReader) throws(ImageFailure) {
        while true {
            try reader.skip(to: 0xff)
            var ahead = reader
            try ahead.skip(1)
            switch try ahead.octet() {
            case 0, 0xd0...0xd7: reader = ahead
            case 0xff: try reader.skip(1)
            default: return
            }
        }
    }
}
