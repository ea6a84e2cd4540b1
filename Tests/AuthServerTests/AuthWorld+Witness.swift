import Basics
import HTTP
import Loops
import ServiceKit
import TestKit

extension AuthWorld {
    /// Has every answer of a harness held against `docs/openapi`.
    static func watch() {
        ServiceHarness.observer.withLock { observer in
            observer = { method, target, answer in
                APIWitness.shared.saw(
                    method,
                    target,
                    status: answer.status,
                    contentType: answer.headers["Content-Type"],
                    body: Bytes(answer.body.utf8)
                )
            }
        }
    }
}
