package io.signalroom.embedded;

import java.util.Locale;
import java.util.Map;

/** Which binaries suit this machine. The hashes were taken from the artifacts in Maven Central. */
final class Platform {
    static final String POSTGRES_MAJOR = "18";
    private static final String POSTGRES = "postgres-18.4.0";
    private static final String REDIS = "redis-server-7.0.9";
    private static final String REDIS_MAC = "5bce39ead793ffedde8cad8140917b9ad5d8801b87635444124274b901f84974";

    private static final Map<String, Archive> POSTGRES_ARCHIVES = Map.of(
            "linux-amd64",
            postgres("linux-x86_64", "a5bd167846d36838e24bf43afe0b89e4bee5deab88b300e8bb796bf8f5ac08b2"),
            "linux-arm64",
            postgres("linux-arm_64", "e82704ca265154fb573a24f3b0ca78520d4095beb892482431a08d53fe22268d"),
            "darwin-amd64",
            postgres("darwin-x86_64", "2ec38ea8bfbbce44a2a56484392af5f84ff778d47b90a3aff98305ec08b6bc93"),
            "darwin-arm64",
            postgres("darwin-arm_64", "d7d1a3a996ab6cd7e0f28a4f7778ae79eb6d1b95c774ac2a3e14958dd876466e"));

    /** Redis for arm64 macOS is the amd64 build under another name: it needs Rosetta. */
    private static final Map<String, Archive> REDIS_ARCHIVES = Map.of(
            "linux-amd64", redis("linux-amd64", "de2b4cbcd7e52bacb778c157266f003c5e4c797104cdeeeb52214addff8bf1bb"),
            "linux-arm64", redis("linux-arm64", "9046512dae535cfcfed679dc6c618e8331667bc710b4cd96d3d4880eb4b7ee73"),
            "darwin-amd64", redis("darwin-amd64", REDIS_MAC),
            "darwin-arm64", redis("darwin-arm64", REDIS_MAC));

    private final String name;

    private Platform(String name) {
        this.name = name;
    }

    static Platform current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /** Takes the values of the system properties {@code os.name} and {@code os.arch}. */
    static Platform of(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String system = os.startsWith("mac") ? "darwin" : os.split(" ")[0];
        String arch = switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "amd64";
            case "aarch64", "arm64" -> "arm64";
            default -> osArch.toLowerCase(Locale.ROOT);
        };
        return new Platform(system + "-" + arch);
    }

    boolean linux() {
        return name.startsWith("linux-");
    }

    Archive postgres() {
        return pick(POSTGRES_ARCHIVES, "PostgreSQL", "DATABASE_URL");
    }

    Archive redis() {
        return pick(REDIS_ARCHIVES, "Redis", "REDIS_URL");
    }

    boolean hasRedis() {
        return REDIS_ARCHIVES.containsKey(name);
    }

    @Override
    public String toString() {
        return name;
    }

    private Archive pick(Map<String, Archive> archives, String server, String setting) {
        Archive archive = archives.get(name);
        if (archive == null) {
            throw new EmbeddedStartException(
                    "There is no embedded " + server + " for " + name
                            + ", only for Linux and macOS on amd64 and arm64.",
                    "Set " + setting + " to a server of your own.");
        }
        return archive;
    }

    private static Archive postgres(String platform, String sha256) {
        return new Archive("postgres-" + platform + ".txz", POSTGRES, sha256);
    }

    private static Archive redis(String platform, String sha256) {
        return new Archive(REDIS + "-" + platform, REDIS, sha256);
    }
}
