import Basics
import Images
import Testing

/// Files of people who want something else than a picture.
@Suite struct HostileTests {
    @Test(arguments: [
        "", "G", "GIF8", "RIFF", "<!DOCTYPE html><script>alert(1)</script>", "%PDF-1.7", "BM",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "PK\u{3}\u{4}", "RIFF\0\0\0\0WAVE",
    ])
    func noPicture(_ text: String) {
        #expect(throws: ImageFailure.unknownKind) { try Picture.decode(Bytes(text.utf8)) }
    }

    /// A file that was cut short anywhere is damaged, and not half a picture.
    @Test(arguments: Samples.all) func cutShort(_ octets: Bytes) throws {
        // Behind the first frame of an animation nothing is looked at; a JPEG needs no end mark.
        let isJPEG = ImageKind(octets) == .jpeg
        let whole = octets == Samples.animatedGIF ? 80 : isJPEG ? octets.count - 1 : octets.count
        for count in 12..<whole - 1 {
            do {
                // What is missing may change nothing that can be seen: then it is the whole picture.
                // The last two octets of a JPEG's codes before its end mark are of its last block.
                let picture = try Picture.decode(Bytes(octets[..<count]))
                let isWhole = try Self.pixels(picture) == Self.pixels(.decode(octets))
                #expect(isJPEG && (isWhole || count >= octets.count - 4), "\(count)")
            } catch {
                #expect(error == .damaged)
            }
        }
    }

    private static func pixels(_ picture: Picture) -> [Color?] {
        (0..<picture.width * picture.height).map {
            picture.color(atX: $0 % picture.width, y: $0 / picture.width)
        }
    }

    @Test func tooManyOctets() throws {
        let octets = Samples.plainGIF
        let filled = octets + Bytes(repeating: 0, count: ImageHead.maximumBytes - octets.count)
        #expect(try Picture.decode(filled).width == 16)
        #expect(throws: ImageFailure.tooLarge) { try ImageHead(filled + [0]) }
    }

    /// Heads that ask for gigabytes: refused before anything is allocated.
    @Test func bombs() throws {
        let jpeg = try Samples.jpeg()
        let frame = try #require(jpeg.indices.first { jpeg[$0] == 0xff && jpeg[$0 + 1] == 0xc0 })
        let bombs: [Bytes] = [
            Self.with(
                [0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff],
                at: 16,
                Samples.palettePNG
            ),
            Self.with([0, 0, 0x13, 0x88, 0, 0, 0x13, 0x89], at: 16, Samples.palettePNG),
            Self.with([0xff, 0xff, 0xff, 0xff], at: frame + 5, jpeg),
            Self.with([0xff, 0xff, 0xff, 0xff], at: 6, Samples.plainGIF),
            Self.with([0xff, 0x3f, 0xff, 0x3f], at: 26, Samples.lossyWebP),
            Self.with([0xff, 0xff, 0xff, 0x0f], at: 21, Samples.losslessWebP),
        ]
        for bomb in bombs {
            #expect(throws: ImageFailure.tooLarge) { try ImageHead(bomb) }
            #expect(throws: ImageFailure.tooLarge) { try Picture.decode(bomb) }
        }
    }

    /// Heads that say something else than what follows.
    @Test func lies() throws {
        let jpeg = try Samples.jpeg()
        let frame = try #require(jpeg.indices.first { jpeg[$0] == 0xff && jpeg[$0 + 1] == 0xc0 })
        let again = Bytes(jpeg[..<frame]) + jpeg[frame..<frame + 19] + jpeg[frame...]
        let screen = Self.with([8, 0, 8, 0], at: 6, Samples.plainGIF)
        let lies: [Bytes] = [
            // No width, no height, a second frame, a frame outside the screen, a wrong check.
            Self.with([0, 0, 0, 0], at: 16, Samples.palettePNG),
            Self.with([0, 0], at: frame + 5, jpeg),
            again, screen, Self.with([3], at: 19, Samples.palettePNG),
            Self.with([17], at: 26, Samples.lossyWebP),
            Self.extended(width: 17, flags: 0),
        ]
        for lie in lies {
            #expect(throws: ImageFailure.damaged) { try Picture.decode(lie) }
        }
        #expect(try Picture.decode(Self.extended(width: 16, flags: 0)).width == 16)
    }

    /// Variants that nobody's camera makes.
    @Test func strangeVariants() throws {
        let jpeg = try Samples.jpeg()
        let frame = try #require(jpeg.indices.first { jpeg[$0] == 0xff && jpeg[$0 + 1] == 0xc0 })
        let variants: [Bytes] = [
            Self.with([0xc9], at: frame + 1, jpeg), Self.with([0xc3], at: frame + 1, jpeg),
            Self.with([12], at: frame + 4, jpeg), Self.extended(width: 16, flags: 2),
        ]
        for variant in variants {
            #expect(throws: ImageFailure.unknownKind) { try Picture.decode(variant) }
        }
    }

    /// Thousands of scans would each cost a pass over all pixels.
    @Test func endlessScans() throws {
        let jpeg = Samples.progressiveJPEG
        let scan = try #require(
            jpeg.indices.last { $0 + 1 < jpeg.count && jpeg[$0] == 0xff && jpeg[$0 + 1] == 0xda }
        )
        let repeated = jpeg[scan..<jpeg.count - 2]
        let many = (0..<100).reduce(into: Bytes(jpeg.dropLast(2))) { all, _ in all += repeated }
        #expect(throws: ImageFailure.damaged) { try ImageHead(many + [0xff, 0xd9]) }
    }

    /// A PNG whose text would unfold to anything: the decoder does not see it.
    @Test func chunksThatAreNoPicture() throws {
        let png = Samples.interlacedPNG
        let text: Bytes = [0, 0, 0, 5] + Bytes("zTXtabcde".utf8) + [0, 0, 0, 0]
        let profile: Bytes = [0, 0, 0, 5] + Bytes("iCCPabcde".utf8) + [0, 0, 0, 0]
        let octets = Bytes(png[..<33]) + text + profile + png[33...]
        #expect(try Picture.decode(octets).width == 16)
    }

    private static func with(_ octets: Bytes, at index: Int, _ file: Bytes) -> Bytes {
        var file = file
        file.replaceSubrange(index..<index + octets.count, with: octets)
        return file
    }

    /// The lossless sample inside the extended format.
    private static func extended(width: UInt8, flags: UInt8) -> Bytes {
        let inner = Samples.losslessWebP[12...]
        let size = UInt8(inner.count + 4 + 18)
        let head: Bytes = [flags, 0, 0, 0, width - 1, 0, 0, 7, 0, 0]
        return Bytes("RIFF".utf8) + [size, 0, 0, 0] + Bytes("WEBPVP8X".utf8) + [10, 0, 0, 0]
            + head + inner
    }
}
