import Basics
import HTTP
import JSON
import TestKit
import Testing

extension Contracts {
    /// WeChat cannot fetch a picture at first; it is asked again, and everybody sees the picture.
    @Suite(RunningStack(settings: [:]))
    struct PictureFetchTests {
        @Test("a picture that could not be fetched is asked about again by itself")
        func askedAgain() async throws {
            let stack = try runningStack()
            let sandbox = stack.client(of: .sandbox)
            let visitor = try await Visitor.logIn("photographer", to: stack)
            let fault = try await sandbox.send(
                .post,
                "/sandbox/faults",
                body: Bytes(#"{"path":"/wxa/media_check_async","kind":"unfetched"}"#.utf8),
                contentType: "application/json"
            )
            try #require(fault.status == 200, "\(fault.text)")
            let head =
                "--B\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.png\"\r\n\r\n"
            let answer = try await stack.gateway.send(
                .post,
                "/api/upload_avatar/",
                token: visitor.token,
                body: Bytes(head.utf8) + (try Visitor.picture(77)) + Bytes("\r\n--B--\r\n".utf8),
                contentType: "multipart/form-data; boundary=B"
            )
            let address = try #require(answer.data?["avatar"]?.string, "\(answer.text)")
            let path = try #require(Visitor.path(of: address, in: stack))
            func pushes(saying word: String) async throws -> Int {
                let list = try await sandbox.get("/sandbox/pushes").json?["pushes"]?.array ?? []
                return list.count {
                    $0["state"]?.string == "delivered"
                        && "\($0)".contains(word)
                }
            }
            try await eventually(within: 30, "WeChat says that it could not fetch it") {
                try await pushes(saying: "-1008") == 1
            }
            #expect(try await stack.gateway.get(path).status == 404)
            try await stack.advanceClock(seconds: 61)
            try await eventually(within: 30, "everybody sees it") {
                try await stack.gateway.get(path).status == 200
            }
            try await stack.resetClock()
        }
    }
}
