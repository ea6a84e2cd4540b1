/// Where somebody is.
public struct AreaPlace: Sendable, Equatable {
    public let province: Area
    public let city: Area
    public let county: Area
    /// Whether it lies beside all borders (on a pier, on an islet) and this is the nearest county.
    public let isApproximate: Bool
}
