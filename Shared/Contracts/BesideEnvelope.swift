/// A payload whose members stand beside `code` and `msg` instead of inside `data`; it brings its
/// own `data`. For the few endpoints of `points` that answer so.
public protocol BesideEnvelope: Encodable {}
