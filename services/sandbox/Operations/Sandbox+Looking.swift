import ServiceKit
import Basics
import HTTP
import HTTPClient
import Images
import JSON
import Storage

extension Sandbox {
    private static let maximumMediaBytes = 10 << 20
    /// What WeChat says when it cannot fetch the file.
    private static let downloadFailed: Int64 = -1008

    /// Fetches what a push is about, and writes what is to be told of it.
    func look(at push: Push) async throws -> String {
        let verdict = await verdict(on: push)
        let body = try text(of: push, verdict)
        try await database.write { try PushStore($0).setBody(body, of: push.id) }
        return body
    }

    /// By the first pixel of a picture: pure red is against the rules, pure green is for a person
    /// to decide. Nil where it is no picture.
    func verdict(onImage octets: Bytes) async -> Verdict? {
        try? await ImageWorker.shared.run { () throws(ImageFailure) -> Verdict in
            let color = try Picture.decode(octets).color(atX: 0, y: 0) ?? .white
            return Verdict(color)
        }
    }

    private func verdict(on push: Push) async -> Verdict? {
        guard var request = ClientRequest(url: push.source) else { return nil }
        request.maximumResponseBytes = Self.maximumMediaBytes
        guard let response = try? await send(request), response.status == 200,
            let octets = try? await response.body.collect(upTo: Self.maximumMediaBytes)
        else { return nil }
        // Nobody listens to sounds here.
        return push.kind == MediaKind.audio.rawValue ? .pass : await verdict(onImage: octets)
    }

    private func text(of push: Push, _ verdict: Verdict?) throws -> String {
        let output = verdict.map(VerdictOutput.init)
        let message = MediaMessage(
            ToUserName: SignedPush.originalID(of: push.appid),
            FromUserName: push.openid,
            CreateTime: clock.now.seconds,
            appid: push.appid,
            trace_id: push.trace,
            detail: output?.detail,
            errcode: output == nil ? Self.downloadFailed : 0,
            errmsg: output == nil ? "download file failed" : "ok",
            result: output?.result
        )
        return String(decoding: try JSONOutput.encode(message), as: UTF8.self)
    }
}

/// The push of `media_check_async`.
private struct MediaMessage: Encodable {
    let ToUserName: String
    let FromUserName: String
    let CreateTime: Int64
    let MsgType = "event"
    let Event = "wxa_media_check"
    let appid: String
    let trace_id: String
    let version = 2
    let detail: [VerdictOutput.Detail]?
    let errcode: Int64
    let errmsg: String
    let result: VerdictOutput.Result?
}

extension Verdict {
    /// JPEG leaves no colour quite pure.
    init(_ color: Color) {
        let isRed = color.red >= 240 && color.green <= 15 && color.blue <= 15
        let isGreen = color.green >= 240 && color.red <= 15 && color.blue <= 15
        self = isRed ? .risky : isGreen ? .review : .pass
    }
}
