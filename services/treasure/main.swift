import Contracts
import ServiceKit

await serve(.treasure, api: .none) { process in try TreasureComposition.definition(process) }
