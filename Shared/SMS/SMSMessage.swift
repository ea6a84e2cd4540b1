/// A text message: what is put into a template that the provider has approved. Never prints the
/// number and the values, which may be a code.
public struct SMSMessage: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    /// One value of the template.
    public struct Parameter: Sendable, Equatable {
        /// What Aliyun's templates call it; Tencent's go by the order.
        public let name: String
        public let value: String

        /// A value under a name.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// A mobile number of mainland China (11 digits), or any other with `+` and its country's code.
    public let mobile: String
    public let template: SMSTemplate
    public let parameters: [Parameter]

    /// A message made of its parts.
    public init(to mobile: String, _ template: SMSTemplate, _ parameters: [Parameter]) {
        self.mobile = mobile
        self.template = template
        self.parameters = parameters
    }

    public var description: String { "SMSMessage" }
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
