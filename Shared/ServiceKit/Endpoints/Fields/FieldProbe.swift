import HTTP
import Loops

/// Notes the fields that an input asks for, in their order.
@usableFromInline
final class FieldProbe: Sendable {
    private let noted = Locked<[FieldDeclaration]>([])

    var declarations: [FieldDeclaration] { noted.withLock { $0 } }

    func note(_ declaration: FieldDeclaration) {
        noted.withLock { noted in
            let isKnown = noted.contains { $0.name.description == declaration.name.description }
            if !isKnown { noted.append(declaration) }
        }
    }
}
