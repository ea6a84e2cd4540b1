// swift-tools-version: 6.3
import PackageDescription

// Every Swift target has the same settings; none opts out.
// Warnings are errors in CI only, so that a newer compiler never breaks a newcomer's build.
let warnings: [SwiftSetting] =
    Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)]
let settings: [SwiftSetting] =
    warnings + [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .enableUpcomingFeature("InferIsolatedConformances"),
        .strictMemorySafety(),
    ]

/// A module map over a system library or a small C shim.
func binding(_ name: String, pkgConfig: String? = nil, apt: String) -> Target {
    .systemLibrary(
        name: name,
        path: "Shared/\(name)",
        pkgConfig: pkgConfig,
        providers: [.apt([apt])]
    )
}

func shared(_ name: String, uses: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: uses, path: "Shared/\(name)", swiftSettings: settings)
}

/// The executable of one process: `services/<folder>`, without the targets inside it.
func service(
    _ folder: String,
    _ name: String,
    excludes: [String] = [],
    uses: [Target.Dependency] = []
) -> Target {
    .executableTarget(
        name: name,
        dependencies: ["Basics", "Contracts", "Crypto", "HTTP", "JSON", "ServiceKit"] + uses,
        path: "services/\(folder)",
        exclude: excludes,
        swiftSettings: settings
    )
}

func domain(_ folder: String, _ name: String) -> Target {
    .target(
        name: name,
        dependencies: ["Basics"],
        path: "services/\(folder)/Domain",
        swiftSettings: settings
    )
}

func tests(
    of name: String,
    excludes: [String] = [],
    uses: [Target.Dependency] = []
) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.init(stringLiteral: name)] + uses,
        path: "Tests/\(name)Tests",
        exclude: excludes,
        swiftSettings: settings
    )
}

let package = Package(
    name: "kumquat",
    products: [
        .executable(name: "kumquat-gateway", targets: ["GatewayServer"]),
        .executable(name: "kumquat-auth", targets: ["AuthServer"]),
        .executable(name: "kumquat-points", targets: ["PointsServer"]),
        .executable(name: "kumquat-treasure", targets: ["TreasureServer"]),
        .executable(name: "kumquat-commerce", targets: ["CommerceServer"]),
        .executable(name: "kumquat-sandbox", targets: ["SandboxServer"]),
        .executable(name: "kumquat-console", targets: ["ConsoleServer"]),
        .executable(name: "kumquat-stack", targets: ["StackRunner"]),
        .executable(name: "kumquat-demo", targets: ["DemoData"]),
        .executable(name: "kumquat-openapi", targets: ["OpenAPIWriter"]),
    ],
    targets: [
        .target(name: "CLinux", path: "Shared/CLinux"),
        binding("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
        binding("CCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev"),
        binding("COpenSSL", pkgConfig: "openssl", apt: "libssl-dev"),
        // Without pkg-config: gdlib's file names a macro that the package manager refuses.
        binding("CGD", apt: "libgd-dev"),
        binding("CFreeType", pkgConfig: "freetype2", apt: "libfreetype-dev"),
        binding("CQRCode", apt: "libqrencode-dev"),

        shared("Basics"),
        shared("JSON", uses: ["Basics"]),
        shared("HTTP", uses: ["Basics", "JSON"]),
        shared("Loops", uses: ["CLinux", "Basics"]),
        shared("TLS", uses: ["COpenSSL", "Basics", "Loops"]),
        shared("HTTPServer", uses: ["CLinux", "Basics", "HTTP", "Loops", "TLS"]),
        shared("HTTPClient", uses: ["CCurl", "CLinux", "Basics", "HTTP", "Loops"]),
        shared("Storage", uses: ["CSQLite", "CLinux", "Basics", "Loops"]),
        shared("Crypto", uses: ["COpenSSL", "Basics"]),
        shared("Images", uses: ["Basics", "CFreeType", "CGD", "CQRCode", "Loops"]),
        shared("Contracts", uses: ["Basics", "HTTP", "JSON"]),
        shared(
            "ServiceKit",
            uses: [
                "Basics", "Contracts", "Crypto", "HTTP", "HTTPClient", "HTTPServer", "JSON",
                "Loops", "Storage", "TLS",
            ]
        ),
        shared(
            "InternalMessages",
            uses: ["Basics", "Contracts", "HTTP", "JSON", "ServiceKit"]
        ),
        shared("AuthCalls", uses: ["Basics", "InternalMessages", "Loops", "ServiceKit"]),
        shared(
            "Media",
            uses: [
                "AuthCalls", "Basics", "Contracts", "Crypto", "Events", "HTTP", "Images",
                "InternalMessages", "Jobs", "Loops", "ServiceKit", "Storage",
            ]
        ),
        shared(
            "Admin",
            uses: [
                "Basics", "Contracts", "Events", "HTTP", "JSON", "Jobs", "Loops", "ServiceKit",
                "Storage",
            ]
        ),
        shared(
            "Jobs",
            uses: ["Basics", "JSON", "Loops", "ServiceKit", "Storage"]
        ),
        shared(
            "Events",
            uses: [
                "Basics", "Contracts", "Crypto", "HTTP", "InternalMessages", "JSON", "Jobs",
                "Loops", "ServiceKit", "Storage",
            ]
        ),
        shared("WeChat", uses: ["Basics", "Crypto", "HTTP", "HTTPClient", "JSON"]),
        shared(
            "WeChatPay",
            uses: ["Basics", "Crypto", "HTTP", "HTTPClient", "JSON", "Loops"]
        ),
        shared("Vault", uses: ["Basics", "Crypto", "ServiceKit"]),
        shared(
            "Payments",
            uses: [
                "Basics", "Contracts", "Crypto", "HTTP", "HTTPClient", "JSON", "Jobs", "Loops",
                "ServiceKit", "Storage", "Vault", "WeChatPay",
            ]
        ),
        shared("SMS", uses: ["Basics", "Crypto", "HTTP", "HTTPClient", "JSON"]),
        shared("Processes", uses: ["CLinux"]),
        shared(
            "TestKit",
            uses: ["Basics", "COpenSSL", "HTTP", "HTTPClient", "JSON", "Loops", "Processes"]
        ),

        domain("auth", "AuthDomain"),
        domain("points", "PointsDomain"),
        domain("commerce", "CommerceDomain"),
        domain("treasure", "TreasureDomain"),
        service("gateway", "GatewayServer", uses: ["HTTPClient", "InternalMessages", "Loops"]),
        service(
            "auth",
            "AuthServer",
            excludes: ["Domain"],
            uses: [
                "Admin", "AuthCalls", "AuthDomain", "Events", "HTTPClient", "InternalMessages",
                "Jobs", "Loops", "Media",
                "SMS", "Storage", "Vault", "WeChat",
            ]
        ),
        service(
            "points",
            "PointsServer",
            excludes: ["Domain"],
            uses: [
                "Admin", "AuthCalls", "Events", "HTTPClient", "InternalMessages", "Jobs", "Loops",
                "Media", "PointsDomain", "Storage",
            ]
        ),
        service(
            "treasure",
            "TreasureServer",
            excludes: ["Domain", "Page"],
            uses: [
                "Admin", "AuthCalls", "Events", "HTTPClient", "Images", "InternalMessages", "Jobs",
                "Loops", "Media", "Payments", "Storage", "TreasureDomain", "TreasurePage", "Vault",
                "WeChatPay",
            ]
        ),
        service(
            "commerce",
            "CommerceServer",
            excludes: ["Data", "Domain"],
            uses: [
                "Admin", "AuthCalls", "CommerceData", "CommerceDomain", "Events", "HTTPClient",
                "Images", "InternalMessages", "Jobs", "Loops", "Media", "Payments", "Storage",
                "Vault", "WeChatPay",
            ]
        ),
        service(
            "sandbox",
            "SandboxServer",
            excludes: ["Page"],
            uses: [
                "HTTPClient", "Images", "Jobs", "Loops", "SMS", "SandboxPage", "Storage", "WeChat",
                "WeChatPay",
            ]
        ),
        domain("console", "ConsoleDomain"),
        service(
            "console",
            "ConsoleServer",
            excludes: ["Data", "Domain", "Page"],
            uses: [
                "ConsoleData", "ConsoleDomain", "ConsolePage", "HTTPClient", "Images", "Loops",
                "Storage", "Vault",
            ]
        ),
        // Files in an executable, through C's `#embed`.
        .target(name: "ConsoleData", path: "services/console/Data", exclude: ["files"]),
        .target(name: "ConsolePage", path: "services/console/Page", exclude: ["embed", "files"]),
        .target(name: "CommerceData", path: "services/commerce/Data", exclude: ["files"]),
        .target(name: "SandboxPage", path: "services/sandbox/Page", exclude: ["files"]),
        .target(name: "TreasurePage", path: "services/treasure/Page", exclude: ["files"]),
        .executableTarget(
            name: "StackRunner",
            dependencies: ["Basics", "Processes"],
            path: "deploy/stack",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "DemoData",
            dependencies: ["Basics", "HTTP", "HTTPClient", "Images", "JSON", "Loops"],
            path: "deploy/demo",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "OpenAPIWriter",
            dependencies: ["Basics", "JSON", "Loops"],
            path: "deploy/openapi",
            exclude: ["openapi", "requirements.txt", "try", "unseen"],
            swiftSettings: settings
        ),

        tests(of: "Basics"),
        tests(of: "JSON", uses: ["Basics"]),
        tests(of: "HTTP", uses: ["Basics"]),
        tests(of: "Loops"),
        tests(of: "TLS", uses: ["Basics", "Crypto", "TestKit"]),
        tests(of: "HTTPServer", uses: ["Basics", "Crypto", "HTTP", "Loops", "TLS", "TestKit"]),
        tests(of: "HTTPClient", uses: ["Basics", "HTTP", "HTTPServer", "Loops", "TestKit"]),
        tests(of: "Storage", uses: ["Basics", "Loops", "TestKit"]),
        tests(of: "Crypto", uses: ["Basics", "TestKit"]),
        tests(of: "Images", uses: ["Basics", "Loops", "TestKit"]),
        tests(of: "Contracts", uses: ["Basics", "HTTP", "JSON"]),
        tests(
            of: "ServiceKit",
            uses: [
                "Basics", "Contracts", "Crypto", "HTTP", "HTTPClient", "HTTPServer", "JSON",
                "Loops", "Storage", "TestKit",
            ]
        ),
        tests(of: "InternalMessages", uses: ["Basics", "Contracts", "HTTP", "JSON", "ServiceKit"]),
        tests(of: "AuthCalls", uses: ["Basics", "InternalMessages", "Loops", "ServiceKit"]),
        tests(
            of: "Media",
            uses: [
                "AuthCalls", "Basics", "Contracts", "Events", "HTTP", "Images",
                "InternalMessages", "Loops", "ServiceKit", "Storage", "TestKit",
            ]
        ),
        tests(
            of: "Admin",
            uses: ["Basics", "Contracts", "HTTP", "Loops", "ServiceKit", "TestKit"]
        ),
        tests(
            of: "Jobs",
            uses: [
                "Basics", "JSON", "JobsReplica", "Loops", "ServiceKit", "Storage", "TestKit",
            ]
        ),
        // A process that does jobs, for the tests to kill.
        .executableTarget(
            name: "JobsReplica",
            dependencies: ["Basics", "Jobs", "Loops", "ServiceKit", "Storage"],
            path: "Tests/JobsReplica",
            swiftSettings: settings
        ),
        tests(
            of: "Events",
            uses: [
                "Basics", "Contracts", "HTTP", "HTTPClient", "HTTPServer", "InternalMessages",
                "JSON", "Jobs", "Loops", "ServiceKit", "Storage", "TestKit",
            ]
        ),
        tests(
            of: "WeChat",
            uses: ["Basics", "Crypto", "HTTP", "HTTPClient", "JSON", "Loops", "TestKit"]
        ),
        tests(of: "Vault", uses: ["Basics", "Crypto", "ServiceKit"]),
        tests(of: "SMS", uses: ["Basics", "HTTP", "HTTPClient", "JSON", "TestKit"]),
        tests(
            of: "WeChatPay",
            uses: [
                "Basics", "Crypto", "HTTP", "HTTPClient", "HTTPServer", "JSON", "Loops",
                "Processes", "TestKit", "WeChat",
            ]
        ),
        // A small service over Payments, which the tests of it start and kill.
        .executableTarget(
            name: "PaymentsShop",
            dependencies: [
                "Basics", "Contracts", "HTTP", "JSON", "Jobs", "Loops", "Payments", "ServiceKit",
                "Storage", "WeChatPay",
            ],
            path: "Tests/PaymentsShop",
            swiftSettings: settings
        ),
        tests(
            of: "Payments",
            uses: [
                "Basics", "Contracts", "Crypto", "HTTP", "HTTPClient", "JSON", "Jobs", "Loops",
                "PaymentsShop", "Processes", "SandboxServer", "ServiceKit", "Storage", "TestKit",
                "Vault",
                "WeChatPay",
            ]
        ),
        tests(of: "ConsoleDomain", uses: ["Basics", "Crypto"]),
        tests(
            of: "ConsoleServer",
            uses: [
                "Basics", "ConsoleDomain", "Contracts", "Crypto", "HTTP", "HTTPClient", "JSON",
                "Loops", "Processes", "ServiceKit", "Storage", "TestKit", "Vault",
            ]
        ),
        tests(of: "AuthDomain", uses: ["Basics"]),
        tests(of: "PointsDomain", uses: ["Basics"]),
        tests(of: "CommerceDomain", uses: ["Basics", "TestKit"]),
        tests(of: "TreasureDomain", uses: ["Basics", "Crypto"]),
        tests(
            of: "GatewayServer",
            uses: [
                "Basics", "Contracts", "Crypto", "HTTP", "HTTPClient", "HTTPServer",
                "InternalMessages", "JSON", "Loops", "ServiceKit", "TestKit",
            ]
        ),
        tests(
            of: "AuthServer",
            uses: [
                "Admin", "AuthCalls", "AuthDomain", "Basics", "Contracts", "Crypto", "Events",
                "HTTP", "HTTPClient", "Images", "InternalMessages", "JSON", "Jobs", "Loops",
                "Media", "SMS", "ServiceKit", "Storage", "TestKit", "Vault", "WeChat",
            ]
        ),
        tests(
            of: "PointsServer",
            uses: [
                "AuthCalls", "Basics", "Contracts", "Events", "HTTP", "Images", "InternalMessages",
                "JSON", "Jobs", "Loops", "Media", "PointsDomain", "ServiceKit", "Storage",
                "TestKit",
            ]
        ),
        tests(
            of: "TreasureServer",
            uses: [
                "Admin", "AuthCalls", "Basics", "Contracts", "Crypto", "Events", "HTTP",
                "HTTPClient", "Images", "InternalMessages", "JSON", "Jobs", "Loops", "Media",
                "Payments", "Processes", "ServiceKit", "Storage", "TestKit", "TreasureDomain",
                "Vault",
            ]
        ),
        tests(
            of: "CommerceServer",
            excludes: ["Fixtures"],
            uses: [
                "Admin", "AuthCalls", "Basics", "CommerceDomain", "Contracts", "Crypto", "Events",
                "HTTP", "HTTPClient", "Images", "InternalMessages", "JSON", "Jobs", "Loops",
                "Media", "Payments", "Processes", "SandboxServer", "ServiceKit", "Storage",
                "TestKit", "Vault", "WeChatPay",
            ]
        ),
        tests(
            of: "SandboxServer",
            uses: [
                "Basics", "Contracts", "Crypto", "HTTP", "HTTPClient", "Images", "JSON", "Jobs",
                "Loops", "Processes", "SMS", "ServiceKit", "Storage", "TestKit", "WeChat",
                "WeChatPay",
            ]
        ),
        .testTarget(
            name: "TreasureMoneyTests",
            dependencies: [
                "Admin", "AuthCalls", "Basics", "Contracts", "Crypto", "Events", "HTTP",
                "HTTPClient",
                "Images", "InternalMessages", "JSON", "Jobs", "Loops", "Media", "Payments",
                "Processes", "SandboxServer",
                "ServiceKit", "Storage", "TestKit", "TreasureDomain", "TreasureServer", "Vault",
                "WeChatPay",
            ],
            path: "Tests/TreasureMoneyTests",
            swiftSettings: settings
        ),
        tests(of: "StackRunner"),
        tests(of: "DemoData", uses: ["Basics"]),
        .testTarget(
            name: "ContractTests",
            dependencies: [
                "Basics", "Contracts", "HTTP", "HTTPClient", "Images", "JSON", "Loops",
                "OpenAPIWriter", "Processes", "ServiceKit", "TestKit",
            ],
            path: "Tests/ContractTests",
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)
