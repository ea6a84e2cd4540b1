import Basics
import HTTP
import HTTPClient
import Loops
import WeChat

/// Answers requests in the order of its script, and remembers them.
final class FakeWeChat: Sendable {
    enum Reply: Sendable {
        case answer(Int, String)
        case octets(Int, Bytes)
        case failure(ClientFailure)
    }

    private let script: Locked<[Reply]>
    private let seen = Locked<[ClientRequest]>([])

    init(_ script: [Reply]) {
        self.script = Locked(script)
    }

    convenience init(_ body: String) {
        self.init([.answer(200, body)])
    }

    var requests: [ClientRequest] { seen.withLock { $0 } }

    func client(clock: Clock = .system) throws -> WeChatClient {
        struct NoHost: Error {}
        guard let host = WeChatHost("https://api.weixin.qq.com") else { throw NoHost() }
        return .live(host: host, clock: clock) { request throws(ClientFailure) in
            self.seen.withLock { $0.append(request) }
            // Lets others run first, as a real answer would.
            await Task.yield()
            let reply = self.script.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            switch reply {
            case .answer(let status, let body):
                return ClientResponse(status: status, body: .bytes(Bytes(body.utf8)))
            case .octets(let status, let octets):
                return ClientResponse(status: status, body: .bytes(octets))
            case .failure(let failure): throw failure
            case nil: throw .unreachable(.refused)
            }
        }
    }
}

let app = WeChatApp(appid: "wx4f4bc4dec97d474b", secret: "s3cret")
