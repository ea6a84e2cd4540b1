import Events
import HTTP
import ServiceKit

@testable import TreasureServer

extension Told {
    static func checked(_ seq: Int, _ checkID: String, _ state: String) -> Told {
        Told(seq, "content.checked", #"{"check_id":"\#(checkID)","state":"\#(state)"}"#)
    }
}

extension TreasureWorld {
    @discardableResult
    func deliver(_ events: Told...) async -> ServiceKit.Answer {
        await harness.deliver(events)
    }
}
