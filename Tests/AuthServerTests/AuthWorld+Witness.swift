import Basics
import HTTP
import Loops
import ServiceKit
import TestKit

extension AuthWorld {
    /// Has every answer of a harness held against `docs/openapi`.
    static func watch() {
        ServiceHarness.observer.withLock {
            $0 = APIWitness.shared.saw(_:_:status:contentType:body:)
        }
    }
}
