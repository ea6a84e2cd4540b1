import Admin

/// Who acts in a test that is not about that.
extension AdminAction: @retroactive ExpressibleByStringLiteral {
    public init(stringLiteral name: String) {
        self.init(command: name)
    }
}
