import Testing

@testable import Images

/// Pictures and colours laid on a picture.
@Suite struct DrawingTests {
    private static let red = Color(red: 255, green: 0, blue: 0)
    private static let blue = Color(red: 0, green: 0, blue: 255)

    /// Left half red, right half blue.
    private static func halves(width: Int, height: Int) throws -> Picture {
        let picture = try Picture(width: width, height: height, filled: red)
        picture.draw(
            blue,
            over: Rectangle(x: width / 2, y: 0, width: width - width / 2, height: height)
        )
        return picture
    }

    /// The letters of the colours of a row or column of pixels.
    private static func colors(_ picture: Picture, _ places: [(Int, Int)]) -> String {
        places.map { x, y in
            switch picture.color(atX: x, y: y) {
            case .white: "w"
            case red: "r"
            case blue: "b"
            default: "?"
            }
        }.joined()
    }

    @Test(arguments: [
        // A wide picture in a square: cut on both sides, with bars above and below, or pressed.
        (Picture.Fit.cover, 80, 20, "rrbb", "rrrr"), (.contain, 80, 20, "rrbb", "wrrw"),
        (.stretch, 80, 20, "rrbb", "rrrr"),
        // A high one.
        (.cover, 20, 80, "rrbb", "rrrr"),
        (.contain, 20, 80, "wrww", "wwww"),
        (.stretch, 20, 80, "rrbb", "rrrr"),
        // Of its own shape, smaller and larger.
        (.cover, 80, 80, "rrbb", "rrrr"), (.contain, 10, 10, "rrbb", "rrrr"),
    ])
    func fits(_ fit: Picture.Fit, _ width: Int, _ height: Int, _ row: String, _ column: String)
        throws
    {
        let page = try Picture(width: 60, height: 60, filled: .white)
        let picture = try Self.halves(width: width, height: height)
        try page.draw(picture, in: Rectangle(x: 10, y: 10, width: 40, height: 40), fit: fit)
        #expect(Self.colors(page, [(12, 30), (25, 30), (35, 30), (47, 30)]) == row)
        #expect(Self.colors(page, [(12, 12), (12, 27), (12, 33), (12, 47)]) == column)
        // Nothing beside the rectangle.
        let around = [(9, 30), (50, 30), (30, 9), (30, 50), (0, 0), (59, 59)]
        #expect(Self.colors(page, around) == "wwwwww")
    }

    @Test func coverShowsTheMiddle() throws {
        let page = try Picture(width: 10, height: 10, filled: .white)
        let picture = try Self.halves(width: 1000, height: 10)
        try page.draw(picture, in: Rectangle(x: 0, y: 0, width: 10, height: 10))
        #expect(Self.colors(page, [(0, 5), (3, 5), (6, 5), (9, 5)]) == "rrbb")
    }

    @Test func whatShinesThrough() throws {
        let page = try Picture(width: 4, height: 4, filled: .white)
        let clear = try Picture(width: 4, height: 4, filled: .clear)
        clear.fill(x: 0, y: 0, width: 2, height: 4, with: Self.red)
        try page.draw(clear, in: Rectangle(x: 0, y: 0, width: 4, height: 4))
        #expect(Self.colors(page, [(0, 0), (3, 3)]) == "rw")
        page.draw(
            Color(red: 0, green: 0, blue: 0, alpha: 128),
            over: Rectangle(x: 2, y: 0, width: 2, height: 2)
        )
        let veiled = try #require(page.color(atX: 3, y: 0))
        #expect((110...145).contains(veiled.red) && veiled.red == veiled.blue)
        #expect(page.color(atX: 3, y: 3) == .white)
    }

    /// What lies outside is left out, whatever its measures.
    @Test func outside() throws {
        let page = try Picture(width: 4, height: 4, filled: .white)
        let picture = try Picture(width: 8, height: 8, filled: Self.red)
        for rectangle in [
            Rectangle(x: 4, y: 0, width: 4, height: 4), Rectangle(x: -4, y: 0, width: 4, height: 4),
            Rectangle(x: 0, y: 0, width: 0, height: 4), Rectangle(x: 0, y: 0, width: 4, height: -1),
        ] {
            try page.draw(picture, in: rectangle)
            page.draw(Self.blue, over: rectangle)
        }
        #expect(page.color(atX: 0, y: 0) == .white && page.color(atX: 3, y: 3) == .white)
        try page.draw(picture, in: Rectangle(x: -2, y: -2, width: 4, height: 4))
        #expect(Self.colors(page, [(0, 0), (1, 1), (2, 2), (1, 2)]) == "rrww")
        #expect(throws: ImageFailure.tooLarge) {
            try page.draw(picture, in: Rectangle(x: 0, y: 0, width: 1 << 30, height: 1 << 30))
        }
        page.draw(Self.blue, over: Rectangle(x: .max, y: .max, width: .max, height: .max))
        #expect(Self.colors(page, [(0, 0), (3, 3)]) == "rw")
    }
}
