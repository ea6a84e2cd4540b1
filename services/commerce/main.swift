import Contracts
import ServiceKit

await serve(.commerce, api: .none) { process in try CommerceComposition.definition(process) }
