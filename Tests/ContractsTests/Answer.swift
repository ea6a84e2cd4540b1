import HTTP

/// Status and body of an answer, for comparing.
struct Answer: Equatable {
    let status: Int
    let body: String

    init(_ status: Int, _ body: String) {
        self.status = status
        self.body = body
    }

    init(_ response: Response) async throws {
        status = response.status.code
        body = String(decoding: try await response.body.collect(upTo: 1 << 20), as: UTF8.self)
    }
}
