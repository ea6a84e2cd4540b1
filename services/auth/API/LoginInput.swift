import HTTP
import ServiceKit

/// What nearly all log-ins read.
struct LoginInput: EndpointInput {
    let code: String
    let appid: String?

    init(_ fields: FieldReader) throws(ParameterProblem) {
        code = try fields.read(LoginFields.code)
        appid = try fields.readIfPresent(LoginFields.appid)
    }
}

/// The parameters of log-ins.
enum LoginFields {
    static let code = Field.text(
        "code",
        "What wx.login gave; the same code within a minute gets the same answer.",
        example: "0a3Kq1000abc"
    )
    static let appid = Field.text(
        "appid",
        "The mini-program, where the Referer names none.",
        example: "wx0123456789abcdef"
    )
}
