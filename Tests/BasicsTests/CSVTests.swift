import Basics
import Testing

@Suite struct CSVTests {
    @Test(
        arguments: [
            ([], ""), ([.text("a"), .integer(-5), .text("")], "a,-5,"),
            ([.text("=1+1"), .text("+1"), .text("-1"), .text("@a")], "'=1+1,'+1,'-1,'@a"),
            ([.text("\t=1"), .text("\r=1"), .text("a=1")], "\"'\t=1\",\"'\r=1\",a=1"),
            ([.text("\n=1"), .text("＝1"), .text("a;=1")], "\"'\n=1\",'＝1,\"a;=1\""),
            (
                [.text("a,b"), .text("say \"hi\""), .text("a\nb")],
                "\"a,b\",\"say \"\"hi\"\"\",\"a\nb\""
            ),
            ([.text("=\",\""), .text("小明"), .text("'x")], "\"'=\"\",\"\"\",小明,'x"),
            ([.integer(.min)], "-9223372036854775808"),
        ] as [([CSV.Cell], String)]
    )
    func rows(_ cells: [CSV.Cell], _ text: String) {
        var bytes: Bytes = []
        CSV.append(cells, to: &bytes)
        #expect(bytes == Bytes((text + "\r\n").utf8))
    }
}
