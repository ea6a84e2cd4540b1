extension HeaderFields: Sequence {
    /// Fields in order, each as text.
    public struct Iterator: IteratorProtocol {
        var pairs: OctetPairs.Iterator

        /// The next field; octets that are no UTF-8 are shown as U+FFFD.
        public mutating func next() -> (name: String, value: String)? {
            guard let pair = pairs.next() else { return nil }
            return (
                name: String(decoding: pair.name, as: UTF8.self),
                value: String(decoding: pair.value, as: UTF8.self)
            )
        }
    }

    /// Walks the fields in order, each as text.
    public func makeIterator() -> Iterator { Iterator(pairs: octetPairs.makeIterator()) }

    /// Fields in order, each as octets. Types of their own, not opaque ones: what is walked for
    /// every request must not be generic code in another module.
    public struct OctetPairs: Sequence, Sendable {
        let headers: HeaderFields

        /// Walks the fields in order.
        public func makeIterator() -> Iterator { Iterator(headers: headers) }

        /// A place among the fields.
        public struct Iterator: IteratorProtocol {
            let headers: HeaderFields
            private var index = 0

            init(headers: HeaderFields) {
                self.headers = headers
            }

            /// The next field, in the octets it came with.
            public mutating func next() -> (name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)? {
                guard index < headers.fields.count else { return nil }
                let field = headers.fields[index]
                index += 1
                return (name: headers.name(field), value: headers.value(field))
            }
        }
    }
}
