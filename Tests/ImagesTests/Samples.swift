import Basics
import Images

/// Small files made by other programs' encoders: 16 × 8 pixels, red, green, blue and white (or
/// nothing) in four quarters from the upper left.
enum Samples {
    static let plainGIF = octets(
        """
        R0lGODdhEAAIAJEAAP////8AAAD/AAAA/ywAAAAAEAAIAAACGoxvoquIzNyBSyYqht4a+O9xHAiKG/mZ\
        HQoUADs=
        """
    )
    static let clearGIF = octets(
        """
        R0lGODlhEAAIAJEAAP////8AAAD/AAAA/yH5BAEAAAAALAAAAAAQAAgAAAIajG+iq4jM3IFLJiqG3hr4\
        73EcCIob+ZkdChQAOw==
        """
    )
    static let animatedGIF = octets(
        """
        R0lGODlhEAAIAJEAAP////8AAAD/AAAA/yH/C05FVFNDQVBFMi4wAwEAAAAh+QQECgD/ACwAAAAAEAAI\
        AAACGoxvoquIzNyBSyYqht4a+O9xHAiKG/mZHQoUACH5BAQKAP8ALAAAAAAQAAgAAAIKhI+py+0Po5ys\
        AAA7
        """
    )
    static let palettePNG = octets(
        """
        iVBORw0KGgoAAAANSUhEUgAAABAAAAAIAgMAAACNGJcEAAAADFBMVEX///8AAP8A/wD/AAAeRrscAAAA\
        AXRSTlMAQObYZgAAAAlwSFlzAAAOxAAADsQBlSsOGwAAABZJREFUCJlj+P9/1SoGNCI0lIEBjQAArocP\
        8dJP82wAAAAASUVORK5CYII=
        """
    )
    static let interlacedPNG = octets(
        """
        iVBORw0KGgoAAAANSUhEUgAAABAAAAAICAIAAAEIE9hWAAAACXBIWXMAAA7EAAAOxAGVKw4bAAAAP0lE\
        QVQYla2O2woAMAhCT/v/f3YPBbswYYP5YqJZCBAkRQ0CCDHo5MAuKpWQzqFFNAxsld/Qo2Gbrn6aoV8X\
        Ojk6GvsrCp71AAAAAElFTkSuQmCC
        """
    )
    static let lossyWebP = octets(
        """
        UklGRl4AAABXRUJQVlA4IFIAAADQAwCdASoQAAgAAMASJagCdLoB+AEsA/gH4AXf/dgH8ABguDGTCgAA\
        /v2cF8WK/fVz/6g6sG/+7MrIxdP2oEtDy/1nSf/jMRvQnP4rzraRHSAA
        """
    )
    static let losslessWebP = octets(
        """
        UklGRjYAAABXRUJQVlA4TCkAAAAvD8ABAB8gEEjeHzqN+RcQFPwf3fxHZA+AMNtokpOc5P2OIaL/Ufph\
        +wA=
        """
    )
    static let clearWebP = octets(
        """
        UklGRjoAAABXRUJQVlA4TC4AAAAvD8ABEB8gEEjeHzqN+RcQFPwfnYCg6LnpImYPAmG20SQnOcn7HUNE\
        /6P0w/YB
        """
    )
    static let progressiveJPEG = octets(
        """
        /9j/4AAQSkZJRgABAQEAYABgAAD//gA7Q1JFQVRPUjogZ2QtanBlZyB2MS4wICh1c2luZyBJSkcgSlBF\
        RyB2NjIpLCBxdWFsaXR5ID0gOTUK/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQYG\
        BgcJCAYHCQcGBggLCAkKCgoKCgYICwwLCgwJCgoK/9sAQwECAgICAgIFAwMFCgcGBwoKCgoKCgoKCgoK\
        CgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoK/8IAEQgACAAQAwERAAIRAQMRAf/E\
        ABUAAQEAAAAAAAAAAAAAAAAAAAgJ/8QAFQEBAQAAAAAAAAAAAAAAAAAABwj/2gAMAwEAAhADEAAAATQq\
        NVLJXir/xAAWEAEBAQAAAAAAAAAAAAAAAAAAFhf/2gAIAQEAAQUCqmQP/8QAGhEAAQUBAAAAAAAAAAAA\
        AAAAABcYZKPjZf/aAAgBAwEBPwFw3MuyEem16H//xAAcEQABAwUAAAAAAAAAAAAAAAAAFxhkZaKj4uP/\
        2gAIAQIBAT8BbLVcHYTOVZuf/8QAGhAAAQUBAAAAAAAAAAAAAAAAADQ2o6Th4v/aAAgBAQAGPwJBLg4a\
        nR//xAAUEAEAAAAAAAAAAAAAAAAAAAAQ/9oACAEBAAE/ISF//9oADAMBAAIAAwAAABAD/8QAFBEBAAAA\
        AAAAAAAAAAAAAAAAEP/aAAgBAwEBPxANv//EABQRAQAAAAAAAAAAAAAAAAAAABD/2gAIAQIBAT8QEb//\
        xAAUEAEAAAAAAAAAAAAAAAAAAAAQ/9oACAEBAAE/EAb/AP/Z
        """
    )

    /// Of every kind.
    static let all: [Bytes] = [
        plainGIF, clearGIF, animatedGIF, palettePNG, interlacedPNG, lossyWebP, losslessWebP,
        clearWebP, progressiveJPEG,
    ]

    /// The same four quarters as JPEG, with these segments before the others.
    static func jpeg(_ segments: Bytes = []) throws(ImageFailure) -> Bytes {
        let octets = try quarters().jpeg(quality: 95)
        return Bytes(octets[..<2]) + segments + octets[2...]
    }

    static func quarters() throws(ImageFailure) -> Picture {
        try .decode(losslessWebP)
    }

    private static func octets(_ text: String) -> Bytes { Base64.decode(text) ?? [] }
}
