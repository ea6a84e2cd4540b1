import Basics
import Images
import Testing

@Suite struct QRCodeTests {
    /// The three corners of every code; a reader finds it by them.
    @Test(arguments: [QRCode.Correction.low, .medium, .quartile, .high])
    func finders(_ correction: QRCode.Correction) throws {
        let code = try QRCode("https://example.com/?scene=a=1", correction: correction)
        let finder = [
            "#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######",
        ]
        for (left, top) in [(0, 0), (code.side - 7, 0), (0, code.side - 7)] {
            let rows = (0..<7).map { row in
                String(
                    (0..<7).map {
                        code.isDark(column: left + $0, row: top + row) ? "#" : "."
                    }
                )
            }
            #expect(rows == finder)
        }
        #expect(!code.isDark(column: -1, row: 0) && !code.isDark(column: 0, row: code.side))
    }

    /// Table 7 of the standard: octets that fit at each level, and one more that need the next size.
    @Test(arguments: [
        (QRCode.Correction.low, 17, 21), (.low, 18, 25), (.medium, 14, 21), (.medium, 15, 25),
        (.quartile, 11, 21), (.high, 7, 21), (.high, 8, 25), (.low, 2953, 177),
    ])
    func sizes(_ correction: QRCode.Correction, _ count: Int, _ side: Int) throws {
        let octets = Bytes(repeating: UInt8(ascii: "a"), count: count)
        #expect(try QRCode(octets, correction: correction).side == side)
    }

    @Test(arguments: [0, 2954, 100_000])
    func doesNotFit(_ count: Int) {
        #expect(throws: ImageFailure.doesNotFit) {
            try QRCode(Bytes(repeating: 0, count: count), correction: .low)
        }
    }

    @Test func pixelsAreModules() throws {
        let code = try QRCode("kumquat")
        let picture = try code.picture(moduleSize: 3, quietZone: 2)
        #expect(picture.width == (code.side + 4) * 3)
        #expect(picture.height == picture.width)
        for y in 0..<picture.height {
            for x in 0..<picture.width {
                let dark = code.isDark(column: x / 3 - 2, row: y / 3 - 2) && x >= 6 && y >= 6
                #expect(picture.color(atX: x, y: y) == (dark ? .black : .white))
            }
        }
        #expect(picture.color(atX: picture.width, y: 0) == nil)
    }

    @Test func exactWidthInColour() throws {
        let line = Color(red: 200, green: 10, blue: 30)
        let picture = try QRCode("pages/index?scene=1")
            .picture(width: 430, color: line, background: .clear)
        #expect(picture.width == 430)
        #expect(picture.color(atX: 0, y: 0) == .clear)
        let png = try picture.png()
        #expect(png.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
        let jpeg = try picture.jpeg()
        #expect(jpeg.starts(with: [0xff, 0xd8, 0xff]))
        #expect(throws: ImageFailure.doesNotFit) { try QRCode("a").picture(width: 28) }
        #expect(try QRCode("a").picture(width: 29).width == 29)
        #expect(throws: ImageFailure.doesNotFit) { try QRCode("a").picture(moduleSize: 0) }
        #expect(throws: ImageFailure.tooLarge) { try QRCode("a").picture(moduleSize: 1000) }
    }
}
