/// The parameters of one source, query or body, in which a name may stand once.
struct ParametersSource {
    private(set) var entries: [Parameters.Entry] = []

    /// Adds a parameter, unless the name is there already or there are too many.
    mutating func add(
        _ name: String,
        _ value: Parameters.Value
    ) throws(ParametersFailure) {
        guard entries.count < Parameters.maximumCount,
            !entries.contains(where: { $0.name.utf8.elementsEqual(name.utf8) })
        else { throw .unreadable }
        entries.append(Parameters.Entry(name: name, value: value))
    }
}
