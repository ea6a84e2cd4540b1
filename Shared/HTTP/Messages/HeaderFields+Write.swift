package import Basics

extension HeaderFields {
    /// Appends the fields as lines of a head, each with its line end in front, but for those whose
    /// names answer true.
    package func write(
        into output: inout Bytes,
        leavingOut isLeftOut: (ArraySlice<UInt8>) -> Bool
    ) {
        for field in fields where !isLeftOut(name(field)) {
            output.append("\r\n")
            output.append(copying: name(field))
            output.append(": ")
            output.append(copying: value(field))
        }
    }
}
