import Basics
import Testing

@Suite struct OctetsTests {
    @Test func octetsAreNotText() {
        let composed: ExternalID = "\u{e9}"
        let decomposed = ExternalID("e\u{301}")
        #expect(composed.text == decomposed.text)
        #expect(composed != decomposed)
        #expect(Set([composed, decomposed]).count == 2)
        #expect(decomposed < composed)
    }

    @Test func repairsOnlyForShow() {
        let broken = ExternalID([0x61, 0xff] as Bytes)
        #expect(broken.bytes == [0x61, 0xff])
        #expect(broken.text == "a\u{fffd}")
        #expect("\(ExternalID("o1"))" == "o1")
    }

    @Test func identifiers() {
        enum Order {}
        #expect(ID<Order>(7) == ID<Order>(rawValue: 7))
        #expect(ID<Order>(7) < ID<Order>(8))
        #expect("\(ID<Order>(7))" == "7")
    }
}
