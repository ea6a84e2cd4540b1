import Basics
import HTTP
import JSON
import TestKit
import Testing

/// Somebody's WeChat: what `wx.login`, `getPhoneNumber` and the like give in one mini-program.
struct Phone: Sendable {
    let name: String
    /// Nil for the first app.
    let appid: String?
    let stack: Stack

    /// Makes the WeChat user, or changes it: members of `POST /sandbox/users`.
    static func of(
        _ name: String,
        _ details: [String: JSONValue] = [:],
        appid: String? = nil,
        in stack: Stack
    ) async throws -> Phone {
        let body = details.merging(["name": .string(name)]) { given, _ in given }
        let answer = try await stack.client(of: .sandbox).post("/sandbox/users", json: body)
        try #require(answer.status == 200, "\(answer.text)")
        return Phone(name: name, appid: appid, stack: stack)
    }

    /// A fresh code of `wx.login`.
    func code() async throws -> String { try await text("/sandbox/code", [:], "code") }

    /// A fresh code of `getPhoneNumber`.
    func phoneCode() async throws -> String { try await text("/sandbox/phone-code", [:], "code") }

    /// `encryptedData` and `iv` of a kind; `more` are members of `POST /sandbox/encrypt`.
    func sealed(
        _ kind: String,
        _ more: [String: String] = [:]
    ) async throws -> [String: String] {
        let answer = try await ask("/sandbox/encrypt", more.merging(["kind": kind]) { $1 })
        let data = try #require(answer.json?["encryptedData"]?.string, "\(answer.text)")
        let iv = try #require(answer.json?["iv"]?.string, "\(answer.text)")
        return ["encryptedData": data, "iv": iv]
    }

    /// The member by which WeChat marks data for an app, made now.
    static func watermark(of appid: String) -> String {
        #""watermark":{"timestamp":\#(Clock.system.now().seconds),"appid":"\#(appid)"}"#
    }

    private func text(
        _ path: String,
        _ members: [String: String],
        _ name: String
    ) async throws -> String {
        let answer = try await ask(path, members)
        return try #require(answer.json?[name]?.string, "\(answer.status) \(answer.text)")
    }

    private func ask(_ path: String, _ members: [String: String]) async throws -> Answer {
        var body = members
        body["user"] = name
        body["appid"] = appid
        return try await stack.client(of: .sandbox).post(path, json: body)
    }
}

extension Stack {
    /// The demo apps: our number and the appid of each.
    func apps() async throws -> [(number: Int64, appid: String)] {
        let answer = try await client(of: .sandbox).get("/sandbox/apps")
        let apps = try #require(answer.json?["apps"]?.array, "\(answer.text)")
        return try apps.map { app in
            (try #require(app["app_id"]?.integer), try #require(app["appid"]?.string))
        }
    }

    /// The next calls of this WeChat path go wrong.
    func failWeChat(_ path: String, times: Int = 1, kind: String, errcode: Int? = nil) async throws
    {
        var body: [String: JSONValue] = [
            "path": .string(path), "times": .integer(Int64(times)), "kind": .string(kind),
        ]
        if let errcode { body["errcode"] = .integer(Int64(errcode)) }
        let answer = try await client(of: .sandbox).post("/sandbox/faults", json: body)
        try #require(answer.status == 200, "\(answer.text)")
    }
}

extension TestClient {
    /// `GET path` with a query; its names and values are written here as they are meant.
    func get(
        _ path: String,
        query: [String: String],
        token: String? = nil
    ) async throws -> Answer {
        let pairs = query.map {
            "\(PercentCoding.encode($0.key))=\(PercentCoding.encode($0.value))"
        }
        return try await get("\(path)?\(pairs.joined(separator: "&"))", token: token)
    }

    /// `POST path` with parameters in each of the four ways that a client may choose.
    func postInEveryWay(
        _ path: String,
        _ parameters: [String: String],
        token: String? = nil
    ) async throws -> [Answer] {
        let pairs = parameters.map {
            "\(PercentCoding.encode($0.key))=\(PercentCoding.encode($0.value))"
        }
        let query = try await send(
            .post,
            "\(path)?\(pairs.joined(separator: "&"))",
            token: token
        )
        let parts = parameters.map { name, value in
            "--x\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        let multipart = try await send(
            .post,
            path,
            token: token,
            body: Array((parts.joined() + "--x--\r\n").utf8),
            contentType: "multipart/form-data; boundary=x"
        )
        return [
            query, multipart, try await post(path, form: parameters, token: token),
            try await post(path + "/", json: parameters, token: token),
        ]
    }
}
