import Storage

extension PaySchema {
    /// A phone knows a transfer by its package alone.
    static let packages = Migration(
        number: 11,
        name: "transfers by their package",
        sql: "CREATE INDEX pay_transfer_by_package ON pay_transfer (package_info);"
    )
}
