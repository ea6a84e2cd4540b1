public import Admin

/// Who acts in a test that is not about that.
extension AdminAction: ExpressibleByStringLiteral {
    public init(stringLiteral name: String) {
        self.init(command: name)
    }
}
