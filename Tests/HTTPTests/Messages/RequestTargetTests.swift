import Basics
import HTTP
import Testing

@Suite struct RequestTargetTests {
    @Test(arguments: [
        ("/", "/", ""), ("/a/b", "/a/b", ""), ("/a?b=c?d", "/a", "b=c?d"), ("/?", "/", ""),
        ("*", "*", ""), ("/%41?%42", "/%41", "%42"),
    ])
    func parts(_ text: String, _ path: String, _ query: String) throws {
        let target = try #require(RequestTarget(text))
        #expect(target.raw == Bytes(text.utf8))
        #expect(target.path.elementsEqual(path.utf8))
        #expect(target.query.elementsEqual(query.utf8))
        #expect(target.description == text)
        #expect(target.isAsterisk == (text == "*"))
    }

    @Test(arguments: [
        "", "a", "?a", "/a b", "/a#b", "/é", "/%", "/%4", "/%zz", "/\r\n", "**", "/\\",
    ])
    func refuses(_ text: String) {
        #expect(RequestTarget(text) == nil)
    }

    @Test func equality() {
        #expect(RequestTarget("/a?b") == RequestTarget("/a?b"))
        #expect(RequestTarget("/a") != RequestTarget("/%61"))
    }

    @Test(arguments: ["", "a b", "GET\r", "é", String(repeating: "A", count: 33)])
    func methodsAreTokens(_ text: String) {
        #expect(Method(token: Bytes(text.utf8)) == nil)
        #expect(Method(token: Bytes("GET".utf8)) == .get)
    }
}
