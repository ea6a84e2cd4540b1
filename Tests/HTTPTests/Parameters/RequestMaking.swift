import Basics
import HTTP
import Synchronization

/// A request to `/x` with this query and body.
func request(
    _ method: Method = .post,
    query: String = "",
    type: String? = nil,
    body: String = "",
    fields: [(String, String)] = []
) -> Request {
    var headers = HeaderFields()
    if let type { headers.add("Content-Type", type) }
    for field in fields { headers.add(field.0, field.1) }
    guard let target = RequestTarget("/x?" + query) else { fatalError("not a target: \(query)") }
    let bytes = Bytes(body.utf8)
    return Request(
        method: method,
        target: target,
        headers: headers,
        body: bytes.isEmpty ? .empty : .bytes(bytes)
    )
}

/// A POST to `/x` with a body of any form.
func requestWith(_ type: String, _ body: Body) -> Request {
    var made = request(type: type)
    made.body = body
    return made
}

/// A body that comes octet by octet.
final class Drops: BodySource {
    private let rest: Mutex<ArraySlice<UInt8>>
    private let ending: BodyFailure?

    init(_ text: String, ending: BodyFailure? = nil) {
        rest = Mutex(Bytes(text.utf8)[...])
        self.ending = ending
    }

    func next() async throws(BodyFailure) -> Bytes? {
        if let octet = rest.withLock({ $0.popFirst() }) { return [octet] }
        if let ending { throw ending }
        return nil
    }

    func cancel() {
        rest.withLock { $0 = [] }
    }
}
