import HTTP

extension WeChatAPI {
    /// `POST /wxa/getwxacode`: a code for a page with parameters, one of 100,000.
    enum LimitedCode: CodeImageEndpoint {
        static let path = "/wxa/getwxacode"
        private static let maximumPath = 1024

        static func answer(_ call: WeChatCall, by sandbox: Sandbox) async throws -> CodePicture {
            let style = try CodeStyle(call, widthError: .widthInvalid)
            return try await sandbox.makeCode(
                .limited,
                call,
                maximumPath: maximumPath,
                version: call.version(),
                style
            )
        }
    }
}
