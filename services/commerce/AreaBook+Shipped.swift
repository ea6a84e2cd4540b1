import Basics
import CommerceData
import CommerceDomain

extension AreaBook {
    /// The areas that are part of the executable.
    static func shipped() throws(Damaged) -> AreaBook {
        try AreaBook(
            table: unsafe ShippedFile.bytes(commerce_area_table),
            borders: unsafe ShippedFile.bytes(commerce_area_borders)
        )
    }
}

extension Initials {
    /// Those that are part of the executable.
    static func shipped() throws(AreaBook.Damaged) -> Initials {
        let initials = Initials(table: unsafe ShippedFile.bytes(commerce_initials))
        guard let initials else { throw AreaBook.Damaged(what: "the first letters") }
        return initials
    }
}

private enum ShippedFile {
    /// The octets of a file that lives as long as the process.
    @unsafe static func bytes(
        _ file: (UnsafeMutablePointer<Int>?) -> UnsafePointer<UInt8>?
    ) -> Bytes {
        var size = 0
        let start = unsafe file(&size)
        return unsafe Bytes(UnsafeBufferPointer(start: start, count: size))
    }
}
