import Basics
import Testing

@testable import AuthDomain

@Suite struct ProfileChangeTests {
    private static let grey =
        "https://thirdwx.qlogo.cn/mmopen/vi_32/POgEwh4mIHO4nibH0KlMECNjjGxQUq24ZEaGT4poC6icRicc"
        + "VGKSyXwibcPq4BWmiaIGuG1icwxaQX6grC9VemZoJ8rg/132"

    private func change(
        _ nickname: String?,
        _ avatar: String? = nil,
        city: String? = nil
    ) -> ProfileChange {
        var change = ProfileChange()
        (change.nickname, change.avatar, change.city) = (nickname, avatar, city)
        return change
    }

    private func profile(_ nickname: String, _ avatar: String = "", city: String = "") -> Profile {
        Profile().updated(by: change(nickname, avatar, city: city))
    }

    @Test(
        arguments: [
            (("微信用户", grey), ("", ""), ("微信用户", grey)),
            (("微信用户", grey), ("小明", ""), ("小明", grey)),
            (("微信用户", grey), ("小明", "https://a.b/c"), ("小明", "https://a.b/c")),
            (("小红", grey), ("小明", "https://a.b/c"), ("小红", "https://a.b/c")),
            (("微信用户", "https://a.b/d"), ("小明", "https://a.b/c"), ("小明", "https://a.b/d")),
            (
                ("微信用户", "https://thirdwx.qlogo.cn/other"), ("小明", "https://a.b/c"),
                ("小明", "https://a.b/c")
            ),
            (
                ("小红", "https://thirdwx.qlogo.cn/other"), ("小明", "https://a.b/c"),
                ("小红", "https://thirdwx.qlogo.cn/other")
            ),
            (
                ("微信用户", "https://qlogo.cn.evil.example/a"), ("小明", "https://a.b/c"),
                ("小明", "https://qlogo.cn.evil.example/a")
            ),
        ] as [((String, String), (String, String), (String, String))]
    )
    func aPlaceholderTakesNobodysPlace(
        _ said: (String, String),
        _ known: (String, String),
        _ left: (String, String)
    ) {
        let before = profile(known.0, known.1)
        let after = before.updated(by: change(said.0, said.1).sparing(before))
        #expect(after.nickname == left.0 && after.avatar == left.1)
    }

    @Test func ofAnAnonymousProfileNothingTakesAnythingsPlace() {
        let before = profile("小明", "", city: "广州")
        let anonymous = change("微信用户", "https://a.b/c", city: "深圳")
        let after = before.updated(by: anonymous.sparing(before, isAnonymous: true))
        #expect(after.nickname == "小明" && after.city == "广州" && after.avatar == "https://a.b/c")
    }

    @Test func ofTwoAccountsTheOneThatSaysSomethingCounts() {
        let merged = profile("微信用户", Self.grey).merged(with: profile("小明", "https://a.b/c"))
        #expect(merged.nickname == "小明" && merged.avatar == "https://a.b/c")
        let kept = profile("微信用户", Self.grey).merged(with: profile(""))
        #expect(kept.nickname == "微信用户" && kept.avatar == Self.grey)
    }

    @Test func controlCharactersAreDropped() {
        let cleaned = change("\u{14}小\u{0}明\n", "https://a.b/\u{7f}c", city: "\u{1}").cleaned
        #expect(
            cleaned.nickname == "小明" && cleaned.avatar == "https://a.b/c" && cleaned.city == nil
        )
    }

    @Test(
        arguments: [
            (" AAAAAAAA\n", "AAAAAAAA"), ("\u{200b}AAAA\u{200b}AAAA", "AAAAAAAA"),
            ("ＡＡＡＡAAAA", "AAAAAAAA"), ("\u{feff}", nil), ("\t", nil), (nil, nil),
            (String(repeating: "A", count: 65), nil),
        ] as [(String?, String?)]
    )
    func invitesArePasted(_ given: String?, _ read: String?) {
        #expect(Invite(given)?.text == read)
    }
}
