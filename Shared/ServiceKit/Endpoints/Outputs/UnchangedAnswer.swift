/// An output that may answer 304: whoever asks has it already.
public protocol UnchangedAnswer: EndpointOutput {}
