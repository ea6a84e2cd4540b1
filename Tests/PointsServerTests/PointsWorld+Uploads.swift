import Basics
import HTTP
import Images
import JSON
import Media
import ServiceKit
import Testing

@testable import PointsServer

extension PointsWorld {
    /// A picture that no other call with another `shade` makes.
    static func picture(_ shade: UInt8 = 0, width: Int = 8, height: Int = 6) throws -> Bytes {
        try Picture(width: width, height: height, filled: Color(red: shade, green: 1, blue: 2))
            .png()
    }

    /// `POST /api/upload/` as `wx.uploadFile` sends it.
    func upload(
        _ file: Bytes,
        as number: Int64 = 1,
        openid: String? = nil
    ) async -> ServiceKit.Answer {
        await harness.call(
            .post,
            "/api/upload/",
            body: Self.form(openid ?? "o\(number)", file),
            type: "multipart/form-data; boundary=B",
            as: Self.caller(number)
        )
    }

    static func form(_ openid: String, _ file: Bytes) -> Bytes {
        let head =
            "--B\r\nContent-Disposition: form-data; name=\"openid\"\r\n\r\n\(openid)\r\n--B\r\n"
            + "Content-Disposition: form-data; name=\"image\"; filename=\"a.jpg\"\r\n\r\n"
        return Bytes(head.utf8) + file + "\r\n--B--\r\n".utf8
    }

    /// An upload that goes well, by its id.
    func uploaded(_ file: Bytes, as number: Int64 = 1) async throws -> Int64 {
        let answer = await upload(file, as: number)
        return try #require(try answer.json["data"]?["id"]?.integer, "\(answer)")
    }

    func apply(_ files: String, as number: Int64 = 1) async -> ServiceKit.Answer {
        let parameters = ["openid": "o\(number)", "files": files]
        return await harness.call(.post, "/api/apply_audit/", parameters, as: Self.caller(number))
    }

    /// The files in the folder of pictures.
    func files() async throws -> [String] {
        try await service.uploads.folder.names(olderThanSeconds: -10)
    }
}

extension ServiceKit.Answer {
    /// The body as JSON.
    var json: JSONValue {
        get throws { try JSON.parse(Bytes(body.utf8)) }
    }
}
