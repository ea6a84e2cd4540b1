import Basics
import TestKit
import Testing

@testable import Images

@Suite struct DecodingTests {
    @Test(arguments: Samples.all) func kinds(_ octets: Bytes) throws {
        let head = try ImageHead(octets)
        #expect(head.width == 16 && head.height == 8 && head.orientation == .upright)
        let picture = try Picture.decode(octets)
        #expect(picture.width == 16 && picture.height == 8)
        #expect(corners(picture).dropLast() == ["red", "green", "blue"])
    }

    @Test func whatShinesThroughStaysSo() throws {
        for octets in [Samples.clearGIF, Samples.palettePNG, Samples.clearWebP] {
            let picture = try Picture.decode(octets)
            #expect(corners(picture).last == "clear")
            let file = try picture.encoded()
            #expect(file.kind == .png && !picture.isOpaque)
            #expect(corners(try .decode(file.octets)) == ["red", "green", "blue", "clear"])
        }
        for octets in [Samples.plainGIF, Samples.lossyWebP, Samples.interlacedPNG] {
            #expect(try Picture.decode(octets).encoded().kind == .jpeg)
        }
    }

    /// The first pixel of a sample under each orientation, and the others in reading order.
    @Test(arguments: [
        (1, [0, 1, 2, 3]), (2, [1, 0, 3, 2]), (3, [3, 2, 1, 0]), (4, [2, 3, 0, 1]),
        (5, [0, 2, 1, 3]), (6, [2, 0, 3, 1]), (7, [3, 1, 2, 0]), (8, [1, 3, 0, 2]),
    ])
    func orientations(_ number: Int, _ order: [Int]) throws {
        let names = ["red", "green", "blue", "white"]
        for isLittle in [true, false] {
            let note = Self.note(number, isLittle: isLittle)
            let octets = try Samples.jpeg(Self.segment(note))
            #expect(try ImageHead(octets).orientation.rawValue == number)
            let picture = try Picture.decode(octets)
            #expect(picture.width == (number < 5 ? 16 : 8))
            #expect(picture.height == (number < 5 ? 8 : 16))
            #expect(corners(picture) == order.map { names[$0] })
            let file = try picture.encoded().octets
            #expect(try ImageHead(file).orientation == .upright)
            #expect(!String(decoding: file, as: UTF8.self).contains("Exif"))
        }
    }

    /// Notes that make no sense leave the picture as it is.
    @Test func strangeNotes() throws {
        let good = Self.note(6, isLittle: true)
        // The orientation ends at the 34th octet; what is behind it does not matter.
        var notes = (0..<34).map { Bytes(good[..<$0]) }
        notes += [Self.note(0, isLittle: true), Self.note(9, isLittle: false)]
        for index in 6..<good.count where index != 24 {
            var note = good
            note[index] = 0xff
            notes.append(note)
        }
        for note in notes {
            let octets = try Samples.jpeg(Self.segment(note))
            let picture = try Picture.decode(octets)
            #expect(picture.width == 16 || note.count == good.count)
        }
    }

    @Test func fitsIntoABox() throws {
        let picture = try Picture(width: 900, height: 300, filled: .black)
        let small = try picture.fitted(into: 320)
        #expect(small.width == 320 && small.height == 106)
        #expect(small.color(atX: 319, y: 105) == .black)
        #expect(try picture.fitted(into: 900) === picture)
        let thread = try Picture(width: 3, height: 5000, filled: .black).fitted(into: 100)
        #expect(thread.width == 1 && thread.height == 100)
    }

    /// Noise as PNG would be many times what was sent.
    @Test func clearNoiseGoesOnWhite() throws {
        let noise = try Picture(width: 2000, height: 1500, filled: .clear)
        let random = SeededRandom(seed: 7)
        for y in 0..<noise.height {
            for x in 0..<noise.width where y > 0 {
                noise.set(Color(packed: Int32(random.next() & 0x7fff_ffff)), atX: x, y: y)
            }
        }
        let file = try noise.encoded()
        #expect(file.kind == .jpeg && file.octets.count < ImageHead.maximumBytes)
        let corner = try #require(try Picture.decode(file.octets).color(atX: 0, y: 0))
        #expect(corner.red > 200 && corner.green > 200 && corner.blue > 200)
    }

    @Test func nothingOfTheFileSurvives() throws {
        let secret = "GPS 31.2304 N 121.4737 E"
        let comment: Bytes = [0xff, 0xfe, 0, UInt8(secret.utf8.count + 2)] + secret.utf8
        let octets = try Samples.jpeg(comment) + Bytes(secret.utf8)
        let file = try Picture.decode(octets).encoded()
        #expect(!String(decoding: file.octets, as: UTF8.self).contains("GPS"))
    }

    // MARK: What they are made of

    private func corners(_ picture: Picture) -> [String] {
        let places = [
            (1, 1), (picture.width - 2, 1), (1, picture.height - 2),
            (picture.width - 2, picture.height - 2),
        ]
        return places.map { name(picture.color(atX: $0.0, y: $0.1)) }
    }

    /// Of the nearest colour, since not every kind keeps them to the last bit.
    private func name(_ color: Color?) -> String {
        guard let color else { return "outside" }
        if color.alpha < 200 { return "clear" }
        return switch (color.red > 127, color.green > 127, color.blue > 127) {
        case (true, false, false): "red"
        case (false, true, false): "green"
        case (false, false, true): "blue"
        case (true, true, true): "white"
        default: "another"
        }
    }

    private static func segment(_ note: Bytes) -> Bytes {
        let length = note.count + 8
        return [0xff, 0xe1, UInt8(length >> 8), UInt8(length & 0xff)] + "Exif\0\0".utf8 + note
    }

    /// A block of EXIF with one other entry before the orientation.
    private static func note(_ orientation: Int, isLittle: Bool) -> Bytes {
        func number(_ value: Int, _ count: Int) -> Bytes {
            let little = (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
            return isLittle ? little : little.reversed()
        }
        let first = number(271, 2) + number(2, 2) + number(4, 4) + Bytes("gd\0\0".utf8)
        let second = number(274, 2) + number(3, 2) + number(1, 4) + number(orientation, 2)
        return Bytes((isLittle ? "II" : "MM").utf8) + number(42, 2) + number(8, 4)
            + number(2, 2) + first + second + [0, 0] + number(0, 4)
    }
}
