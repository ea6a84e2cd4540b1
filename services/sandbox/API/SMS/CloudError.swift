import HTTP

/// What a cloud answers to a call that it does not carry out.
struct CloudError: Error, Sendable, Equatable {
    let code: String
    let message: String
    /// Aliyun's; Tencent Cloud always answers 200.
    var status = Status.badRequest
}
