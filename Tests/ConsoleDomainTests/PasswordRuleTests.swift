import ConsoleDomain
import Testing

struct PasswordRuleTests {
    @Test(
        "long ones are taken, whatever is in them",
        arguments: ["correct horse battery", "金桔树下一只橘猫在睡觉呢", "tG7#kq92mZx!", "aaaa-bbbb-ccdd-eeff"]
    )
    func taken(password: String) {
        #expect(PasswordRule.takes(password, of: "xiaoju"))
    }

    @Test(
        "short ones, rows, repetitions and what everybody tries are not",
        arguments: [
            "", "elevenchars", "aaaaaaaaaaaa", "abababababab", "123456789012", "abcdefghijklm",
            "password1234", "Password2026", "qwertyuiop12", "kumquatkumquat", "passwordpassword",
            "xiaoju-xiaoju", "tab\tin the midst", String(repeating: "long-and-", count: 60),
        ]
    )
    func refused(password: String) {
        #expect(!PasswordRule.takes(password, of: "xiaoju"))
    }

    @Test(
        "names are small, short and without signs that mean something",
        arguments: [
            ("Xiaoju", "xiaoju"), ("店长-1", "店长-1"), ("a.b_c", "a.b_c"), ("x", nil), ("", nil),
            ("a b", nil), ("a/b", nil), ("a\u{0}b", nil), (String(repeating: "a", count: 33), nil),
        ] as [(String, String?)]
    )
    func names(typed: String, kept: String?) {
        #expect(OperatorName.canonical(typed) == kept)
    }
}
