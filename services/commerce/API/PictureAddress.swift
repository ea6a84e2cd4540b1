import Media

extension MediaLinks {
    /// The address of a picture whose file stands in a row; empty where there is none.
    func picture(_ file: String) -> String {
        file.isEmpty ? "" : address(of: file)
    }
}
