import HTTPClient
import WeChatPay

/// Whether nobody answered, and, where that is said, why.
func isSilence(_ error: any Error, _ failure: ClientFailure? = nil) -> Bool {
    guard case .noAnswer(let unanswered) = error as? PayFailure else { return false }
    return failure.map { $0 == unanswered.failure } ?? true
}
