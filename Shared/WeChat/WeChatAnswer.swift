import Basics
import JSON

/// What WeChat answers: JSON whatever the content type says, with `errcode` where it went wrong.
enum WeChatAnswer {
    static func read(status: Int, _ octets: Bytes) throws(WeChatFailure) -> JSONValue {
        if status >= 500 || status == 429 { throw .busy(retryAfterSeconds: 1) }
        guard status == 200, let answer = WeChatText.json(octets), answer.object != nil else {
            throw .brokenAnswer
        }
        guard let errcode = answer["errcode"] else { return answer }
        switch errcode.looseInteger {
        case 0: return answer
        case -1: throw .busy(retryAfterSeconds: 1)
        case let code?:
            let message = answer["errmsg"]?.string ?? ""
            throw .refused(WeChatRefusal(code: code, message: message))
        case nil: throw .brokenAnswer
        }
    }
}
