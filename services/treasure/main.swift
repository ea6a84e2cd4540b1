import ServiceKit

await serve(.treasure) { start in try TreasureComposition.definition(start) }
