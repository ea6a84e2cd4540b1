/// Which passwords are taken: long ones that are neither the person, nor the site, nor among the
/// first that anybody tries. No rules about signs and digits.
public enum PasswordRule {
    /// The shortest, in characters.
    public static let shortest = 12
    /// The longest, in octets: nobody has to hash a book.
    public static let longestBytes = 512

    /// Long enough to pass, and tried by everybody all the same; without their repetitions.
    private static let common: Set<String> = [
        "password", "passw0rd", "qwerty", "qwertyuiop", "asdfghjkl", "zxcvbnm", "letmein",
        "welcome", "iloveyou", "admin", "administrator", "abc", "abcd", "abcdef", "1q2w3e4r",
        "1qaz2wsx", "woaini", "wodemima", "mima", "changeme", "secret", "dragon", "monkey",
        "kumquat", "jinju", "console", "superman", "princess", "sunshine", "football", "baseball",
        "5201314", "1314520", "147258369", "789456123", "123123", "112233", "123qwe", "qwe123",
    ]

    /// Whether somebody of this name may have it.
    public static func takes(_ password: String, of name: String) -> Bool {
        guard password.count >= shortest, password.utf8.count <= longestBytes,
            !password.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 })
        else { return false }
        let plain = password.lowercased()
        guard !plain.contains(name.lowercased()) || password.count >= shortest + name.count else {
            return false
        }
        guard Set(plain).count >= 5, !isRow(plain) else { return false }
        // `password2026!` is `password` all the same.
        let letters = plain.drop { !$0.isLetter }.prefix { $0.isLetter }
        let rest = plain.count - letters.count
        if common.contains(String(letters)), rest < 8 { return false }
        return !common.contains { word in
            plain.split(separator: word).joined().count < 5 && plain.contains(word)
        }
    }

    /// One sign after the other: `123456789012`, `abcdefghijkl`.
    private static func isRow(_ text: String) -> Bool {
        let values = Array(text.unicodeScalars.map(\.value))
        let steps = zip(values, values.dropFirst()).map { Int($1) - Int($0) }
        let even = steps.count { $0 == 1 || $0 == -1 || $0 == 0 }
        return even * 4 >= steps.count * 3
    }
}

/// What operators are called: letters of any language, digits, `-`, `_` and `.`; compared in small
/// letters.
public enum OperatorName {
    /// The name as it is kept; nil for none.
    public static func canonical(_ text: String) -> String? {
        let name = text.lowercased()
        guard (2...32).contains(name.count), name.utf8.count <= 96 else { return nil }
        let isGood = name.allSatisfy { sign in
            sign.isLetter || sign.isNumber || sign == "-" || sign == "_" || sign == "."
        }
        return isGood ? name : nil
    }
}
