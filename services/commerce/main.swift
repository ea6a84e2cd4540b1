import ServiceKit

await serve(.commerce) { process in try CommerceComposition.definition(process) }
