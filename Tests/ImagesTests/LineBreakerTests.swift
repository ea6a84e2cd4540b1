import Testing

@testable import Images

/// Where lines end, in a font whose characters are all as wide.
@Suite struct LineBreakerTests {
    private static func glyphs(_ text: String) -> [Glyph] {
        text.unicodeScalars.map { Glyph(scalar: $0, face: 0, index: 1, advance: 64) }
    }

    private static func lines(_ text: String, _ width: Int, _ limit: Int = 9) -> [String] {
        LineBreaker(width: width * 64, limit: limit, ellipsis: glyphs("…")).lines(of: glyphs(text))
            .map { TextBlock.Line(glyphs: $0).text }
    }

    @Test(arguments: [
        ("", 4, []), ("   ", 4, []), ("金桔", 4, ["金桔"]),
        ("一二三四五六七八九", 4, ["一二三四", "五六七八", "九"]),
        // Nothing that closes begins a line, and nothing that opens ends one.
        ("一二三四，五", 4, ["一二三", "四，五"]), ("一二三「四五", 4, ["一二三", "「四五"]),
        ("一二三！！！四", 4, ["一二", "三！！！", "四"]), ("！！！！！！", 4, ["！！！！", "！！"]),
        // Words stay whole where they can.
        ("the lazy dog", 8, ["the lazy", "dog"]), ("the lazy dog", 7, ["the", "lazy", "dog"]),
        ("incomprehensible", 6, ["incomp", "rehens", "ible"]),
        ("a well-known", 7, ["a well-", "known"]),
        ("我有iPhone手机", 6, ["我有", "iPhone", "手机"]), ("100%纯金", 4, ["100%", "纯金"]),
        ("仅售¥9元", 3, ["仅售", "¥9元"]),
        // Spaces are at no end of a line, and need no room there.
        ("一二三四 五六", 4, ["一二三四", "五六"]), ("  一 二  ", 9, ["一 二"]),
        // A mark stays on its letter.
        ("cafe\u{301}店", 5, ["cafe\u{301}", "店"]), ("cafe\u{301}", 4, ["caf", "e\u{301}"]),
        // Even where nothing fits something is written.
        ("金桔", 0, ["金", "桔"]),
    ])
    func breaks(_ text: String, _ width: Int, _ expected: [String]) {
        #expect(Self.lines(text, width) == expected)
    }

    @Test(arguments: [
        ("一二三四五六七八九", 4, 2, ["一二三四", "五六七…"]), ("一二三四五六七八", 4, 2, ["一二三四", "五六七八"]),
        ("一二三四五", 4, 1, ["一二三…"]), ("one two three", 8, 1, ["one two…"]),
        ("one two", 5, 1, ["one…"]), ("一二", 1, 1, ["…"]), ("一二", 4, 0, []),
    ])
    func cuts(_ text: String, _ width: Int, _ limit: Int, _ expected: [String]) {
        #expect(Self.lines(text, width, limit) == expected)
    }
}
