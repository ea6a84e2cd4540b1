import ServiceKit

extension Answer {
    static let ok = Answer(200, #"{"code":0,"msg":"成功"}"#)
    static let missing = Answer(200, #"{"code":-1,"msg":"参数不能为空"}"#)
    static let badRequest = Answer(400, #"{"code":-400,"msg":"请求格式错误"}"#)
}
