import Basics
import JSON
import Testing

@Suite struct JSONWriterTests {
    @Test func commasAreItsOwnBusiness() {
        var writer = JSONWriter(Bytes(">".utf8))
        writer.beginObject()
        writer.key("code")
        writer.integer(0)
        writer.key("list")
        writer.beginArray()
        writer.beginArray()
        writer.endArray()
        writer.string("a\"b")
        writer.bool(true)
        writer.bool(false)
        writer.null()
        writer.double(2.5)
        writer.double(.nan)
        writer.raw(Bytes("[1]".utf8))
        writer.beginObject()
        writer.endObject()
        writer.endArray()
        let name = "n\n" + "é"
        writer.key(name)
        writer.integer(.min)
        writer.endObject()
        let expected =
            #">{"code":0,"list":[[],"a\"b",true,false,null,2.5,null,[1],{}],"#
            + #""n\né":-9223372036854775808}"#
        #expect(writer.bytes == Bytes(expected.utf8))
    }
}
