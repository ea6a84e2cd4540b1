import Basics
import JSON

/// What became of a ``MediaCheck``.
public struct MediaVerdict: Sendable, Equatable {
    /// As ``WeChatClient/checkMedia`` gave it.
    public let traceID: String
    /// Nil where WeChat could not look at it (it could not be fetched, for one); then `errcode` says
    /// why.
    public let verdict: ContentVerdict?
    /// 0 where there is a verdict.
    public let errcode: Int64

    /// WeChat could not fetch the file: asked again later, it may. (The second number is how older
    /// messages write the first.)
    public var isUnfetched: Bool { errcode == -1008 || errcode == 4_294_966_288 }

    init?(_ json: JSONValue) {
        guard let traceID = WeChatExchange.name(json["trace_id"])?.text else { return nil }
        self.traceID = traceID
        errcode = json["errcode"]?.looseInteger ?? json["status_code"]?.looseInteger ?? 0
        if errcode != 0 {
            verdict = nil
        } else if let verdict = ContentVerdict(json["result"]) {
            self.verdict = verdict
        } else if let isRisky = json["isrisky"]?.looseInteger {
            // Version 1.
            verdict =
                isRisky == 0
                ? ContentVerdict(.pass, label: 100)
                : ContentVerdict(.risky, label: ContentVerdict.otherLabel)
        } else {
            return nil
        }
    }
}
