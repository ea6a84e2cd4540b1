/// A growing run of octets with one owner, for what is written piece by piece: an array would be
/// asked before each piece whether it is shared.
@safe public struct OctetBuffer: ~Copyable {
    /// Nil as long as there is no room at all.
    @usableFromInline var start: UnsafeMutablePointer<UInt8>?
    @usableFromInline var capacity = 0
    /// How many octets there are.
    public var count: Int { used }
    @usableFromInline var used = 0

    /// Empty, with room for so many octets before it grows.
    public init(capacity: Int = 0) {
        unsafe start = nil
        if capacity > 0 { reserve(capacity) }
    }

    deinit {
        unsafe start?.deallocate()
    }

    /// A copy of what there is.
    public var bytes: Bytes {
        let count = count
        guard count > 0, let start = unsafe start else { return [] }
        return unsafe Bytes(unsafeUninitializedCapacity: count) { target, initialized in
            // As large as `count`, since that is what was asked for.
            unsafe target.baseAddress?.initialize(from: start, count: count)
            initialized = count
        }
    }

    /// What there is, given away; nothing is left.
    public mutating func take() -> OctetBuffer {
        let taken = self
        self = OctetBuffer()
        return taken
    }

    /// Makes room for so many more octets.
    @inlinable
    public mutating func reserve(_ more: Int) {
        if capacity &- used < more { grow(by: more) }
    }

    @usableFromInline
    mutating func grow(by more: Int) {
        let larger = max(count + more, capacity * 2, 64)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        if let start = unsafe start {
            unsafe moved.initialize(from: start, count: count)
            unsafe start.deallocate()
        }
        unsafe start = unsafe moved
        capacity = larger
    }

    /// Adds an octet.
    @inlinable
    public mutating func append(_ octet: UInt8) {
        reserve(1)
        // There is room now, so there is a start.
        unsafe start.unsafelyUnwrapped[used] = octet
        used &+= 1
    }

    /// Adds octets.
    public mutating func append(_ octets: RawSpan) {
        reserve(octets.byteCount)
        unsafe octets.withUnsafeBytes { unsafe append(unchecked: $0) }
    }

    /// Adds octets.
    public mutating func append(_ octets: Bytes) {
        unsafe append(octets.span.bytes)
    }

    /// Adds the octets of a text.
    public mutating func append(_ text: String) {
        unsafe append(text.utf8.span.bytes)
    }

    /// Adds the octets of a literal.
    public mutating func append(literal text: StaticString) {
        reserve(text.utf8CodeUnitCount)
        text.withUTF8Buffer { unsafe append(unchecked: UnsafeRawBufferPointer($0)) }
    }

    /// Adds a literal in double quotes.
    public mutating func append(quoted text: StaticString) {
        let count = text.utf8CodeUnitCount
        reserve(count + 2)
        // There is room now, so there is a start.
        let place = unsafe start.unsafelyUnwrapped + used
        unsafe place[0] = UInt8(ascii: "\"")
        text.withUTF8Buffer { octets in
            guard let source = octets.baseAddress else { return }
            unsafe (place + 1).initialize(from: source, count: count)
        }
        unsafe place[count + 1] = UInt8(ascii: "\"")
        used &+= count + 2
    }

    /// Adds the digits of a number in decimal.
    public mutating func append(decimal value: Int64) {
        // Nineteen digits and a sign at most.
        reserve(20)
        if value < 0 { append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        let digits = unsafe start.unsafelyUnwrapped + count
        let length = DecimalDigits.count(of: rest)
        var place = length
        repeat {
            place &-= 1
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            unsafe digits[place] = DecimalDigits.digit(digit)
            rest = quotient
        } while rest > 0
        used &+= length
    }

    /// There must be room.
    private mutating func append(unchecked octets: UnsafeRawBufferPointer) {
        guard let source = octets.baseAddress, let start = unsafe start else { return }
        unsafe UnsafeMutableRawPointer(start + count)
            .copyMemory(from: source, byteCount: octets.count)
        used &+= octets.count
    }

    /// Takes the last octets off, down to `length`.
    public mutating func truncate(to length: Int) {
        precondition(length >= 0 && length <= count)
        used = length
    }

    /// The octet at a place that there is.
    public subscript(_ index: Int) -> UInt8 {
        get {
            precondition(index >= 0 && index < count)
            return unsafe start.unsafelyUnwrapped[index]
        }
        set {
            precondition(index >= 0 && index < count)
            unsafe start.unsafelyUnwrapped[index] = newValue
        }
    }
}
