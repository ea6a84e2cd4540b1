/// A verdict as WeChat writes it, in an answer and in a push.
struct VerdictOutput: Encodable {
    struct Result: Encodable {
        let suggest: String
        let label: Int64
    }

    struct Detail: Encodable {
        let strategy: String
        let errcode = 0
        let suggest: String?
        let label: Int64?
        let keyword: String?
        let prob: Int64?
    }

    let result: Result
    let detail: [Detail]

    init(_ verdict: Verdict) {
        result = Result(suggest: verdict.rawValue, label: verdict.label)
        detail = [
            Detail(
                strategy: "content_model",
                suggest: verdict.rawValue,
                label: verdict.label,
                keyword: nil,
                prob: 90
            ),
            // Where no word is found, WeChat leaves the rest out.
            Detail(
                strategy: "keyword",
                suggest: verdict.keyword.map { _ in verdict.rawValue },
                label: verdict.keyword.map { _ in verdict.label },
                keyword: verdict.keyword,
                prob: nil
            ),
        ]
    }
}
