import Events
import HTTP
import ServiceKit

@testable import CommerceServer

extension OrderWorld {
    @discardableResult
    func deliver(_ events: Told...) async -> ServiceKit.Answer {
        await commerce.harness.deliver(events)
    }
}
