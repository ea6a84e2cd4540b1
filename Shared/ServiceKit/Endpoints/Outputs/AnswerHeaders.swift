/// An output that brings header fields along, such as `X-Kumquat-Session-Changed`.
public protocol AnswerHeaders {
    /// The fields that are set on the answer.
    var answerHeaders: [(name: String, value: String)] { get }
}
