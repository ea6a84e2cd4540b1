import Basics

/// GIF (87a and 89a). The decoder gets the first frame and nothing behind it.
enum GIFReader {
    static func head(of octets: Bytes) throws(ImageFailure) -> ImageHead {
        var reader = OctetReader(octets)
        try reader.skip(6)
        let screen = (width: try reader.little(2), height: try reader.little(2))
        let flags = try reader.octet()
        try reader.skip(2)
        try skipTable(flags, &reader)
        // What is said about the whole screen has to be possible, although it is not drawn.
        _ = try ImageHead(.gif, screen)
        while true {
            switch try reader.octet() {
            case 0x21:
                try reader.skip(1)
                try skipBlocks(&reader)
            case 0x2c:
                let size = try frame(&reader, in: screen)
                let essence = octets[..<reader.position] + [0x3b]
                return try ImageHead(.gif, size, essence: Bytes(essence))
            default: throw .damaged
            }
        }
    }

    private static func frame(
        _ reader: inout OctetReader,
        in screen: (width: Int, height: Int)
    ) throws(ImageFailure) -> (width: Int, height: Int) {
        let left = try reader.little(2)
        let top = try reader.little(2)
        let width = try reader.little(2)
        let height = try reader.little(2)
        guard left + width <= screen.width, top + height <= screen.height else { throw .damaged }
        try skipTable(try reader.octet(), &reader)
        guard (2...8).contains(try reader.octet()) else { throw .damaged }
        try skipBlocks(&reader)
        return (width, height)
    }

    /// A table of colours, where the flags say that there is one.
    private static func skipTable(
        _ flags: UInt8,
        _ reader: inout OctetReader
    ) throws(ImageFailure) {
        guard flags & 0x80 != 0 else { return }
        try reader.skip(3 << (Int(flags & 7) + 1))
    }

    /// Blocks with their lengths before them, up to an empty one.
    private static func skipBlocks(_ reader: inout OctetReader) throws(ImageFailure) {
        while case let length = Int(try reader.octet()), length > 0 { try reader.skip(length) }
    }
}
