import Basics
import HTTP
import Testing

@Suite struct HeaderFieldsTests {
    private func adds(_ name: String, _ value: String, to fields: inout HeaderFields) -> Bool {
        fields.add(name, value)
    }

    @Test func looksUpWithoutCase() {
        let fields = HeaderFields([("A", "1"), ("b", "2"), ("a", "3"), ("É", "4")])
        #expect(fields.count == 3)
        #expect(fields["a"] == "1")
        #expect(fields["B"] == "2")
        #expect(fields["c"] == nil)
        #expect(fields["aa"] == nil)
        #expect(fields.all("A") == ["1", "3"])
        #expect(fields.count(of: "A") == 2)
        #expect(fields.contains("b"))
        #expect(!fields.contains("é"))
        #expect(fields.map(\.name) == ["A", "b", "a"])
        #expect(fields.octetPairs.map { $0.value.count } == [1, 1, 1])
    }

    @Test func bracketsAreNotBraces() {
        // `[` and `{` differ by the bit that tells `A` from `a`.
        let fields = HeaderFields([("X^", "1")])
        #expect(fields["x~"] == nil)
        #expect(fields["X^"] == "1")
    }

    @Test(arguments: [
        ("", "a"), ("a b", "a"), ("a:", "a"), ("a\r\n", "a"), ("é", "a"), ("a", "b\r\nc: d"),
        ("a", "b\n"), ("a", "b\r"), ("a", "\u{0}"), ("a", "\u{7f}"), ("a", "\u{1b}"),
    ])
    func dropsWhatWouldBreakAHead(_ name: String, _ value: String) {
        var fields = HeaderFields([("x", "1")])
        #expect(!adds(name, value, to: &fields))
        #expect(fields.count == 1)
        #expect(adds("y", "2", to: &fields))
        #expect(fields["x"] == "1")
        #expect(fields["y"] == "2")
    }

    @Test func takesTabsAndText() {
        var fields = HeaderFields()
        #expect(adds("a", "金桔\té", to: &fields))
        #expect(fields["a"] == "金桔\té")
        fields.add(octets: Bytes("b".utf8), [0xFF])
        #expect(fields.octets("b") == [0xFF])
        #expect(fields["b"] == "\u{fffd}")
    }

    @Test func isBounded() {
        var fields = HeaderFields()
        let half = String(repeating: "a", count: HeaderFields.maximumBytes / 2)
        #expect(adds("a", half, to: &fields))
        #expect(!adds("b", half, to: &fields))
        #expect(fields.count == 1)
    }

    @Test func setsAndRemoves() {
        var fields = HeaderFields([("a", "1"), ("B", "2"), ("A", "3")])
        fields.set("a", "4")
        #expect(fields.map { "\($0.name)=\($0.value)" } == ["B=2", "a=4"])
        fields.remove("b")
        fields.remove("c")
        #expect(fields.map(\.name) == ["a"])
        fields.removeAll { _ in true }
        #expect(fields.isEmpty)
    }

    @Test func lists() {
        let fields = HeaderFields([("Via", "a , B,c"), ("via", "d"), ("x", "e")])
        for element in ["a", "b", "C", "D"] { #expect(fields.list("VIA", contains: element)) }
        for element in ["e", "", "a , B", "aa"] { #expect(!fields.list("via", contains: element)) }
    }
}
