import Basics
import HTTP
import HTTPClient
import Images
import JSON
import TestKit
import Testing

extension Visitor {
    /// A picture that no other call with another `shade` makes.
    static func picture(_ shade: UInt8 = 0, width: Int = 8, height: Int = 6) throws -> Bytes {
        try Picture(width: width, height: height, filled: Color(red: shade, green: 1, blue: 2))
            .png()
    }

    /// `POST /api/upload/` as `wx.uploadFile` sends it.
    func upload(_ file: Bytes, openid: String? = nil, token: String? = nil) async throws -> Answer {
        let head =
            "--B\r\nContent-Disposition: form-data; name=\"image\"; filename=\"tmp.jpg\"\r\n"
            + "Content-Type: image/jpeg\r\n\r\n"
        let tail =
            "\r\n--B\r\nContent-Disposition: form-data; name=\"openid\"\r\n\r\n"
            + "\(openid ?? self.openid)\r\n--B--\r\n"
        return try await stack.gateway.send(
            .post,
            "/api/upload/",
            token: token ?? self.token,
            body: Bytes(head.utf8) + file + Bytes(tail.utf8),
            contentType: "multipart/form-data; boundary=B"
        )
    }

    /// An upload that goes well, by its id.
    func uploaded(_ file: Bytes) async throws -> Int64 {
        let answer = try await upload(file)
        return try #require(answer.data?["id"]?.integer, "\(answer.status) \(answer.text)")
    }

    /// `POST /api/apply_audit/` for this visitor.
    func apply(_ files: String) async throws -> Answer {
        try await stack.gateway.post(
            "/api/apply_audit/",
            form: ["openid": openid, "files": files],
            token: token
        )
    }

    /// The path of a link to a picture of one's own.
    func link(_ id: Int64, _ member: String = "url") async throws -> String {
        let answer = try await get("/api/query_upload/", "&id=\(id)")
        let url = try #require(answer.data?[member]?.string, "\(answer.text)")
        return try #require(Self.path(of: url, in: stack))
    }

    /// What a link leads to at the gateway of this stack.
    static func path(of url: String, in stack: Stack) -> String? {
        let origin = "http://127.0.0.1:\(stack.port)"
        return url.hasPrefix(origin) ? String(url.dropFirst(origin.count)) : nil
    }
}

extension Stack {
    /// A call of the back office, with its key.
    func backOffice(
        _ method: Method,
        _ target: String,
        _ body: [String: String]? = nil
    ) async throws -> Answer {
        let key = try TextFile.read(home.file("admin.key")).split(separator: "\n").first
        return try await gateway.send(
            method,
            target,
            token: key.map(String.init),
            body: try body.map { try JSONOutput.encode($0) },
            contentType: body == nil ? nil : "application/json"
        )
    }
}
