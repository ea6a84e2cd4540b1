import Basics
import HTTP
import HTTPClient
import JSON

extension WeChatExchange {
    /// The largest code has 1280 pixels a side.
    private static let maximumImageBytes = 4 << 20

    func code(_ token: String, _ order: CodeOrder) async throws(WeChatFailure) -> CodeImage {
        var request = try request(
            Self.target(order.path, token: token),
            json: CodeBody(order),
            // The scene is ours, so that the same code comes again.
            repeatable: true
        )
        request.maximumResponseBytes = Self.maximumImageBytes
        let (status, octets) = try await exchange(request)
        if status == 200, let image = CodeImage(octets) { return image }
        _ = try WeChatAnswer.read(status: status, octets)
        throw .brokenAnswer
    }
}

extension CodeOrder {
    var path: String {
        switch target {
        case .scene: "/wxa/getwxacodeunlimit"
        case .path: "/wxa/getwxacode"
        case .squarePath: "/cgi-bin/wxaapp/createwxaqrcode"
        }
    }
}

/// The body of the three calls; what is not said is WeChat's default.
private struct CodeBody: Encodable {
    let path: String?
    let scene: String?
    let page: String?
    let check_path: Bool?
    let env_version: String?
    let width: Int64?
    let is_hyaline: Bool?

    init(_ order: CodeOrder) {
        var (path, scene, page): (String?, String?, String?)
        var (checksPage, isSquare): (Bool?, Bool) = (nil, false)
        switch order.target {
        case .scene(let text, let target, let checks):
            (scene, page, checksPage) = (text, target, checks)
        case .path(let target): path = target
        case .squarePath(let target): (path, isSquare) = (target, true)
        }
        self.path = path
        self.scene = scene
        self.page = page
        check_path = checksPage
        env_version = isSquare ? nil : order.version.rawValue
        width = order.width
        is_hyaline = isSquare || !order.isTransparent ? nil : true
    }
}
