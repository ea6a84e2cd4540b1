import Basics
import HTTP
import Loops
import Media
import ServiceKit
import TestKit
import Testing

/// Files that are kept, and links to them.
@Suite struct LinkTests {
    private struct Place {
        let directory: TemporaryDirectory
        let world: TestWorld
        let folder: MediaFolder

        init() throws {
            directory = try TemporaryDirectory()
            world = TestWorld(home: directory.path)
            folder = try MediaFolder(
                directory.file("media/shop"),
                random: world.random,
                log: world.log
            )
        }

        func links(_ service: String = "shop", _ keys: InternalKeys? = nil) -> MediaLinks {
            MediaLinks(
                origin: "https://example.com",
                service: service,
                keys: keys ?? world.keys,
                clock: world.clock
            )
        }
    }

    private static func read(_ link: String) throws -> (name: String, ticket: MediaLinks.Ticket) {
        let target = try #require(
            RequestTarget(link.replacing("https://example.com/media/shop/", with: "/"))
        )
        let name = String(decoding: target.path.dropFirst(), as: UTF8.self)
        let fields = FieldReader(try Parameters.query(of: target))
        return (name, try #require(MediaLinks.Ticket(fields)))
    }

    @Test func savedReadAndRemoved() async throws {
        let place = try Place()
        let long = Bytes((0..<200_000).map { UInt8(truncatingIfNeeded: $0 / 3) })
        try await place.folder.save([(name: "a.jpg", octets: long), (name: "b.jpg", octets: [])])
        let body = try #require(try await place.folder.body("a.jpg"))
        #expect(body.length == long.count)
        #expect(try await body.collect(upTo: long.count) == long)
        #expect(try await place.folder.body("b.jpg")?.collect(upTo: 0) == [])
        #expect(try await place.folder.body("c.jpg") == nil)
        #expect(try await Set(place.folder.names(olderThanSeconds: -10)) == ["a.jpg", "b.jpg"])
        #expect(try await place.folder.names(olderThanSeconds: 60).isEmpty)
        try await place.folder.save([(name: "a.jpg", octets: [1])])
        #expect(try await place.folder.body("a.jpg")?.collect(upTo: 1) == [1])
        try await place.folder.remove(["a.jpg", "c.jpg", "b.jpg"])
        #expect(try await place.folder.names(olderThanSeconds: -10).isEmpty)
    }

    @Test func nothingIsLeftOfAScratchFile() async throws {
        let place = try Place()
        let file = try await place.folder.open()
        #expect(try await place.folder.names(olderThanSeconds: -10).isEmpty)
        try await file.append([1, 2])
        try await file.append([3])
        #expect(try file.read(limit: 3) == [1, 2, 3])
        #expect(throws: SpoolFailure.self) { try file.read(limit: 2) }
    }

    @Test func aFolderThatCannotBeWritten() async throws {
        let place = try Place()
        try TextFile.write("", to: place.directory.file("file"))
        #expect(throws: SmallFileError.self) {
            try MediaFolder(
                place.directory.file("file/media"),
                random: place.world.random,
                log: place.world.log
            )
        }
        await #expect(throws: SmallFileError.self) {
            try await place.folder.save([(name: "none/a.jpg", octets: [])])
        }
    }

    @Test func linksNameTheirReader() throws {
        let place = try Place()
        for name in ["owner", "auditor:李 &=%", ""] where !name.isEmpty {
            let reader = MediaLinks.Reader(name)
            let (file, ticket) = try Self.read(place.links().link(to: "a.jpg", for: reader))
            #expect(file == "a.jpg")
            #expect(place.links().reader(of: "a.jpg", ticket) == reader)
            #expect(place.links().reader(of: "b.jpg", ticket) == nil)
            #expect(place.links("other").reader(of: "a.jpg", ticket) == nil)
            let strange = place.links("shop", TestWorld.keys(0x55))
            #expect(strange.reader(of: "a.jpg", ticket) == nil)
            // The key before the newest one is still good.
            let changed = place.links("shop", TestWorld.keys(0x55, 0x01))
            #expect(changed.reader(of: "a.jpg", ticket) == reader)
        }
    }

    @Test func linksEnd() throws {
        let place = try Place()
        let link = place.links().link(to: "a.jpg", for: MediaLinks.Reader("owner"))
        let (_, ticket) = try Self.read(link)
        for (seconds, isGood) in [(0, true), (300, true), (301, false), (-1, false)] {
            place.world.time.now = UnixTime(seconds: 1_768_449_600 + Int64(seconds))
            let reader = place.links().reader(of: "a.jpg", ticket)
            #expect((reader != nil) == isGood, "\(seconds)")
        }
    }

    @Test func addresses() throws {
        let links = try Place().links()
        #expect(links.address(of: "a.jpg") == "https://example.com/media/shop/a.jpg")
        for (address, file) in [
            (links.address(of: "a.jpg"), "a.jpg"), (links.link(to: "b.png", for: .owner), "b.png"),
            ("https://example.com/media/other/a.jpg", nil),
            ("https://example.com/media/shop/", nil),
            ("https://example.org/media/shop/a.jpg", nil), ("", nil),
        ] {
            #expect(links.file(at: address) == file, "\(address)")
        }
    }
}
