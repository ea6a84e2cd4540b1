/// Why a signature was no good, for whoever has to mend it.
struct SignatureRefusal: Sendable, Equatable {
    /// For programs: `query_missing`, `stale` …
    let mistake: String
    /// For people.
    let hint: String
    /// What should have been signed, or said.
    let expected: String
    /// What the signature does fit, where that is known.
    let signed: String?

    private static let shownOctets = 8 * 1024

    init(_ mistake: String, _ hint: String, expected: String, signed: String? = nil) {
        self.mistake = mistake
        self.hint = hint
        self.expected = Self.cut(expected)
        self.signed = signed.map(Self.cut)
    }

    private static func cut(_ text: String) -> String {
        let masked = SecretMask.masked(text)
        guard masked.utf8.count > shownOctets else { return masked }
        return String(decoding: Array(masked.utf8.prefix(shownOctets)), as: UTF8.self) + "…"
    }
}
