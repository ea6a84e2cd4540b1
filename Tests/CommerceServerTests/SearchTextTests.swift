import Basics
import CommerceDomain
import Testing

@testable import CommerceServer

/// How names are searched, with the letters that are shipped.
@Suite struct SearchTextTests {
    private let initials = CommerceWorld.initials

    /// Whoever is found has all grams of the keyword, and whoever has but one gram is found.
    @Test(
        arguments: [
            ("蜀香老火锅（春熙路店）", "火锅", true), ("蜀香老火锅（春熙路店）", "锅春", true),
            ("蜀香老火锅（春熙路店）", "火店", false), ("蜀香老火锅", "老火锅", true),
            ("火锅老火", "老火锅", false), ("蜀香老火锅", "hg", true), ("蜀香老火锅", "sxl", true),
            ("蜀香老火锅", "SXLHG", true), ("蜀香老火锅", "sxhg", false), ("重庆小面", "cqxm", true),
            ("重庆小面", "zqxm", true), ("长沙臭豆腐", "cs", true), ("KFC肯德基", "kfc", true),
            ("KFC肯德基", "ＫＦＣ", true), ("KFC肯德基", "kfckdj", true), ("KFC肯德基", "c肯", true),
            ("7-Eleven便利店", "7el", true), ("A B", "ab", true), ("甲", "甲乙", false),
            ("乐乐乐乐", "乐乐乐", true), ("行行", "xh", true),
        ] as [(String, String, Bool)]
    )
    func finds(_ name: String, _ words: String, _ isFound: Bool) throws {
        let keyword = try #require(Keyword(words))
        let text = SearchText(name)
        #expect(text.contains(keyword.text, initials) == isFound)
        let grams = text.grams(initials)
        if isFound { #expect(keyword.grams.allSatisfy(grams.contains)) }
        if keyword.isOneGram { #expect(grams.contains(keyword.grams[0]) == isFound) }
    }

    @Test(arguments: ["", " ", "火", "k", "（）", "火 ", "!a!"])
    func isNoKeyword(_ words: String) {
        #expect(Keyword(words) == nil)
    }

    @Test func theTableHasTheRightLength() {
        #expect(Initials(table: [1, 2, 3]) == nil)
    }
}
