import Basics
import Loops
import TestKit
import Testing

@testable import Images

@Suite struct TypesetterTests {
    /// As the process finds it (`KUMQUAT_POSTER_FONT`).
    private static let path = "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"
    /// It has no Chinese.
    private static let latin = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"

    private func typesetter() throws -> Typesetter {
        try Typesetter(try Font([Self.path]))
    }

    private func text(_ block: TextBlock) -> [String] { block.lines.map(\.text) }

    @Test func linesFit() throws {
        let typesetter = try typesetter()
        let words = "每天只能签到一次，Apple iPhone 手机一台（全新未拆封）；由金桔寻宝会送出！共12345份"
        for width in [120, 200, 333] {
            let block = try typesetter.layout(words, size: 30, width: width, lines: 20)
            #expect(block.lines.count > 2)
            #expect(block.lines.allSatisfy { $0.width <= width })
            #expect(block.width <= width && block.height == block.lines.count * 45)
            let all = text(block).joined().filter { $0 != " " }
            #expect(all == words.filter { $0 != " " })
        }
        let cut = try typesetter.layout(words, size: 30, width: 300, lines: 2)
        #expect(cut.lines.count == 2 && text(cut)[1].hasSuffix("…") && cut.width <= 300)
    }

    /// A Chinese character is as wide as it is high; twice the size is twice the width.
    @Test func widthsAreMeasured() throws {
        let typesetter = try typesetter()
        for size in [20, 40, 80] {
            let block = try typesetter.layout("金桔", size: size, width: 1000, lines: 1)
            #expect(abs(block.width - 2 * size) <= size / 8)
        }
        let narrow = try typesetter.layout("iiii", size: 40, width: 1000, lines: 1)
        let wide = try typesetter.layout("mmmm", size: 40, width: 1000, lines: 1)
        #expect(narrow.width * 2 < wide.width)
    }

    /// What no font has leaves no box behind, and what is not to be seen nothing at all.
    @Test(arguments: [
        ("金😀桔", ["金桔"]), ("👩‍👩‍👧🇨🇳👍🏽", []), ("a\u{202E}b\u{200D}\u{FE0F}c", ["abc"]),
        ("a\n\tb\u{3000} c", ["a b c"]), ("a\u{0}\u{7}b", ["ab"]), ("\u{E000}\u{10FFFF}x", ["x"]),
        ("😀 😀 x", ["x"]), ("&amp;&#20013;<b>", ["&amp;&#20013;<b>"]),
    ])
    func leavesOut(_ words: String, _ lines: [String]) throws {
        let block = try typesetter().layout(words, size: 20, width: 1000, lines: 3)
        #expect(text(block) == lines)
    }

    @Test func longTextsEnd() throws {
        let long = String(repeating: "金", count: 1_000_000)
        let block = try typesetter().layout(long, size: 10, width: 10_000, lines: 1000)
        #expect(text(block).joined().unicodeScalars.count == 2000)
    }

    /// Nothing is written outside of the block, and something on every line of it.
    @Test func writes() throws {
        let typesetter = try typesetter()
        let picture = try Picture(width: 200, height: 200, filled: .white)
        let block = try typesetter.layout("金桔gjpqÅ挖宝", size: 32, width: 120, lines: 4)
        try #require(block.lines.count == 3)
        let red = Color(red: 200, green: 0, blue: 0)
        try typesetter.write(block, on: picture, x: 40, y: 50, color: red)
        var inked = [0, 0, 0]
        for y in 0..<200 {
            for x in 0..<200 where picture.color(atX: x, y: y) != .white {
                let isInside = (38...(40 + block.width)).contains(x)
                let line = (y - 50) / block.lineHeight
                #expect(isInside && y >= 50 && line < 3, "\(x) \(y)")
                if isInside, (0..<3).contains(line) { inked[line] += 1 }
                #expect(picture.color(atX: x, y: y)?.green == picture.color(atX: x, y: y)?.blue)
            }
        }
        #expect(inked.allSatisfy { $0 > 200 })
        // At the edge only what is inside of the picture is written.
        try typesetter.write(block, on: picture, x: -60, y: 180, color: .black)
        try typesetter.write(block, on: picture, x: .max / 128, y: -40, color: .black)
    }

    @Test func sizesHaveBounds() throws {
        let typesetter = try typesetter()
        for size in [0, -1, Typesetter.largestSize + 1, .max] {
            #expect(throws: ImageFailure.doesNotFit) {
                try typesetter.layout("a", size: size, width: 10, lines: 1)
            }
        }
    }

    @Test(.enabled(if: SmallFile.exists(latin)))
    func everyCharacterInTheFirstFontThatHasIt() throws {
        let typesetter = try Typesetter(try Font([Self.latin, Self.path]))
        let block = try typesetter.layout("a金b", size: 20, width: 1000, lines: 1)
        #expect(block.lines[0].glyphs.map(\.face) == [0, 1, 0])
        let alone = try Typesetter(try Font([Self.latin]))
        #expect(text(try alone.layout("a金b", size: 20, width: 1000, lines: 1)) == ["ab"])
    }

    @Test func whatIsNoFont() throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("font.ttf")
        #expect(throws: FontProblem(description: "no font is named")) { try Font([]) }
        for content in [nil, "", "no font"] {
            if let content { try TextFile.write(content, to: path) }
            #expect(throws: FontProblem(description: "\(path) is no font that can be read")) {
                try Font([Self.path, path])
            }
        }
        try StoredFile.write(try SmallFile.read(Self.path, limit: 16 << 20), to: path)
        let font = try Font([path])
        try StoredFile.remove(path)
        #expect(throws: ImageFailure.unreadableFont) { try Typesetter(font) }
    }
}
