/// What the sandbox thinks of a text or picture: it goes by signs that a test can put there.
enum Verdict: String, Sendable, CaseIterable {
    case pass
    case review
    case risky

    /// By the words in a text: 违规 is against the rules, 待审 is for a person to decide.
    init(_ texts: [String]) {
        let bytes = texts.map { Array($0.utf8) }
        self =
            bytes.contains { $0.contains(Self.riskyWord) }
            ? .risky : bytes.contains { $0.contains(Self.reviewWord) } ? .review : .pass
    }

    /// 100 fine, 20006 crime, 21000 something else.
    var label: Int64 {
        switch self {
        case .pass: 100
        case .review: 21_000
        case .risky: 20_006
        }
    }

    /// The word that decided.
    var keyword: String? {
        switch self {
        case .pass: nil
        case .review: "待审"
        case .risky: "违规"
        }
    }

    private static let riskyWord = Array("违规".utf8)
    private static let reviewWord = Array("待审".utf8)
}
