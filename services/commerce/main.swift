import ServiceKit

await serve(.commerce) { start in try CommerceComposition.definition(start) }
