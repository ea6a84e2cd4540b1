import Basics
import HTTP
import Images
import ServiceKit
import Storage
import Testing

@testable import Media

@Suite struct KeepingTests {
    private typealias Problem = Failure<Upload.Refusal>

    @Test func bothFilesAndARow() async throws {
        let gallery = try Gallery()
        let file = try Gallery.file(width: 900, height: 300)
        let upload = try await gallery.library.keep(file, under: .private(of: Gallery.someone))
        #expect(upload.width == 900 && upload.height == 300 && upload.kind == .jpeg)
        #expect(upload.owner == Gallery.someone && upload.at == gallery.world.clock.now)
        #expect(try await gallery.files() == [upload.file, upload.thumbnail])
        let stored = try await gallery.library.database.read {
            try UploadStore($0).upload(upload.id, of: Gallery.someone)
        }
        #expect(stored == upload)
        let strange = try await gallery.library.database.read {
            try UploadStore($0).upload(upload.id, of: Gallery.another)
        }
        #expect(strange == nil)
    }

    /// The same file of the same owner for the same eyes is the same picture.
    @Test func theSameIsTheSame() async throws {
        let gallery = try Gallery()
        let first = try await gallery.keep(1, .private(of: Gallery.someone))
        #expect(try await gallery.keep(1, .private(of: Gallery.someone)) == first)
        let others = [
            try await gallery.keep(2, .private(of: Gallery.someone)),
            try await gallery.keep(1, .private(of: Gallery.another)),
            try await gallery.keep(1, .publicOnceChecked(of: Gallery.someone)),
            try await gallery.keep(1, .public()),
        ]
        #expect(Set(([first] + others).map(\.id)).count == 5)
        // What was asked for first holds: sending it again lets nobody past the check.
        let again = try await gallery.keep(1, .public(of: Gallery.someone))
        #expect(again == others[2] && again.state == .pending)
        #expect(try await gallery.files().count == 10)
    }

    @Test func limitsOfOwners() async throws {
        let gallery = try Gallery(limits: UploadLimits(perDay: 2, totalBytes: 1 << 20))
        for shade in UInt8(0)..<2 {
            _ = try await gallery.keep(shade, .private(of: Gallery.someone))
        }
        // Of both kinds together.
        await #expect(throws: Problem.refused(.tooManyToday)) {
            try await gallery.keep(3, .publicOnceChecked(of: Gallery.someone))
        }
        _ = try await gallery.keep(3, .private(of: Gallery.another))
        for shade in UInt8(0)..<5 { _ = try await gallery.keep(shade, .public()) }
        #expect(try await gallery.files().count == 16)
        let full = try Gallery(limits: UploadLimits(perDay: 50, totalBytes: 1500))
        await #expect(throws: Problem.refused(.tooMuch)) {
            for shade in UInt8(0)..<10 {
                _ = try await full.keep(shade, .private(of: Gallery.someone))
            }
        }
    }

    @Test func limitsOfFiles() async throws {
        let file = try Gallery.file(width: 30, height: 20)
        var limits = UploadLimits(perDay: 50, totalBytes: 1 << 20)
        for (bytes, pixels, refusal) in [
            (file.count, 600, Upload.Refusal?.none), (file.count - 1, 600, .tooManyBytes),
            (file.count, 599, .tooManyPixels),
        ] {
            limits.fileBytes = bytes
            limits.pixels = pixels
            let gallery = try Gallery(limits: limits)
            do throws(Problem) {
                _ = try await gallery.library.keep(file, under: .public())
                #expect(refusal == nil)
            } catch {
                #expect(error == refusal.map { .refused($0) })
                #expect(try await gallery.files().isEmpty)
            }
        }
        let gallery = try Gallery()
        for (octets, refusal) in [
            (Bytes("<svg/>".utf8), Upload.Refusal.kindUnknown), (Bytes("GIF89a".utf8), .damaged),
        ] {
            let file = UploadedFile(fileName: "a", contentType: "image/png", bytes: octets)
            await #expect(throws: Problem.refused(refusal)) {
                try await gallery.library.keep(file, under: .public())
            }
        }
    }

    /// Nothing is left of what the service does not admit; what it writes goes with the row.
    @Test func admission() async throws {
        let gallery = try Gallery()
        let terms = Upload.Terms.private(of: Gallery.someone)
        await #expect(throws: Problem.refused(.ownerUnknown)) {
            try await gallery.library.keep(Gallery.file(), under: terms) { unit in
                try unit.connection.run("INSERT INTO upload_removal (file) VALUES ('trace')")
                throw Upload.Refusal.ownerUnknown
            }
        }
        #expect(try await gallery.files().isEmpty)
        let traces = try await gallery.library.database.read { try UploadStore($0).removals(9) }
        #expect(traces.isEmpty)
        await #expect(throws: Problem.refused(.ownerUnknown)) {
            try await gallery.library.keep(
                drawing: "a",
                under: terms,
                admitting: { _ in throw Upload.Refusal.ownerUnknown },
                { () throws(ImageFailure) in
                    try Picture(width: 1, height: 1, filled: .black)
                }
            )
        }
        #expect(try await gallery.files().isEmpty)
    }

    @Test func drawnOnceForAKey() async throws {
        let gallery = try Gallery(limits: UploadLimits(perDay: 1, totalBytes: 1))
        let terms = Upload.Terms.public(of: Gallery.someone)
        func draw(_ key: String, _ color: Color) async throws -> Upload {
            try await gallery.library.keep(drawing: key, under: terms) { () throws(ImageFailure) in
                try Picture(width: 40, height: 30, filled: color)
            }
        }
        let first = try await draw("poster 1", .black)
        #expect(first.isShown && first.width == 40)
        #expect(try await draw("poster 1", .white) == first)
        let shown = await gallery.look(at: first.file)
        #expect(shown.status == 200)
        // It counts towards no limit.
        for number in 2...4 { _ = try await draw("poster \(number)", .black) }
        #expect(try await gallery.files().count == 8)
    }

    /// Whatever a drawing fails by, it is no fault of its owner.
    @Test(arguments: [ImageFailure.damaged, .doesNotFit, .unreadableFont])
    func whatCannotBeDrawn(_ failure: ImageFailure) async throws {
        let gallery = try Gallery()
        await #expect(throws: Problem.fault) {
            try await gallery.library.keep(drawing: "a", under: .public()) {
                () throws(ImageFailure) in throw failure
            }
        }
        #expect(gallery.world.lines.all.contains { $0.contains("a picture cannot be ") })
        #expect(try await gallery.files().isEmpty)
    }

    @Test func goneWithTheirOwner() async throws {
        let gallery = try Gallery()
        let upload = try await gallery.keep(1, .public(of: Gallery.someone))
        _ = try await gallery.keep(2, .private(of: Gallery.someone))
        let kept = try await gallery.keep(3, .public(of: Gallery.another))
        try await gallery.library.database.write {
            try UploadStore($0.connection).removeAll(of: Gallery.someone)
        }
        #expect(await gallery.look(at: upload.file).status == 404)
        try await gallery.library.removeFiles()
        #expect(try await gallery.files() == [kept.file, kept.thumbnail])
        let removals = try await gallery.library.database.read { try UploadStore($0).removals(9) }
        #expect(removals.isEmpty)
    }
}
