import Basics

/// Puts the parts of a `multipart/form-data` body together while it comes in: texts in memory,
/// long files in a spool.
struct MultipartReader {
    /// Files up to this length stay in memory; longer ones go to the spool, where there is one.
    private static let spoolBytes = 64 * 1024
    /// Most octets of all texts together.
    private static let textBytes = 1 << 20

    private struct Part {
        let head: MultipartPart
        var bytes: Bytes = []
        var spooled: (any SpooledFile)?
        var count = 0
    }

    private var parser: MultipartParser
    private let spool: (any FileSpool)?
    private var parts: [Part] = []
    private var texts = 0

    init(boundary: Bytes?, spool: (any FileSpool)?) throws(ParametersFailure) {
        guard let boundary, let parser = MultipartParser(boundary: boundary) else {
            throw .unreadable
        }
        self.parser = parser
        self.spool = spool
    }

    /// The fields and files of a body of at most `limit` octets.
    mutating func read(_ body: Body, limit: Int) async throws(ParametersFailure) -> ParametersSource
    {
        var left = limit
        switch body {
        case .empty: return ParametersSource()
        case .bytes(let bytes):
            guard bytes.count <= left else { throw .tooLarge }
            left -= bytes.count
            try await take(bytes)
        case .stream(let length, let source):
            var isWhole = false
            defer { if !isWhole { source.cancel() } }
            guard length ?? 0 <= left else { throw .tooLarge }
            while let piece = try await Self.next(of: source) {
                left -= piece.count
                guard left >= 0 else { throw .tooLarge }
                try await take(piece)
            }
            isWhole = true
        }
        // A body without an octet is no body.
        return left == limit ? ParametersSource() : try finish()
    }

    private static func next(
        of source: any BodySource
    ) async throws(ParametersFailure) -> Bytes? {
        do {
            return try await source.next()
        } catch {
            throw ParametersFailure(error)
        }
    }

    private mutating func take(_ octets: Bytes) async throws(ParametersFailure) {
        let events: [MultipartEvent]
        do {
            events = try parser.push(octets)
        } catch {
            throw .unreadable
        }
        for event in events {
            switch event {
            case .begin(let head): parts.append(Part(head: head))
            case .data(let octets): try await add(octets)
            case .end: break
            }
        }
    }

    /// The next octets of the last part.
    private mutating func add(_ octets: ArraySlice<UInt8>) async throws(ParametersFailure) {
        guard var part = parts.popLast() else { return }
        part.count += octets.count
        if part.head.fileName == nil {
            texts += octets.count
            guard texts <= Self.textBytes else { throw .tooLarge }
            part.bytes += octets
        } else {
            do {
                try await Self.add(octets, to: &part, spool)
            } catch {
                throw .unspooled
            }
        }
        parts.append(part)
    }

    private static func add(
        _ octets: ArraySlice<UInt8>,
        to part: inout Part,
        _ spool: (any FileSpool)?
    ) async throws(SpoolFailure) {
        part.bytes += octets
        guard let spool, part.spooled != nil || part.bytes.count > spoolBytes else { return }
        let file: any SpooledFile
        if let known = part.spooled { file = known } else { file = try await spool.open() }
        part.spooled = file
        try await file.append(part.bytes)
        part.bytes = []
    }

    private func finish() throws(ParametersFailure) -> ParametersSource {
        do {
            try parser.finish()
        } catch {
            throw .unreadable
        }
        var source = ParametersSource()
        for part in parts { try source.add(part.head.name, Self.value(of: part)) }
        return source
    }

    private static func value(of part: Part) throws(ParametersFailure) -> Parameters.Value {
        guard let name = part.head.fileName else {
            guard let text = FormText.strict(part.bytes[...]) else { throw .unreadable }
            return .text(text)
        }
        let type = part.head.contentType
        guard let spooled = part.spooled else {
            return .file(UploadedFile(fileName: name, contentType: type, bytes: part.bytes))
        }
        return .file(
            UploadedFile(fileName: name, contentType: type, spooled: spooled, count: part.count)
        )
    }
}
