import Basics

/// JPEG (ITU-T T.81, annex B): walks all segments and scans up to the end mark, so that a file that
/// was cut short is told from a whole one. As tolerant as every viewer is: some cameras leave octets
/// before a mark, some programs forget the end mark. Whether a file without one is whole only
/// decoding can say (``ImageHead/lacksEnd``).
enum JPEGReader {
    /// A progressive picture has about ten; each costs a pass over all pixels.
    private static let maximumScans = 64
    /// Of one profile, all its parts together; those of cameras have hundreds.
    private static let maximumProfile = 64 * 1024

    private struct Frame {
        let size: (width: Int, height: Int)
        var scans: JPEGScans
    }

    static func head(of octets: Bytes) throws(ImageFailure) -> ImageHead {
        var reader = OctetReader(octets)
        try reader.skip(2)
        var frame: Frame?
        var orientation: Orientation?
        var profile: Bytes = []
        var scans = 0
        var lacksEnd = false
        while true {
            guard let marker = try marker(&reader, mayEnd: scans > 0) else {
                lacksEnd = true
                break
            }
            if marker == 0xd9 { break }
            let segment = try reader.range(2)
            var length = OctetReader(octets, segment)
            let body = try reader.range(try length.big(2) - 2)
            switch marker {
            case 0xc0, 0xc1, 0xc2:
                guard frame == nil, scans == 0 else { throw .damaged }
                frame = try self.frame(octets, body, isProgressive: marker == 0xc2)
            case 0xc3, 0xc5...0xc7, 0xc9...0xcb, 0xcd...0xcf:
                // Lossless, hierarchical or arithmetic.
                throw .unknownKind
            case 0xe1 where orientation == nil && isEXIF(octets, body):
                orientation = Orientation(exif: octets, body)
            case 0xe2: append(octets, body, to: &profile)
            case 0xda:
                scans += 1
                guard frame != nil, scans <= maximumScans else { throw .damaged }
                var header = OctetReader(octets, body)
                try frame?.scans.note(&header)
                skipScan(&reader)
            default: break
            }
        }
        guard let frame, scans > 0, !lacksEnd || frame.scans.areComplete else { throw .damaged }
        return try ImageHead(
            .jpeg,
            frame.size,
            orientation: orientation ?? .upright,
            profile: ColorProfile(profile),
            lacksEnd: lacksEnd
        )
    }

    /// The next mark that begins a segment or ends the file, whatever stands before it; nil where
    /// the file ends first, which it may behind a scan.
    private static func marker(
        _ reader: inout OctetReader,
        mayEnd: Bool
    ) throws(ImageFailure) -> UInt8? {
        while reader.skipIfAny(to: 0xff) {
            while reader.left > 0 {
                switch try reader.octet() {
                case 0xff: continue
                case let marker where (0xc0...0xcf).contains(marker) || marker >= 0xd9:
                    return marker
                default: break
                }
                break
            }
        }
        guard mayEnd else { throw .damaged }
        return nil
    }

    private static func frame(
        _ octets: Bytes,
        _ body: Range<Int>,
        isProgressive: Bool
    ) throws(ImageFailure) -> Frame {
        var reader = OctetReader(octets, body)
        guard try reader.octet() == 8 else { throw .unknownKind }
        let height = try reader.big(2)
        let width = try reader.big(2)
        let count = Int(try reader.octet())
        guard [1, 3, 4].contains(count), reader.left == 3 * count else { throw .damaged }
        var components: Bytes = []
        for _ in 0..<count {
            components.append(try reader.octet())
            try reader.skip(2)
        }
        return Frame(
            size: (width, height),
            scans: JPEGScans(components: components, isProgressive: isProgressive)
        )
    }

    private static func isEXIF(_ octets: Bytes, _ body: Range<Int>) -> Bool {
        var reader = OctetReader(octets, body)
        return reader.take("Exif\0\0")
    }

    /// A part of the profile (ICC.1, B.4): its number, and how many there are, stand before it. They
    /// come in order.
    private static func append(_ octets: Bytes, _ body: Range<Int>, to profile: inout Bytes) {
        var reader = OctetReader(octets, body)
        guard reader.take("ICC_PROFILE\0"), reader.left > 2,
            profile.count + reader.left <= maximumProfile
        else { return }
        profile += octets[(reader.position + 2)..<reader.end]
    }

    /// Up to the mark behind the scan's data, in which a zero follows each octet of ones, and
    /// restarts stand between; or up to the end.
    private static func skipScan(_ reader: inout OctetReader) {
        while reader.skipIfAny(to: 0xff) {
            var ahead = reader
            guard (try? ahead.skip(1)) != nil, let next = try? ahead.octet() else {
                return reader = ahead
            }
            switch next {
            case 0, 0xd0...0xd7: reader = ahead
            case 0xff: try? reader.skip(1)
            default: return
            }
        }
    }
}
