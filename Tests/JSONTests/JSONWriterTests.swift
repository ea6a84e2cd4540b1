import Basics
import JSON
import Testing

@Suite struct JSONWriterTests {
    @Test func commasAreItsOwnBusiness() {
        var start = OctetBuffer()
        start.append(">")
        var writer = JSONWriter(appendingTo: start)
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

    private struct ByHand: JSONWritable {
        let name: String
        let number: Double

        func write(to writer: inout JSONWriter) {
            writer.beginObject()
            writer.key("name")
            writer.string(name)
            writer.key("number")
            writer.double(number)
            writer.endObject()
        }
    }

    private struct ByEncoder: Encodable {
        let name: String
        let number: Double
    }

    @Test func writesTheSameAsTheEncoder() throws {
        let values = [("a", 1.5), ("\"é\n", -0.0), ("", 1e100)]
        let written = values.map { ByHand(name: $0.0, number: $0.1) }
        let encoded = values.map { ByEncoder(name: $0.0, number: $0.1) }
        #expect(try JSONOutput.encode(written) == JSONOutput.encode(encoded))
        #expect(try JSONOutput.encode(written[1]) == JSONOutput.encode(encoded[1]))
        var buffer = OctetBuffer()
        buffer.append("x=")
        try JSONOutput.append(written[0], to: &buffer)
        #expect(buffer.bytes == Bytes(#"x={"name":"a","number":1.5}"#.utf8))
        #expect(try JSONOutput.encode([ByHand]()) == Bytes("[]".utf8))
    }
}
