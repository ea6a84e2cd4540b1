import Basics

extension ParametersSource {
    /// Adds the fields and files of a body that is whole in memory.
    mutating func add(
        multipart bytes: Bytes,
        boundary: Bytes?
    ) throws(ParametersFailure) {
        guard let boundary, var parser = MultipartParser(boundary: boundary) else {
            throw .unreadable
        }
        do {
            var reader = MultipartReader()
            for event in try parser.push(bytes) { reader.take(event) }
            try parser.finish()
            for part in reader.parts { try add(part) }
        } catch {
            throw .unreadable
        }
    }

    private mutating func add(_ part: MultipartReader.Part) throws(ParametersFailure) {
        if let fileName = part.head.fileName {
            let type = part.head.contentType
            let file = UploadedFile(fileName: fileName, contentType: type, bytes: part.bytes)
            try add(part.head.name, .file(file))
        } else {
            guard let text = FormText.strict(part.bytes[...]) else { throw .unreadable }
            try add(part.head.name, .text(text))
        }
    }
}

/// Puts the pieces of parts together.
private struct MultipartReader {
    struct Part {
        let head: MultipartPart
        var bytes: Bytes = []
    }

    private(set) var parts: [Part] = []

    mutating func take(_ event: MultipartEvent) {
        switch event {
        case .begin(let head):
            parts.append(Part(head: head))
        case .data(let octets):
            if !parts.isEmpty { parts[parts.count - 1].bytes.append(contentsOf: octets) }
        case .end:
            break
        }
    }
}
