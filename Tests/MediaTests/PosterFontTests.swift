import Images
import Media
import ServiceKit
import TestKit
import Testing

@Suite struct PosterFontTests {
    @Test func found() throws {
        let usual = try Environment(["KUMQUAT_ENV": "sandbox"]).posterFont()
        let path = try #require(usual.paths.first)
        let two = try Environment([
            "KUMQUAT_ENV": "sandbox", "KUMQUAT_POSTER_FONT": "\(path),\(path)",
        ])
        #expect(try two.posterFont().paths == [path, path])
    }

    @Test func missing() throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("none.ttf")
        let environment = try Environment(["KUMQUAT_ENV": "sandbox", "KUMQUAT_POSTER_FONT": path])
        let error = #expect(throws: SettingError.self) { try environment.posterFont() }
        #expect(error?.description == "KUMQUAT_POSTER_FONT: \(path) is no font that can be read")
    }
}
