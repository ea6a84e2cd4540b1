import Basics
import HTTP
import HTTPClient
import JSON
import TestKit
import Testing

/// Somebody who uses WeChat, logged in to the treasure contract.
struct Digger: Sendable {
    let unionid: String
    let token: String
    let stack: Stack

    /// Makes the WeChat user and logs in.
    static func logIn(_ name: String, _ nickname: String, to stack: Stack) async throws -> Digger {
        let phone = try await Phone.of(name, ["nickname": .string(nickname)], in: stack)
        let sealed = try await phone.sealed("profile")
        let query = sealed.merging(["code": try await phone.code()]) { $1 }
        let answer = try await stack.gateway.get("/api/treasure/userLogin", query: query)
        let data = try #require(answer.data, "\(answer.status) \(answer.text)")
        return Digger(
            unionid: try #require(data["unionid"]?.string),
            token: try #require(data["token"]?.string),
            stack: stack
        )
    }

    func get(_ name: String, _ query: [String: String] = [:]) async throws -> Answer {
        let all = ["unionid": unionid].merging(query) { $1 }
        return try await stack.gateway.get("/api/treasure/\(name)", query: all, token: token)
    }

    func post(_ name: String, _ form: [String: String] = [:]) async throws -> Answer {
        let all = ["unionid": unionid].merging(form) { $1 }
        return try await stack.gateway.post("/api/treasure/\(name)", form: all, token: token)
    }

    /// `POST /api/treasure/uploadFile` as `wx.uploadFile` sends it.
    func upload(_ file: Bytes, token: String? = nil) async throws -> Answer {
        let head =
            "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"tmp.jpg\"\r\n"
            + "Content-Type: image/jpeg\r\n\r\n"
        let tail =
            "\r\n--B\r\nContent-Disposition: form-data; name=\"unionid\"\r\n\r\n"
            + "\(unionid)\r\n--B--\r\n"
        return try await stack.gateway.send(
            .post,
            "/api/treasure/uploadFile",
            token: token ?? self.token,
            body: Bytes(head.utf8) + file + Bytes(tail.utf8),
            contentType: "multipart/form-data; boundary=B"
        )
    }

    /// Goods, handed over on site, by the code of their task.
    func publish(_ more: [String: String] = [:]) async throws -> String {
        let picture = try await upload(try Visitor.picture(9, width: 640, height: 480))
        let url = try #require(picture.json?["url"]?.string, "\(picture.text)")
        let goods = [
            "goods_type": "2", "url": url, "name": "一袋金桔", "synopsis": "自家种的", "prize_num": "1",
            "forecast_num": "2", "draw_type": "1", "is_public": "1",
        ]
        let answer = try await post("postTask", goods.merging(more) { $1 })
        return try #require(answer.json?["code"]?.string, "\(answer.text)")
    }

    /// Waits until somebody else may see a task.
    func seesSoon(_ code: String) async throws {
        try await eventually("WeChat passes the task") {
            try await get("getTaskDetails", ["code": code]).contractStatus == 0
        }
    }
}

extension Answer {
    /// The contract's `status`.
    var contractStatus: Int64? { json?["status"]?.integer }
}
