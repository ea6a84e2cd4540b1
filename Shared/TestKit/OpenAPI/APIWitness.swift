public import Basics
public import HTTP
import Loops

// `make run` builds every module against the static library, which has no Testing.
#if canImport(Testing)
    import Testing
#endif

/// Holds every answer that a test receives against `docs/openapi`, and notes which return codes were
/// seen: the run fails over one that no test has provoked (`deploy/openapi/unseen`).
public final class APIWitness: Sendable {
    /// The one of this run.
    public static let shared = APIWitness()

    private let noted = Locked<Set<String>>([])
    /// The file that what was seen is appended to; nil outside of `make test`.
    private let path = OwnProcess.environment()["API_WITNESS"]

    /// Notes an answer, and records an issue where it is not as described.
    public func saw(
        _ method: Method,
        _ target: String,
        status: Int,
        contentType: String?,
        body: Bytes
    ) {
        guard case .success(let description) = APIDescription.own else {
            report("docs/openapi cannot be read")
            return
        }
        guard let operation = description.operation(method, target) else { return }
        let problems = operation.problems(status: status, contentType: contentType, body: body)
        for problem in problems {
            report("\(problem)\n\(String(decoding: body.prefix(500), as: UTF8.self))")
        }
        note("\(operation.identifier) \(operation.seen(status: status, body: body))")
    }

    private func report(_ problem: String) {
        #if canImport(Testing)
            Issue.record("\(problem)")
        #else
            fatalError(problem)
        #endif
    }

    private func note(_ line: String) {
        guard let path, noted.withLock({ $0.insert(line).inserted }) else { return }
        try? TextFile.append("\(line)\n", to: path)
    }
}
