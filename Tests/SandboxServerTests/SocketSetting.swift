import Basics
import HTTP
import HTTPClient
import JSON
import TestKit
import Testing
import WeChat

/// The sandbox as a process, and the client that asks the real WeChat.
struct SocketSetting {
    let stack: Stack
    let app: WeChatApp
    let weChat: WeChatClient

    init() async throws {
        stack = try Stack()
        try await stack.start(.sandbox)
        let client = stack.client(of: .sandbox)
        let listed = try await client.get("/sandbox/apps").json?["apps"]?.array?.first
        app = WeChatApp(
            appid: try #require(listed?["appid"]?.string),
            secret: try #require(listed?["secret"]?.string)
        )
        let host = try #require(WeChatHost("tcp:127.0.0.1:\(stack.port + 10)"))
        weChat = .live(host: host, clock: .system) { request throws(ClientFailure) in
            try await client.exchange(request)
        }
    }

    func code() async throws -> String {
        let reply = try await post("/sandbox/code", #"{"user":"xiaoming"}"#)
        return try #require(reply?["code"]?.string)
    }

    /// What the newer `getPhoneNumber` gives.
    func phoneCode() async throws -> String {
        let reply = try await post("/sandbox/phone-code", #"{"user":"xiaoming"}"#)
        return try #require(reply?["code"]?.string)
    }

    func fault(_ members: String) async throws {
        _ = try await post("/sandbox/faults", "{\(members)}")
    }

    /// What `getPhoneNumber` gives under the present session key.
    func sealedPhone() async throws -> SealedData {
        let reply = try await post("/sandbox/encrypt", #"{"user":"xiaoming","kind":"phone"}"#)
        return SealedData(
            encryptedData: try #require(reply?["encryptedData"]?.string),
            iv: try #require(reply?["iv"]?.string)
        )
    }

    private func post(_ target: String, _ body: String) async throws -> JSONValue? {
        try await stack.client(of: .sandbox)
            .send(.post, target, body: Bytes(body.utf8)).json
    }
}
