import Basics
import HTTP

extension Sandbox {
    /// What WeChat says at an address of its own that the sandbox does not have: in WeChat's shape, so
    /// that an SDK shows the mistake and not one of its own. Nil where WeChat has nothing either.
    func unknownInterface(_ request: Request) -> Response? {
        let began = SystemTime.monotonicNanoseconds()
        guard let response = unknownAnswer(to: request) else { return nil }
        note(.unknown, request, response, RequestTrace.Findings(), began)
        return response
    }

    private func unknownAnswer(to request: Request) -> Response? {
        let path = request.target.path
        func begins(_ prefix: String) -> Bool { path.starts(with: prefix.utf8) }
        if begins("/v3/") || begins("/v2/") || begins("/pay/") || begins("/secapi/") {
            var headers = payHeaders()
            headers.set("Content-Type", "application/json; charset=utf-8")
            let error = PayError.interfaceUnknown
            return Response(error.status, headers: headers, body: .bytes(error.body))
        }
        let names = [
            "/cgi-bin/", "/wxa/", "/wxaapi/", "/sns/", "/datacube/", "/product/", "/card/",
        ]
        guard names.contains(where: begins) else { return nil }
        return Response(
            .ok,
            headers: HeaderFields([("Content-Type", "application/json; encoding=utf-8")]),
            body: .bytes(body(of: .interfaceUnknown))
        )
    }
}
