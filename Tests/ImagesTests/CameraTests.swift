import Basics
import Testing

@testable import Images

/// Files as telephones and cameras make them, which every viewer shows.
@Suite struct CameraTests {
    /// Sizes of an iPhone, two Androids and a camera for the fundus; and 25 megapixels.
    @Test(arguments: [
        (4032, 3024), (4080, 3060), (4096, 3072), (4288, 2848), (3024, 4032), (5000, 5000),
    ])
    func sizes(_ width: Int, _ height: Int) throws {
        let jpeg = try Samples.jpeg()
        let frame = try #require(jpeg.indices.first { jpeg[$0] == 0xff && jpeg[$0 + 1] == 0xc0 })
        var octets = jpeg
        let sides = [height >> 8, height & 0xff, width >> 8, width & 0xff]
        octets.replaceSubrange(frame + 5..<frame + 9, with: sides.map { UInt8($0) })
        let head = try ImageHead(octets)
        #expect(head.width == width && head.height == height)
    }

    @Test func anIPhonesPictureIsDecoded() throws {
        let file = try Picture(width: 4032, height: 3024, filled: .white).jpeg()
        let picture = try Picture.decode(file)
        #expect(picture.width == 4032 && picture.height == 3024)
        #expect(picture.color(atX: 4031, y: 3023) == .white)
    }

    @Test(arguments: [false, true])
    func withoutItsEnd(_ isProgressive: Bool) throws {
        let whole = isProgressive ? Samples.progressiveJPEG : try Samples.jpeg()
        let sum = try Self.pixels(of: whole)
        try #require(whole.suffix(2) == [0xff, 0xd9])
        #expect(try Self.pixels(of: Bytes(whole.dropLast())) == sum)
        #expect(try Self.pixels(of: Bytes(whole.dropLast(2))) == sum)
        #expect(try ImageHead(Bytes(whole.dropLast(2))).lacksEnd)
    }

    /// Between two segments, behind the head and before the end.
    @Test func octetsBeforeAMark() throws {
        let whole = try Samples.jpeg()
        let sum = try Self.pixels(of: whole)
        let mark = try #require(
            whole.indices.dropFirst(2).first { whole[$0] == 0xff && whole[$0 + 1] == 0xdb }
        )
        for stray in [[0], [0x12, 0x34, 0x56], [0xff, 0], [0xff, 0xff]] as [Bytes] {
            #expect(try Self.pixels(of: Bytes(whole[..<mark]) + stray + whole[mark...]) == sum)
        }
        let ended = Bytes(whole.dropLast(2)) + [0xff, 0xff, 0xd9]
        #expect(try Self.pixels(of: ended) == sum)
    }

    /// As Samsung's telephones write it: notes of theirs behind the end, which end in `SEFT`.
    @Test func aTrailer() throws {
        let whole = try Samples.jpeg()
        let note = Bytes("\0\0\u{1}\u{a}\u{e}\0\0\0Image_UTC_Data1600000000000SEFH".utf8)
        let trailer = note + Bytes(repeating: 0, count: 24) + Bytes("SEFT".utf8)
        #expect(try Self.pixels(of: whole + trailer) == Self.pixels(of: whole))
        #expect(try Self.pixels(of: whole + [0xff, 0xd8, 0xff]) == Self.pixels(of: whole))
    }

    /// Half a picture is none: cut in the data of its last scan, or with a scan too few.
    @Test func cutShort() throws {
        let noise = try Picture(width: 64, height: 64, filled: .white)
        let random = SeededPixels()
        for y in 0..<64 { for x in 0..<64 { noise.set(random.color(x, y), atX: x, y: y) } }
        let whole = try noise.jpeg()
        for count in stride(from: whole.count / 2, to: whole.count - 2, by: 7) {
            #expect(throws: ImageFailure.damaged) { try Picture.decode(Bytes(whole[..<count])) }
        }
        let progressive = Samples.progressiveJPEG
        let scans = progressive.indices.dropLast().filter {
            progressive[$0] == 0xff && progressive[$0 + 1] == 0xda
        }
        for scan in scans {
            #expect(throws: ImageFailure.damaged) {
                try Picture.decode(Bytes(progressive[..<scan]))
            }
        }
    }

    private struct SeededPixels {
        func color(_ x: Int, _ y: Int) -> Color {
            let value = (x &* 7919 &+ y &* 104_729) &* 2_654_435_761
            return Color(
                red: UInt8(truncatingIfNeeded: value >> 8),
                green: UInt8(truncatingIfNeeded: value >> 16),
                blue: UInt8(truncatingIfNeeded: value >> 24)
            )
        }
    }

    private static func pixels(of octets: Bytes) throws -> [Color] {
        let picture = try Picture.decode(octets)
        return (0..<picture.height).flatMap { y in
            (0..<picture.width).compactMap { x in picture.color(atX: x, y: y) }
        }
    }
}
