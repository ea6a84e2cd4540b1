import Basics

/// Header fields in their order. Names compare without ASCII case.
///
/// All fields live in one buffer of octets with an index of ranges; no `String` is made until one
/// is asked for. Nothing that goes in can break a head: a name is a token, a value has no CR, LF,
/// NUL or other control character but the tab.
public struct HeaderFields: Sendable {
    struct Field: Sendable {
        var nameStart: UInt32
        var nameEnd: UInt32
        var valueStart: UInt32
        var valueEnd: UInt32
    }

    /// The most octets that one set of fields can hold; `add` refuses what would go beyond.
    public static let maximumBytes = 1 << 20

    private(set) var storage: Bytes
    private(set) var fields: [Field]

    /// No fields.
    public init() {
        storage = []
        fields = []
    }

    /// A received head: its octets and the places of the fields in it, both checked by the parser.
    init(storage: Bytes, fields: [Field]) {
        self.storage = storage
        self.fields = fields
    }

    /// The number of fields, counting repeated ones.
    public var count: Int { fields.count }

    /// Whether there is no field.
    public var isEmpty: Bool { fields.isEmpty }

    /// Makes room for so many more fields with so many octets in their names and values together.
    public mutating func reserveCapacity(_ count: Int, octets: Int) {
        fields.reserveCapacity(fields.count + count)
        storage.reserveCapacity(storage.count + octets)
    }

    /// The octets of all names and values together, at most.
    public var octetCount: Int { storage.count }

    /// Appends a field. False, and nothing is done, when the name is no token, the value holds a
    /// control character, or the fields would exceed ``maximumBytes``.
    @discardableResult
    public mutating func add(_ name: String, _ value: String) -> Bool {
        add(octets: name.utf8, value.utf8)
    }

    /// Appends a field given as octets, under the rules of ``add(_:_:)``.
    @discardableResult
    public mutating func add(
        octets name: some Collection<UInt8>,
        _ value: some Collection<UInt8>
    ) -> Bool {
        let start = storage.count
        storage.append(contentsOf: name)
        let middle = storage.count
        storage.append(contentsOf: value)
        return appended(from: start, middle)
    }

    /// The same for parts of a received head: not generic, and so fast from other modules, too.
    @discardableResult
    public mutating func add(
        octets name: ArraySlice<UInt8>,
        _ value: ArraySlice<UInt8>
    ) -> Bool {
        let start = storage.count
        storage.append(copying: name)
        let middle = storage.count
        storage.append(copying: value)
        return appended(from: start, middle)
    }

    /// Judges what was just appended to the octets, and takes it back or makes a field of it.
    private mutating func appended(from start: Int, _ middle: Int) -> Bool {
        let end = storage.count
        guard middle > start, end <= Self.maximumBytes, isSound(start, middle, end) else {
            storage.removeSubrange(start..<end)
            return false
        }
        fields.append(
            Field(
                nameStart: UInt32(start),
                nameEnd: UInt32(middle),
                valueStart: UInt32(middle),
                valueEnd: UInt32(end)
            )
        )
        return true
    }

    private func isSound(_ start: Int, _ middle: Int, _ end: Int) -> Bool {
        let octets = storage.span
        for index in start..<middle where !octets[index].isTokenCharacter { return false }
        return octets.endOfFieldValue(from: middle, to: end) == end
    }

    /// Puts one field in the place of all that have this name. False as for ``add(_:_:)``; the old
    /// ones are gone then, too.
    @discardableResult
    public mutating func set(_ name: String, _ value: String) -> Bool {
        remove(name)
        return add(name, value)
    }

    /// Removes every field of this name.
    public mutating func remove(_ name: String) {
        guard contains(name) else { return }
        removeAll { HeaderFields.equal($0, name.utf8) }
    }

    /// A copy with room for so many more fields, without those whose names, given as received,
    /// answer true.
    package func copy(
        withRoomFor more: Int,
        octets: Int,
        leavingOut isLeftOut: (ArraySlice<UInt8>) -> Bool
    ) -> HeaderFields {
        var copy = HeaderFields()
        copy.reserveCapacity(fields.count + more, octets: storage.count + octets)
        copy.storage.append(contentsOf: storage)
        for field in fields where !isLeftOut(name(field)) { copy.fields.append(field) }
        return copy
    }

    /// Removes every field whose name, given as received, answers true.
    public mutating func removeAll(where matches: (ArraySlice<UInt8>) -> Bool) {
        fields.removeAll { matches(storage[Int($0.nameStart)..<Int($0.nameEnd)]) }
    }
}

extension HeaderFields {
    /// Fields in the order of the list, under the rules of ``add(_:_:)``.
    public init(_ pairs: [(name: String, value: String)]) {
        self.init()
        for pair in pairs { add(pair.name, pair.value) }
    }
}
