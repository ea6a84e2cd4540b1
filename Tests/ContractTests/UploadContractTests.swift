import Basics
import Glibc
import HTTP
import Images
import JSON
import Processes
import TestKit
import Testing

extension Contracts {
    /// `upload`, and links to what was uploaded, through the gateway.
    @Suite(RunningStack(settings: ["KUMQUAT_UPLOADS_PER_DAY": "12"]))
    struct UploadContractTests {
        @Test("a picture is kept under an id, and its owner may look at it")
        func keeps() async throws {
            let stack = try runningStack()
            let visitor = try await Visitor.logIn("uploader", to: stack)
            let id = try await visitor.uploaded(try Visitor.picture(7, width: 900, height: 300))
            #expect((1..<1 << 53).contains(id))
            #expect(try await visitor.uploaded(Visitor.picture(7, width: 900, height: 300)) == id)
            let picture = try await stack.gateway.get(try await visitor.link(id))
            #expect(picture.status == 200 && picture.headers["Content-Type"] == "image/jpeg")
            #expect(picture.headers["X-Content-Type-Options"] == "nosniff")
            #expect(try Picture.decode(picture.body).width == 900)
            let small = try await stack.gateway.get(try await visitor.link(id, "thumbnail"))
            #expect(try Picture.decode(small.body).width == 320)
        }

        @Test("every code: missing -1, somebody else's openid -2, no picture -3, too long 413")
        func codes() async throws {
            let stack = try runningStack()
            let visitor = try await Visitor.logIn("careless", to: stack)
            let other = try await Visitor.logIn("other", to: stack)
            let picture = try Visitor.picture()
            let empty = try await visitor.upload([])
            #expect(empty.status == 200 && empty.code == -1, "\(empty.text)")
            let nobody = try await visitor.upload(picture, openid: " ")
            #expect(nobody.status == 200 && nobody.code == -1, "\(nobody.text)")
            let form = try await stack.gateway.post(
                "/api/upload/",
                form: ["openid": visitor.openid],
                token: visitor.token
            )
            #expect(form.status == 200 && form.code == -1, "\(form.text)")
            for openid in [other.openid, "nobody"] {
                let answer = try await visitor.upload(picture, openid: openid)
                #expect(answer.status == 200 && answer.code == -2, "\(answer.text)")
            }
            let long = try await visitor.upload(Bytes(repeating: 0, count: 10 << 20))
            #expect(long.status == 413 && long.code == -413, "\(long.text)")
            let stranger = try await visitor.upload(picture, token: "nonsense")
            #expect(stranger.status == 401 && stranger.code == -401, "\(stranger.text)")
        }

        @Test("hostile files are -3, say why, and leave the process as it was")
        func hostile() async throws {
            let stack = try runningStack()
            let visitor = try await Visitor.logIn("hostile", to: stack)
            let good = try Visitor.picture()
            var huge = good
            huge.replaceSubrange(16..<24, with: [0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff])
            var lie = good
            lie[19] ^= 1
            let files: [Bytes] = [
                Bytes("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8), Bytes("GIF89a".utf8),
                Bytes("\u{0}\u{1}".utf8), huge, lie, Bytes(good.dropLast(9)), [0xff, 0xd8, 0xff],
                Bytes(repeating: 0xff, count: 200_000),
            ]
            for file in files {
                let answer = try await visitor.upload(file)
                #expect(answer.status == 200 && answer.code == -3, "\(answer.text)")
                #expect(answer.json?["msg"]?.string?.hasPrefix("上传文件失败：") == true)
            }
            _ = try await visitor.uploaded(good + Bytes(repeating: 0, count: 3 << 20))
            let log = try TextFile.read(stack.logFile(of: .points))
            #expect(log.split(separator: "\n").allSatisfy { $0.hasPrefix("{") })
        }

        @Test("a picture keeps neither its name, its notes nor its orientation")
        func stripped() async throws {
            let stack = try runningStack()
            let visitor = try await Visitor.logIn("located", to: stack)
            let plain = try Picture(width: 20, height: 10, filled: .black).jpeg()
            // EXIF of two entries: GPS texts are no part of it that matters, orientation 6 is.
            let note =
                Bytes("Exif\0\0MM\0*\0\0\0\u{8}\0\u{1}".utf8)
                + [1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0] + Bytes("31.2304N 121.4737E".utf8)
            let head: Bytes = [0xff, 0xd8, 0xff, 0xe1, 0, UInt8(note.count + 2)]
            let id = try await visitor.uploaded(head + note + plain.dropFirst(2))
            let picture = try await stack.gateway.get(try await visitor.link(id))
            let decoded = try Picture.decode(picture.body)
            #expect(decoded.width == 10 && decoded.height == 20)
            #expect(!picture.text.contains("121.4737") && !picture.text.contains("Exif"))
        }

        @Test("so many a day; a day later there is room again")
        func quota() async throws {
            let stack = try runningStack()
            let visitor = try await Visitor.logIn("eager", to: stack)
            for shade in UInt8(0)..<12 { _ = try await visitor.uploaded(Visitor.picture(shade)) }
            let full = try await visitor.upload(Visitor.picture(99))
            #expect(full.status == 200 && full.code == -3, "\(full.text)")
            #expect(full.text.contains("今天"))
            try await stack.advanceClock(seconds: 86_400)
            _ = try await visitor.uploaded(Visitor.picture(99))
            try await stack.resetClock()
        }

        @Test("a link is good for one file and five minutes, and for nobody without it")
        func links() async throws {
            let stack = try runningStack()
            let visitor = try await Visitor.logIn("linker", to: stack)
            let other = try await Visitor.logIn("snoop", to: stack)
            let id = try await visitor.uploaded(Visitor.picture(1))
            let second = try await visitor.link(try await visitor.uploaded(Visitor.picture(2)))
            let path = try await visitor.link(id)
            let file = try #require(path.split(separator: "?").first)
            let sibling = try #require(second.split(separator: "?").first)
            for target in [
                String(file), path.replacing(file, with: sibling), String(path.dropLast()),
                path.replacing("reader=owner", with: "reader=auditor%3Ax"),
                path.replacing("expires=1", with: "expires=2"),
            ] {
                let answer = try await stack.gateway.get(target, token: visitor.token)
                #expect(answer.status == 403 && answer.code == -403, "\(target) \(answer.text)")
            }
            let theirs = try await other.get("/api/query_upload/", "&id=\(id)")
            let nobodys = try await other.get("/api/query_upload/", "&id=1")
            #expect(theirs.code == -3 && theirs.body == nobodys.body, "\(theirs.text)")
            try await stack.advanceClock(seconds: 301)
            #expect(try await stack.gateway.get(path).status == 403)
            try await stack.resetClock()
            #expect(try await stack.gateway.get(path).status == 200)
        }

        @Test("a disk that is full or fails is -3 with 500 or 503, and nothing is half done")
        func storageFault() async throws {
            let stack = try runningStack()
            for kind in ["full", "io"] {
                let (visitor, failed) = try await stack.firstFailure(of: .points, kind: kind) {
                    try await Visitor.logIn("unlucky-upload-\(kind)-\($0)", to: stack)
                } call: { visitor in
                    try await visitor.upload(Visitor.picture())
                }
                #expect([500, 503].contains(failed.status) && failed.code == -3, "\(failed.text)")
                _ = try await visitor.uploaded(Visitor.picture())
            }
        }

        @Test("kill -9 in the middle of uploads loses nothing that was acknowledged")
        func killed() async throws {
            let stack = try runningStack()
            let visitors = try await (0..<6).asyncMap { number in
                try await Visitor.logIn("crash-upload-\(number)", to: stack)
            }
            for round in UInt8(0)..<3 {
                let counter = Tally()
                let kept = try await visitors.concurrently { visitor -> [(Visitor, Int64)] in
                    var kept: [(Visitor, Int64)] = []
                    for shade in UInt8(0)..<3 {
                        let file = try Visitor.picture(round * 10 + shade, width: 300, height: 200)
                        guard let answer = try? await visitor.upload(file),
                            let id = answer.data?["id"]?.integer
                        else { continue }
                        kept.append((visitor, id))
                        if counter.next() == 4 { stack.process(.points)?.send(SIGKILL) }
                    }
                    return kept
                }
                try await stack.kill(.points)
                try await stack.start(.points)
                let acknowledged = kept.flatMap { $0 }
                #expect(acknowledged.count >= 4)
                for (visitor, id) in acknowledged {
                    let picture = try await stack.gateway.get(try await visitor.link(id))
                    #expect(picture.status == 200)
                    #expect(try Picture.decode(picture.body).width == 300)
                }
            }
        }
    }
}
