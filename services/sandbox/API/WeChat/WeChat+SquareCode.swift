import HTTP

extension WeChatAPI {
    /// `POST /cgi-bin/wxaapp/createwxaqrcode`: the same as a square code, out of the same 100,000.
    enum SquareCode: CodeImageEndpoint {
        static let path = "/cgi-bin/wxaapp/createwxaqrcode"
        private static let maximumPath = 128

        static func answer(_ call: WeChatCall, by sandbox: Sandbox) async throws -> CodePicture {
            let style = try CodeStyle(call, widthError: .widthInvalid)
            return try await sandbox.makeCode(
                .square,
                call,
                maximumPath: maximumPath,
                version: "release",
                style
            )
        }
    }
}
