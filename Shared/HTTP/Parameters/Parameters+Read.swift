import Basics
import JSON

extension Parameters {
    /// Reads query and body of a request; the body may have `limit` octets. On GET and HEAD a body
    /// means nothing (RFC 9110, 9.3.1) and is not looked at. Long files of a multipart body go to
    /// the spool, if there is one.
    public static func read(
        _ request: Request,
        limit: Int,
        spool: (any FileSpool)? = nil
    ) async throws(ParametersFailure) -> Parameters {
        if let known = try atHand(request, limit: limit) { return known }
        let query = try querySource(of: request.target)
        if let type = multipart(request.headers) {
            guard !request.headers.contains("Content-Encoding") else {
                throw .unsupportedMediaType
            }
            var reader = try MultipartReader(boundary: type["boundary"], spool: spool)
            return try Parameters(body: await reader.read(request.body, limit: limit), query: query)
        }
        let bytes: Bytes
        do {
            bytes = try await request.body.collect(upTo: limit)
        } catch {
            throw ParametersFailure(error)
        }
        return try read(bytes, of: request.headers, beside: query)
    }

    /// What ``read(_:limit:spool:)`` gives, where nothing has to be waited for: the body is none,
    /// or at hand and has no files. Nil else.
    public static func atHand(
        _ request: Request,
        limit: Int
    ) throws(ParametersFailure) -> Parameters? {
        let query = try querySource(of: request.target)
        guard !request.method.ignoresBody else {
            return try Parameters(body: ParametersSource(), query: query)
        }
        guard let bytes = request.body.atHand, multipart(request.headers) == nil else { return nil }
        guard bytes.count <= limit else { throw .tooLarge }
        return try read(bytes, of: request.headers, beside: query)
    }

    /// Reads the query alone.
    public static func query(of target: RequestTarget) throws(ParametersFailure) -> Parameters {
        try Parameters(body: ParametersSource(), query: querySource(of: target))
    }

    private static func querySource(
        of target: RequestTarget
    ) throws(ParametersFailure) -> ParametersSource {
        var query = ParametersSource()
        try FormFields.read(target.query, into: &query)
        return query
    }

    /// The type of a body that can be read while it comes in; nil for any other.
    private static func multipart(_ headers: HeaderFields) -> FormHeaderValue? {
        guard headers.count(of: "Content-Type") == 1, let field = headers.octets("Content-Type"),
            let type = FormHeaderValue(field), type.value.elementsEqual("multipart/form-data".utf8)
        else { return nil }
        return type
    }

    private static func read(
        _ bytes: Bytes,
        of headers: HeaderFields,
        beside query: ParametersSource
    ) throws(ParametersFailure) -> Parameters {
        var body = ParametersSource()
        guard !bytes.isEmpty else { return try Parameters(body: body, query: query) }
        guard headers.count(of: "Content-Type") <= 1 else { throw .unreadable }
        guard !headers.contains("Content-Encoding"), let field = headers.octets("Content-Type"),
            let type = FormHeaderValue(field)
        else { throw .unsupportedMediaType }
        switch String(decoding: type.value, as: UTF8.self) {
        case "application/json":
            try type.checkIsUTF8()
            try body.add(json: bytes)
        case "application/x-www-form-urlencoded":
            try type.checkIsUTF8()
            try FormFields.read(bytes[...], into: &body)
        default:
            throw .unsupportedMediaType
        }
        return try Parameters(body: body, query: query)
    }
}

extension FormHeaderValue {
    /// JSON is always UTF-8 (RFC 8259, 8.1), and so are the forms we take.
    fileprivate func checkIsUTF8() throws(ParametersFailure) {
        guard let charset = self["charset"] else { return }
        let name = String(decoding: charset.map(\.lowercasedASCII), as: UTF8.self)
        guard name == "utf-8" || name == "utf8" else { throw .unsupportedMediaType }
    }
}

extension ParametersSource {
    fileprivate mutating func add(json bytes: Bytes) throws(ParametersFailure) {
        guard case .object(let object) = try? JSON.parse(bytes) else { throw .unreadable }
        for member in object.members {
            try add(member.name, member.value.holdsNUL ? .unusable : .json(member.value))
        }
    }
}
