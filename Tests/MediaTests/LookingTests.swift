import Basics
import HTTP
import Images
import ServiceKit
import Storage
import Testing

@testable import Media

/// Who gets which file, and who may keep it.
@Suite struct LookingTests {
    private func looks(_ gallery: Gallery, _ upload: Upload) async throws -> [String] {
        try await gallery.library.database.read {
            try UploadStore($0).looks(at: upload.id).map { "\($0.reader) \($0.file)" }
        }
    }

    @Test func forEverybodyForEver() async throws {
        let gallery = try Gallery()
        let upload = try await gallery.keep(1, .public())
        for file in [upload.file, upload.thumbnail] {
            let answer = await gallery.look(at: file)
            #expect(answer.status == 200)
            #expect(answer.headers["Content-Type"] == "image/jpeg")
            #expect(answer.headers["Cache-Control"] == "public, max-age=31536000, immutable")
            #expect(answer.headers["X-Content-Type-Options"] == "nosniff")
            let head = await gallery.look(gallery.library.links.address(of: file), .head)
            #expect(
                head.status == 200 && head.headers["Cache-Control"]?.hasPrefix("public") == true
            )
        }
        // A parameter of somebody else's makes no link of it.
        let tagged = gallery.library.links.address(of: upload.file) + "?from=timeline"
        #expect(await gallery.look(tagged).status == 200)
        #expect(try await looks(gallery, upload).isEmpty)
    }

    @Test func aPictureThatWaitsIsForThoseWithALink() async throws {
        let gallery = try Gallery()
        let upload = try await gallery.keep(1, .publicOnceChecked(of: Gallery.someone))
        #expect(await gallery.look(at: upload.file).status == 404)
        #expect(await gallery.look(at: upload.thumbnail).status == 404)
        let links = gallery.library.links
        let own = await gallery.look(links.link(to: upload.thumbnail, for: .owner))
        #expect(own.status == 200 && own.headers["Cache-Control"] == "private, no-store")
        #expect(own.headers["Referrer-Policy"] == "no-referrer")
        #expect(try await looks(gallery, upload) == ["owner \(upload.thumbnail)"])
        // What is shown by a link is kept by nobody, also when everybody may see it.
        let shown = try await gallery.keep(2, .public())
        let byLink = await gallery.look(links.link(to: shown.file, for: .owner))
        #expect(byLink.headers["Cache-Control"] == "private, no-store")
    }

    /// Without a link nobody learns whether there is a private picture.
    @Test func aPrivatePictureBesidePublicOnes() async throws {
        let gallery = try Gallery()
        let upload = try await gallery.keep(1, .private(of: Gallery.someone))
        let none = await gallery.look(at: "00ff.jpg")
        #expect(none.status == 404)
        #expect(await gallery.look(at: upload.file) == none)
        let link = gallery.library.links.link(to: upload.file, for: .owner)
        #expect(await gallery.look(link, .head).status == 200)
        #expect(try await looks(gallery, upload).isEmpty)
        #expect(await gallery.look(link).status == 200)
        #expect(try await looks(gallery, upload) == ["owner \(upload.file)"])
        for target in ["\(link)x", link.replacing("reader=owner", with: "reader=other")] {
            #expect(await gallery.look(target).status == 403)
        }
        gallery.world.time.advance(seconds: 301)
        #expect(await gallery.look(link).status == 403)
    }

    /// A picture whose file was lost is our fault, and said in the log.
    @Test func aMissingFile() async throws {
        let gallery = try Gallery()
        let upload = try await gallery.keep(1, .public())
        try await gallery.library.folder.remove([upload.file])
        #expect(await gallery.look(at: upload.file).status == 500)
        #expect(gallery.world.lines.all.contains { $0.contains("a picture is missing on disk") })
    }
}
