/// Told by an event loop, on its thread, when a descriptor it watches is ready.
public protocol DescriptorHandler: AnyObject {
    /// Called once a turn for as long as the readiness lasts (level-triggered).
    func ready(_ readiness: Readiness)
}
