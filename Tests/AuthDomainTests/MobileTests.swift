import Testing

@testable import AuthDomain

@Suite struct MobileTests {
    @Test(
        arguments: [
            ("13800138000", "13800138000"), ("+8613800138000", "13800138000"),
            ("0086 138-0013-8000", "13800138000"), ("138 0013 8000", "13800138000"),
            ("1380013800", nil), ("138001380000", nil), ("23800138000", nil), ("1380013800x", nil),
            ("+1 4155550100", nil), ("", nil), ("+86+8613800138000", nil),
            ("8613800138000", "13800138000"),
            ("868613800138000", nil), ("86138001380001", nil),
            // As iOS copies it, as a browser, a word processor and a Chinese keyboard leave it.
            ("\u{202d}+86 138 0013 8000\u{202c}", "13800138000"),
            ("138\u{a0}0013\u{a0}8000", "13800138000"), ("\u{feff}13800138000", "13800138000"),
            ("\u{200e}13800138000\u{200b}", "13800138000"), ("\t13800138000\n", "13800138000"),
            ("１３８００１３８０００", "13800138000"), ("＋８６１３８－００１３８０００", "13800138000"),
            ("一三八", nil), ("\u{202d}\u{202c}", nil),
        ] as [(String, String?)]
    )
    func reads(_ typed: String, _ text: String?) {
        #expect(Mobile(typed)?.text == text)
    }

    @Test(
        arguments: [
            ("86", "13800138000", "13800138000"), ("1", "4155550100", "+14155550100"),
            ("86", "123", nil), ("", "4155550100", nil), ("1", "41555x", nil), ("1", "", nil),
        ] as [(String, String, String?)]
    )
    func readsWhatWeChatVerified(_ country: String, _ number: String, _ text: String?) {
        #expect(Mobile(countryCode: country, number: number)?.text == text)
    }

    @Test func showsOnlyWhatItsOwnerRecognises() {
        let mobile = Mobile(stored: "13800138000")
        #expect(mobile.masked == "138****8000")
        #expect(!"\(mobile)".contains("138") && !String(reflecting: mobile).contains("138"))
        #expect(!Mobile(stored: "+11234").masked.contains("1234"))
    }
}
