import Contracts
import ServiceKit

// A shop for tests: sells one thing, pays one prize, and dies where it is told to.
await serve(.treasure, api: .none) { process in
    try Shop(process).definition()
}
