import Basics
import JSON
import Testing

@Suite struct JSONOutputTests {
    private func text(_ value: some Encodable) throws -> String {
        String(decoding: try JSONOutput.encode(value), as: UTF8.self)
    }

    private struct Inner: Encodable {
        let zulu: Int?
        let alpha: [String]
    }

    private struct Outer: Encodable {
        let name: String
        let inner: Inner
        let list: [Inner]
        let ratio: Double
        let big: UInt64
        let flag: Bool
        let missing: String?
        let nothing = Nothing()
    }

    private struct Nothing: Encodable {}

    @Test func keysInDeclarationOrder() throws {
        let inner = Inner(zulu: nil, alpha: ["b", "a"])
        let outer = Outer(
            name: "张\"三\"/",
            inner: inner,
            list: [inner, Inner(zulu: -5, alpha: [])],
            ratio: 1.5,
            big: .max,
            flag: true,
            missing: nil
        )
        let expected =
            #"{"name":"张\"三\"/","inner":{"alpha":["b","a"]},"list":[{"alpha":["b","a"]},"#
            + #"{"zulu":-5,"alpha":[]}],"ratio":1.5,"big":18446744073709551615,"flag":true,"#
            + #""nothing":{}}"#
        #expect(try text(outer) == expected)
    }

    @Test(arguments: [
        ("plain", #""plain""#), ("", #""""#), ("/é中😀\u{7f}\u{2027}", "\"/é中😀\u{7f}\u{2027}\""),
        ("\"\\", #""\"\\""#), ("\u{8}\t\n\u{c}\r", #""\b\t\n\f\r""#),
        // Raw they are no JavaScript: iOS hands the answer over as a text then.
        ("a\u{2028}", #""a\u2028""#), ("中\u{2029}“…”", #""中\u2029“…”""#),
        ("\u{0}\u{1}\u{1f}", #""\u0000\u0001\u001f""#), ("中\n", #""中\n""#),
    ])
    func strings(_ value: String, _ expected: String) throws {
        #expect(try text(value) == expected)
        #expect(try JSON.parse(expected.utf8).string == value)
    }

    /// Texts are looked through eight octets at a time: every octet, at every place of a word.
    @Test func everyOctetAtEveryPlace() throws {
        for octet in UInt8(0)..<128 {
            for place in 0..<20 {
                let value =
                    String(repeating: "a", count: place) + String(UnicodeScalar(octet))
                    + String(repeating: "é", count: 20 - place)
                let written = try JSONOutput.encode(value)
                let isEscaped = written.count != value.utf8.count + 2
                #expect(isEscaped == (octet < 0x20 || octet == 0x22 || octet == 0x5c))
                #expect(try JSON.parse(written) == .string(value))
            }
        }
    }

    @Test(
        arguments: [
            (0, "0"), (1, "1"), (-0.0, "-0"), (0.1, "0.1"), (12.35, "12.35"), (100, "100"),
            (1e16, "1e+16"), (2.5e-300, "2.5e-300"), (1e300, "1e+300"), (-2.5, "-2.5"),
        ] as [(Double, String)]
    )
    func doubles(_ value: Double, _ expected: String) throws {
        #expect(try text(value) == expected)
        #expect(try JSON.parse(expected.utf8).double == value)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func notFinite(_ value: Double) {
        var buffer = OctetBuffer()
        buffer.append("kept")
        #expect(throws: EncodingError.self) { try JSONOutput.append([1, value], to: &buffer) }
        #expect(buffer.bytes == Bytes("kept".utf8))
        #expect(throws: EncodingError.self) { try JSONOutput.encode(Float(value)) }
    }

    @Test func scalarsAndCollections() throws {
        #expect(try text([Int64.min, .max]) == "[-9223372036854775808,9223372036854775807]")
        #expect(try text([1, nil, 3] as [Int?]) == "[1,null,3]")
        #expect(try text([[], [true]] as [[Bool]]) == "[[],[true]]")
        #expect(try text(["k": ["v": Float(0.5)]]) == #"{"k":{"v":0.5}}"#)
        #expect(try text(Nothing()) == "{}")
        #expect(try text([Nothing(), Nothing()]) == "[{},{}]")
        #expect(try text(String?.none) == "null")
        #expect(try text([Int8(-1), 2]) == "[-1,2]")
    }

    @Test func appends() throws {
        var buffer = OctetBuffer()
        buffer.append("x=")
        try JSONOutput.append(["a"], to: &buffer)
        #expect(buffer.bytes == Bytes(#"x=["a"]"#.utf8))
    }

    /// The envelope with the payload's own fields beside its own.
    private struct Flat<Payload: Encodable>: Encodable {
        let payload: Payload
        enum Key: CodingKey { case status, msg }

        func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(0, forKey: .status)
            try fields.encode("ok", forKey: .msg)
            try payload.encode(to: encoder)
        }
    }

    @Test func flatEnvelope() throws {
        #expect(
            try text(Flat(payload: Inner(zulu: 1, alpha: [])))
                == #"{"status":0,"msg":"ok","zulu":1,"alpha":[]}"#
        )
        #expect(try text([Flat(payload: Nothing())]) == #"[{"status":0,"msg":"ok"}]"#)
    }

    private struct Misuse: Encodable {
        let encodeWrongly: @Sendable (any Encoder) throws -> Void
        func encode(to encoder: any Encoder) throws { try encodeWrongly(encoder) }
    }

    private enum Key: CodingKey { case a, b }

    @Test func nestedContainers() throws {
        let value = Misuse { encoder in
            var fields = encoder.container(keyedBy: Key.self)
            var list = fields.nestedUnkeyedContainer(forKey: .a)
            try list.encode(1)
            var inner = list.nestedContainer(keyedBy: Key.self)
            try inner.encodeNil(forKey: .b)
            try list.encodeNil()
            try fields.encode("x", forKey: .b)
        }
        #expect(try text(value) == #"{"a":[1,{"b":null},null],"b":"x"}"#)
    }

    @Test func misuseIsAnError() {
        let misuses = [
            Misuse { encoder in
                var fields = encoder.container(keyedBy: Key.self)
                var list = fields.nestedUnkeyedContainer(forKey: .a)
                try fields.encode(1, forKey: .b)
                try list.encode(2)
            },
            Misuse { encoder in
                var first = encoder.singleValueContainer()
                try first.encode(1)
                try first.encode(2)
            },
            Misuse { encoder in
                var fields = encoder.container(keyedBy: Key.self)
                try fields.encode(1, forKey: .a)
                var list = encoder.unkeyedContainer()
                try list.encode(1)
            },
            Misuse { encoder in
                var fields = encoder.container(keyedBy: Key.self)
                try 1.encode(to: fields.superEncoder())
            },
        ]
        for misuse in misuses {
            #expect(throws: EncodingError.self) { try JSONOutput.encode(misuse) }
        }
    }
}
