extension Merchant {
    /// China and Hong Kong, whose areas are known; 2 and 3 are the United States and Korea.
    public static func isInChina(region: Int64) -> Bool {
        region == 1 || region == 4
    }
}
