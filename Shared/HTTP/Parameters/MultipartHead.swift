import Basics

/// Reads the head of a part.
enum MultipartHead {
    /// The part that these lines, with CRLF between them, describe.
    static func part(_ lines: ArraySlice<UInt8>) throws(MultipartFailure) -> MultipartPart {
        var disposition: FormHeaderValue?
        var contentType: String?
        for line in try split(lines) {
            guard let colon = line.firstIndex(of: .colon), colon > line.startIndex,
                line[..<colon].allSatisfy(\.isTokenCharacter)
            else { throw MultipartFailure(reason: "not a field") }
            let value = line[line.index(after: colon)...].trimmingBlanks
            switch String(decoding: line[..<colon].map(\.lowercasedASCII), as: UTF8.self) {
            case "content-disposition":
                guard disposition == nil, let read = FormHeaderValue(value) else {
                    throw MultipartFailure(reason: "bad content-disposition")
                }
                disposition = read
            case "content-type":
                guard contentType == nil, let text = FormText.strict(value) else {
                    throw MultipartFailure(reason: "bad content-type")
                }
                contentType = text
            case "content-transfer-encoding":
                try checkEncoding(value)
            default:
                // Other fields are to be ignored (RFC 7578, 4.8).
                continue
            }
        }
        return try part(disposition, contentType: contentType)
    }

    private static func part(
        _ disposition: FormHeaderValue?,
        contentType: String?
    ) throws(MultipartFailure) -> MultipartPart {
        guard let disposition, disposition.value.elementsEqual("form-data".utf8),
            let name = disposition["name"].flatMap({ FormText.strict($0[...]) })
        else { throw MultipartFailure(reason: "a part without a name") }
        let fileName = disposition["filename"]
        guard let fileName else {
            return MultipartPart(name: name, fileName: nil, contentType: contentType)
        }
        guard let text = FormText.strict(fileName[...]) else {
            throw MultipartFailure(reason: "bad file name")
        }
        return MultipartPart(name: name, fileName: text, contentType: contentType)
    }

    private static func split(
        _ lines: ArraySlice<UInt8>
    ) throws(MultipartFailure) -> [ArraySlice<UInt8>] {
        var result: [ArraySlice<UInt8>] = []
        var start = lines.startIndex
        var index = start
        while index < lines.endIndex {
            if lines[index] == .carriageReturn, index + 1 < lines.endIndex,
                lines[index + 1] == .lineFeed
            {
                result.append(lines[start..<index])
                index += 2
                start = index
            } else if lines[index].isFieldValueCharacter {
                index += 1
            } else {
                throw MultipartFailure(reason: "a control character in a head")
            }
        }
        if start < lines.endIndex { result.append(lines[start...]) }
        return result
    }

    /// Long deprecated (RFC 7578, 4.7): those that change nothing pass.
    private static func checkEncoding(_ value: ArraySlice<UInt8>) throws(MultipartFailure) {
        let name = String(decoding: value.map(\.lowercasedASCII), as: UTF8.self)
        guard ["7bit", "8bit", "binary"].contains(name) else {
            throw MultipartFailure(reason: "a transfer encoding")
        }
    }
}
