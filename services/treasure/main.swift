import ServiceKit

await serve(.treasure) { process in try TreasureComposition.definition(process) }
