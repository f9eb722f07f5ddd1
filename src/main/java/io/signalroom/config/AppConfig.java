package io.signalroom.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The settings after checking.
 *
 * @param http the public server
 * @param limits how much a client may ask for
 * @param databaseUrl PostgreSQL; empty = start the embedded one
 * @param redisUrl Redis; empty = start the embedded one
 * @param dataDir where the embedded servers and generated secrets live, absolute
 * @param secretKey signs tokens; empty = one is made and kept in the data folder
 * @param previousSecretKey what tokens were signed with before; still good for those that are about
 * @param issuer whose tokens are taken beside our own
 * @param telegram where posts come from
 * @param parse what becomes of readings
 * @param imports files that are uploaded
 * @param cache lifetimes of answers
 * @param market where prices come from
 * @param outcomes what is assumed of those who follow calls
 * @param webhooks which addresses may be called
 * @param demoPosts demo posts to write on an empty database, 0 = none
 * @param log what is logged and how
 */
public record AppConfig(
        Http http,
        Limits limits,
        Optional<String> databaseUrl,
        Optional<String> redisUrl,
        Path dataDir,
        Optional<Secret> secretKey,
        Optional<Secret> previousSecretKey,
        Optional<Issuer> issuer,
        Telegram telegram,
        Parse parse,
        Imports imports,
        Cache cache,
        Market market,
        Outcomes outcomes,
        Webhooks webhooks,
        int demoPosts,
        Log log) {

    /**
     * The public HTTP server and the management server.
     *
     * @param host address the public one listens on
     * @param port 0 = any free one
     * @param managementHost address of the other, loopback unless it is set: its figures are not for everybody
     * @param managementPort health and metrics, 0 = any free one
     * @param corsOrigins exact origins that may call from a browser
     * @param readOpen whether reading needs no token
     */
    public record Http(
            String host,
            int port,
            String managementHost,
            int managementPort,
            List<String> corsOrigins,
            boolean readOpen) {
        public Http {
            corsOrigins = List.copyOf(corsOrigins);
        }
    }

    /**
     * How much a client may ask for.
     *
     * @param requestsPerMinute of one address without a token, or of one caller; 1 to 10,000,000
     * @param trustedProxies addresses and networks whose {@code X-Forwarded-For} is believed
     */
    public record Limits(int requestsPerMinute, List<String> trustedProxies) {
        public Limits {
            trustedProxies = List.copyOf(trustedProxies);
        }
    }

    /**
     * An issuer of tokens outside.
     *
     * @param name what his tokens say as {@code iss}
     * @param keys where his key set is
     * @param audience what his tokens must say as {@code aud}
     */
    public record Issuer(String name, URI keys, String audience) {}

    /**
     * Telegram sources.
     *
     * @param mockMode whether the mock source posts
     * @param botToken turns the Bot API source on
     * @param botApiUrl Telegram's own server or a self-hosted one, without a slash at its end
     * @param updates where Telegram brings the bot's updates; empty = they are asked for
     * @param preview reading of public preview pages
     * @param account turns the reading with a person's own account on
     */
    public record Telegram(
            boolean mockMode,
            Optional<Secret> botToken,
            URI botApiUrl,
            Optional<Updates> updates,
            Preview preview,
            Optional<Account> account) {}

    /**
     * Updates that Telegram brings.
     *
     * @param url public https address that leads to this server
     * @param secret what Telegram proves itself by with each of them
     */
    public record Updates(URI url, Secret secret) {}

    /**
     * A person's own Telegram account, read through TDLib.
     *
     * @param apiId from my.telegram.org, positive
     * @param apiHash from my.telegram.org
     * @param library TDLib's file; empty = found by the system as {@code tdjson}
     * @param channels names of the channels to read, without {@code @}, in small letters
     * @param historyPosts posts of each channel's past to load, 0 to 10,000
     * @param folder where TDLib keeps its session, absolute
     */
    public record Account(
            int apiId, Secret apiHash, Optional<Path> library, List<String> channels, int historyPosts, Path folder) {
        public Account {
            channels = List.copyOf(channels);
        }
    }

    /**
     * Public preview pages, {@code t.me/s/name}.
     *
     * @param allowed whether they may be read at all
     * @param url of the server, without a slash at its end
     * @param contact told to the server with each request
     * @param channels names to read beside those that operators added, without {@code @}, at most 50
     */
    public record Preview(boolean allowed, URI url, Optional<String> contact, List<String> channels) {
        public Preview {
            channels = List.copyOf(channels);
        }
    }

    /**
     * The parser.
     *
     * @param reviewBelow a reading of less confidence waits for an operator instead of being published; 0 to 1, 0 =
     *     publish all
     * @param ratePerMinute texts a minute that one client may have judged, 1 to 1,000,000
     */
    public record Parse(double reviewBelow, int ratePerMinute) {}

    /**
     * Files that are uploaded.
     *
     * @param maxMegabytes of one, 1 to 1,048,576
     */
    public record Imports(int maxMegabytes) {
        /** The same in bytes. */
        public long maxBytes() {
            return maxMegabytes * 1_048_576L;
        }
    }

    /**
     * The cache of answers. A lifetime, 1 s to a day, is how long an answer serves while no event is counted; a new event
     * ends it early.
     *
     * @param enabled false turns it off, for measuring
     * @param historical lifetime of {@code /analytics/historical}
     * @param tokenStats of {@code /analytics/token/{symbol}/stats}
     * @param leaderboard of {@code /analytics/channels/leaderboard}
     * @param patterns of {@code /analytics/patterns}
     * @param trending of {@code /analytics/trending}
     */
    public record Cache(
            boolean enabled,
            Duration historical,
            Duration tokenStats,
            Duration leaderboard,
            Duration patterns,
            Duration trending) {}

    /**
     * Prices of all calls but the demo's, which follow prices that are invented with it.
     *
     * @param feed {@code binance}, {@code file} or {@code none}
     * @param binanceUrl public REST API, without a slash at its end
     * @param binanceStreamUrl public WebSocket streams, without a slash at its end
     * @param klinesDir folder of Binance's CSV files for the feed {@code file}, absolute
     */
    public record Market(String feed, URI binanceUrl, URI binanceStreamUrl, Path klinesDir) {}

    /**
     * What outcomes assume.
     *
     * @param latency from the arrival of a post to the first order
     * @param expiry after which a call is over
     * @param scalpExpiry the same for calls on charts of 15 minutes and less
     * @param feePercent of the traded value, for each fill and exit
     * @param slippagePercent by which orders at the market and stops fill worse
     */
    public record Outcomes(
            Duration latency, Duration expiry, Duration scalpExpiry, double feePercent, double slippagePercent) {}

    /**
     * Webhooks.
     *
     * @param privateTargets whether this machine and private networks may be called too, by plain HTTP and at any port
     */
    public record Webhooks(boolean privateTargets) {}

    /**
     * The log.
     *
     * @param level TRACE, DEBUG, INFO, WARN or ERROR
     * @param format text or json
     */
    public record Log(String level, String format) {}
}
