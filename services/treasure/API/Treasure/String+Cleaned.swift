extension String {
    /// Without control characters, which nobody sees and no screen can show: what others are shown
    /// of what somebody typed. Ends of lines stay where `keepsLines`.
    func cleaned(keepsLines: Bool = false) -> String {
        var text = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            let isControl = scalar.properties.generalCategory == .control
            if !isControl || (keepsLines && scalar == "\n") { text.append(scalar) }
        }
        return String(text)
    }
}
