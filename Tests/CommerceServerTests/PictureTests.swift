import Basics
import HTTP
import Images
import JSON
import ServiceKit
import Testing

@testable import CommerceServer

/// Pictures of categories, merchants and goods.
@Suite struct PictureTests {
    private func send(_ commerce: CommerceWorld, _ file: Bytes) async -> ServiceKit.Answer {
        let head =
            "--B\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.png\"\r\n\r\n"
        return await commerce.harness.call(
            .post,
            "/admin/commerce/pictures",
            body: Bytes(head.utf8) + file + "\r\n--B--\r\n".utf8,
            type: "multipart/form-data; boundary=B",
            by: .key
        )
    }

    private func picture(_ shade: UInt8) throws -> Bytes {
        try Picture(width: 8, height: 6, filled: Color(red: shade, green: 1, blue: 2)).png()
    }

    @Test func everybodySeesThem() async throws {
        let commerce = try await CommerceWorld()
        let first = try await send(commerce, picture(1)).json
        let file = try #require(first["file"]?.string)
        #expect(first["url"]?.string == "https://example.com/media/commerce/\(file)")
        #expect(first["width"]?.integer == 8)
        #expect(try await send(commerce, picture(1)).json["file"]?.string == file)
        let second = try #require(try await send(commerce, picture(2)).json["file"]?.string)
        #expect(second != file)

        let food = try await commerce.category("美食")
        let shop = try await commerce.merchant(
            "甲",
            in: food,
            at: 104,
            30.6,
            #","logo":"\#(file)","desc_pic":"https://example.com/media/commerce/\#(second)""#
        )
        let goods = try await commerce.goods(
            "餐",
            of: shop,
            fen: 1,
            #","pic":"\#(file)","pic_list":["\#(second)","\#(file)"]"#
        )
        let line = try await commerce.get("merchant/detail", ["id": "\(shop)"]).json["data"]
        #expect(line?["logo"]?.string == "https://example.com/media/commerce/\(file)")
        #expect(line?["desc_pic"]?.string == "https://example.com/media/commerce/\(second)")
        let good = try await commerce.get("goods/detail", ["id": "\(goods)"]).json["data"]
        let thumbnail = try #require(good?["thumb_url"]?.string)
        #expect(good?["pic_list"]?.array?.count == 2)
        for address in [thumbnail, good?["pic"]?.string ?? ""] {
            let path = String(address.dropFirst("https://example.com".count))
            let answer = await commerce.harness.call(.get, path)
            #expect(answer.status == 200, "\(path)")
            // Without anything to see through, a JPEG is kept.
            #expect(answer.headers["Content-Type"] == "image/jpeg")
            #expect(answer.headers["Cache-Control"] == "public, max-age=31536000, immutable")
        }
        _ = await commerce.office(.patch, "goods/\(goods)", #"{"pic":"","pic_list":[]}"#)
        let bare = try await commerce.get("goods/detail", ["id": "\(goods)"]).json["data"]
        #expect(bare?["thumb_url"]?.string == "")
        #expect(bare?["pic_list"]?.array?.isEmpty == true)
    }

    @Test func whatIsNoPicture() async throws {
        let commerce = try await CommerceWorld()
        let text = await send(commerce, Bytes("no picture".utf8))
        #expect(try text.json["error"]?["code"]?.string == "picture_unreadable")
        let missing = await commerce.office(.post, "pictures")
        #expect(try missing.json["error"]?["code"]?.string == "parameter_missing")
        let plain = await commerce.office(.post, "pictures", #"{"image":"text"}"#)
        #expect(plain.status == 422)
        // The head of a picture of 30 000 columns and rows.
        var huge = try picture(3)
        huge.replaceSubrange(16..<24, with: [0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30])
        let large = await send(commerce, huge)
        #expect(try large.json["error"]?["code"]?.string == "picture_too_large", "\(large)")
    }
}
