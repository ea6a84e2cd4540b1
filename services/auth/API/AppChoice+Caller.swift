import AuthDomain
import HTTP
import ServiceKit

extension AppChoice {
    /// What a request says about its app.
    init(_ caller: Caller<Identity?>, parameter: String?) {
        self.init(
            referer: caller.headers["Referer"],
            parameter: parameter,
            userAgent: caller.headers["User-Agent"]
        )
    }
}
