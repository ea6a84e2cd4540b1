import Basics
import Images
import Testing

@testable import TreasureServer

@Suite struct PosterTests {
    private static let font = "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"

    /// A picture in which each quarter has a colour of its own.
    static func quarters(_ width: Int, _ height: Int) throws -> Bytes {
        let picture = try Picture(width: width, height: height, filled: .white)
        let colors = [
            Color(red: 200, green: 30, blue: 30), Color(red: 30, green: 160, blue: 30),
            Color(red: 30, green: 30, blue: 200), Color(red: 240, green: 200, blue: 20),
        ]
        for (number, color) in colors.enumerated() {
            let (column, row) = (number % 2, number / 2)
            let box = Rectangle(
                x: column * width / 2,
                y: row * height / 2,
                width: width / 2,
                height: height / 2
            )
            picture.draw(color, over: box)
        }
        return try picture.png()
    }

    static func code(_ text: String) throws -> Bytes {
        try QRCode(Bytes(text.utf8)).picture(width: 430).png()
    }

    static func poster(
        name: String = "Apple iPhone 手机一台（全新未拆封）",
        publisher: String = "小明",
        yuan: Int64? = nil,
        prizes: Int64 = 1,
        picture: Bytes? = nil,
        code: String = "a"
    ) throws -> Poster {
        Poster(
            name: name,
            publisher: publisher,
            yuan: yuan,
            prizes: prizes,
            picture: picture,
            code: try Self.code(code)
        )
    }

    private func drawn(_ poster: Poster) throws -> Picture {
        try poster.drawn(in: Font([Self.font]))
    }

    @Test func theSameIsTheSameOctets() throws {
        let picture = try Self.quarters(600, 400)
        let poster = try Self.poster(yuan: 8, prizes: 3, picture: picture)
        let first = try drawn(poster).encoded()
        #expect(try drawn(poster).encoded() == first)
        #expect(first.kind == .jpeg)
        #expect((first.width, first.height) == (Poster.width, Poster.height))
    }

    /// Whatever is said on it is seen on it.
    @Test func everyPartCounts() throws {
        let picture = try Self.quarters(600, 400)
        let posters = try [
            Self.poster(picture: picture), Self.poster(name: "别的", picture: picture),
            Self.poster(publisher: "别人", picture: picture),
            Self.poster(yuan: 8, picture: picture), Self.poster(yuan: 9, picture: picture),
            Self.poster(prizes: 2, picture: picture), Self.poster(prizes: 3, picture: picture),
            Self.poster(picture: nil),
            Self.poster(picture: picture, code: "b"),
        ]
        let octets = try posters.map { try drawn($0).png() }
        #expect(Set(octets).count == posters.count)
    }

    /// The picture fills its place, and keeps its middle, whatever its shape.
    @Test(arguments: [(400, 400), (1_000, 200), (200, 1_000), (30, 30)])
    func picturesFill(_ width: Int, _ height: Int) throws {
        let sheet = try drawn(Self.poster(picture: Self.quarters(width, height)))
        let middles = [(250, 250), (500, 250), (500, 600)]
        let colors = middles.map { x, y in sheet.color(atX: x, y: y) }
        let expected = [(200, 30, 30), (30, 160, 30), (240, 200, 20)]
        for (color, wanted) in zip(colors, expected) {
            let color = try #require(color)
            #expect(abs(Int(color.red) - wanted.0) < 8)
            #expect(abs(Int(color.green) - wanted.1) < 8)
            #expect(abs(Int(color.blue) - wanted.2) < 8)
        }
    }

    /// A phone has to be able to read it: every module is where it should be.
    @Test func theCodeIsWhole() throws {
        let code = try QRCode(Bytes("scene".utf8)).picture(width: 236)
        let poster = Poster(
            name: "名",
            publisher: "人",
            yuan: nil,
            prizes: 1,
            picture: nil,
            code: try code.png()
        )
        let sheet = try drawn(poster)
        var wrong = 0
        for y in 0..<236 {
            for x in 0..<236
            where sheet.color(atX: 460 + x, y: 838 + y) != code.color(atX: x, y: y) {
                wrong += 1
            }
        }
        #expect(wrong == 0)
    }

    /// Names of every kind: none of them makes a poster without one.
    @Test(arguments: [
        "😀", "👩‍👩‍👧🇨🇳👍🏽", "\u{202E}\u{200D}", " ", "",
    ])
    func namesThatCannotBeWritten(_ name: String) throws {
        let nameless = try drawn(Self.poster(name: PosterTexts.nameless, publisher: name))
        #expect(
            try drawn(Self.poster(name: name, publisher: name)).png() == nameless.png()
        )
    }

    @Test(arguments: [
        String(repeating: "金", count: 2_000), String(repeating: "W", count: 2_000),
        "👍" + String(repeating: "a👍", count: 900),
        "http://example.com/" + String(repeating: "x/", count: 400),
    ])
    func longNamesStayInTheirPlace(_ name: String) throws {
        let sheet = try drawn(Self.poster(name: name, publisher: name, prizes: 1_000))
        // Left and right of the words, and between them and the code, the card is white.
        for y in 828..<1_090 {
            for x in [45, 55, 442, 450] { #expect(sheet.color(atX: x, y: y) == .white) }
        }
        // The headline stays on the sheet.
        for x in [2, 747] {
            for y in 31..<85 { #expect(sheet.color(atX: x, y: y) == sheet.color(atX: 0, y: y)) }
        }
    }

    @Test func whatIsNoPictureIsSaid() throws {
        let broken = try Self.poster(picture: Bytes("no picture".utf8))
        #expect(throws: ImageFailure.unknownKind) { try drawn(broken) }
    }
}
