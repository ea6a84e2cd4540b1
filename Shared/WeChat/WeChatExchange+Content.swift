import Basics
import Crypto
import HTTP
import HTTPClient
import JSON

extension WeChatExchange {
    func check(_ token: String, _ text: TextCheck) async throws(WeChatFailure) -> ContentVerdict {
        struct Body: Encodable {
            let content: String
            let version = 2
            let scene: Int64
            let openid: String
            let title: String?
            let nickname: String?
        }
        let body = Body(
            content: text.text,
            scene: text.scene.rawValue,
            openid: text.openid.text,
            title: text.title,
            nickname: text.nickname
        )
        let answer: JSONValue
        do throws(WeChatFailure) {
            answer = try await ask(
                request(
                    Self.target("/wxa/msg_sec_check", token: token),
                    json: body,
                    repeatable: true
                )
            )
        } catch .refused(let refusal) where refusal.kind == .contentRisky {
            // What version 1 of the endpoint said.
            return ContentVerdict(.risky, label: ContentVerdict.otherLabel)
        }
        guard let verdict = ContentVerdict(answer["result"]) else { throw .brokenAnswer }
        return verdict
    }

    func check(_ token: String, _ media: MediaCheck) async throws(WeChatFailure) -> String {
        struct Body: Encodable {
            let media_url: String
            let media_type: Int64
            let version = 2
            let scene: Int64
            let openid: String
        }
        let body = Body(
            media_url: media.url,
            media_type: media.kind.rawValue,
            scene: media.scene.rawValue,
            openid: media.openid.text
        )
        let answer = try await ask(
            request(Self.target("/wxa/media_check_async", token: token), json: body)
        )
        guard let trace = Self.name(answer["trace_id"])?.text else { throw .brokenAnswer }
        return trace
    }

    func checkImage(
        _ token: String,
        _ image: CodeImage
    ) async throws(WeChatFailure) -> ContentVerdict.Suggestion {
        // Cannot stand in the picture, as it is made from it; 70 characters are allowed.
        let boundary = "kumquat-" + Hex.encode(SHA256.hash(image.bytes).prefix(16))
        let suffix = image.contentType == "image/png" ? "png" : "jpg"
        let head =
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"media\"; "
            + "filename=\"image.\(suffix)\"\r\nContent-Type: \(image.contentType)\r\n\r\n"
        var request = host.request(
            .post,
            Self.target("/wxa/img_sec_check", token: token)
        )
        request.headers.set("Content-Type", "multipart/form-data; boundary=\(boundary)")
        request.body = .bytes(
            Bytes(head.utf8) + image.bytes + Bytes("\r\n--\(boundary)--\r\n".utf8)
        )
        request.repeatable = true
        request.maximumResponseBytes = Self.maximumAnswerBytes
        do throws(WeChatFailure) {
            let answer = try await ask(request)
            guard answer["errcode"] != nil else { throw .brokenAnswer }
            return .pass
        } catch .refused(let refusal) where refusal.kind == .contentRisky {
            return .risky
        }
    }
}

extension ContentVerdict {
    /// Against the rules in some other way.
    static let otherLabel: Int64 = 21_000

    /// WeChat's `{"suggest":…,"label":…}`.
    init?(_ result: JSONValue?) {
        guard
            let suggestion = result?["suggest"]?.string.flatMap(Suggestion.init),
            let label = result?["label"]?.looseInteger
        else { return nil }
        self.init(suggestion, label: label)
    }
}
