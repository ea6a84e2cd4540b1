import Basics
import JSON

extension JSONWriter {
    mutating func member(_ name: StaticString, _ text: String) {
        key(name)
        string(text)
    }

    /// In fen.
    mutating func member(_ name: StaticString, _ amount: Money) {
        key(name)
        integer(amount.fen)
    }
}

extension String? {
    /// Nil for an empty text as well.
    var nonEmpty: String? { self?.isEmpty ?? true ? nil : self }
}
