package io.signalroom.config;

import java.util.Arrays;
import java.util.Optional;

/** Every setting: its name in the environment, its place in application.yaml, and what it takes. */
enum Setting {
    HTTP_HOST("http.host", "a host name or an address to listen on"),
    HTTP_PORT("http.port", "a port, 0 to 65535 (0 = any free one)"),
    MANAGEMENT_HOST("management.host", "a host name or an address to listen on"),
    MANAGEMENT_PORT("management.port", "a port, 0 to 65535 (0 = any free one)"),
    CORS_ORIGINS("http.corsOrigins", "origins such as https://example.org, parted by commas"),
    READ_OPEN("http.readOpen", "true or false"),
    RATE_PER_MINUTE("http.ratePerMinute", "a number of requests a minute and client, 1 to 10000000"),
    TRUSTED_PROXIES("http.trustedProxies", "addresses or networks such as 10.0.0.0/8, parted by commas"),
    DATABASE_URL("database.url", "an address such as postgresql://user:password@host:5432/name"),
    REDIS_URL("redis.url", "an address such as redis://:password@host:6379"),
    DATA_DIR("data.dir", "a folder this user can write to"),
    SECRET_KEY(
            "security.secretKey",
            "at least 32 characters, not repeated ones and no known word; make one: openssl rand -hex 32"),
    SECRET_KEY_PREVIOUS("security.previousSecretKey", "the SECRET_KEY of before, at least 32 characters"),
    JWT_ISSUER("security.issuer", "the name of an outside issuer of tokens, as they say it; needs JWT_JWKS_URL"),
    JWT_JWKS_URL(
            "security.jwksUrl",
            "an https address of that issuer's key set (http on this machine only); needs JWT_ISSUER"),
    JWT_AUDIENCE("security.audience", "a word that the tokens of that issuer say as aud"),
    REVIEW_BELOW("parse.reviewBelow", "a confidence, 0 to 1 (0 = publish every reading)"),
    PARSE_RATE_PER_MINUTE("parse.ratePerMinute", "a number of texts a minute and client, 1 to 1000000"),
    IMPORT_MAX_MB("imports.maxMegabytes", "a number of megabytes, 1 to 1048576"),
    CACHE_ENABLED("cache.enabled", "true or false"),
    CACHE_HISTORICAL_SECONDS("cache.historicalSeconds", "a number of seconds, 1 to 86400"),
    CACHE_TOKEN_STATS_SECONDS("cache.tokenStatsSeconds", "a number of seconds, 1 to 86400"),
    CACHE_LEADERBOARD_SECONDS("cache.leaderboardSeconds", "a number of seconds, 1 to 86400"),
    CACHE_PATTERNS_SECONDS("cache.patternsSeconds", "a number of seconds, 1 to 86400"),
    CACHE_TRENDING_SECONDS("cache.trendingSeconds", "a number of seconds, 1 to 86400"),
    TELEGRAM_MOCK_MODE("telegram.mockMode", "true or false"),
    TELEGRAM_BOT_TOKEN("telegram.botToken", "the token BotFather gave, such as 123456:ABC..."),
    TELEGRAM_BOT_API_URL("telegram.botApiUrl", "an http or https address without a slash at its end"),
    TELEGRAM_WEBHOOK_URL(
            "telegram.webhookUrl",
            "the https address that leads to /api/v1/telegram/updates here, together with TELEGRAM_BOT_TOKEN"),
    TELEGRAM_WEBHOOK_SECRET(
            "telegram.webhookSecret",
            "16 to 256 letters, digits, _ and -, and is needed with TELEGRAM_WEBHOOK_URL: openssl rand -hex 32"),
    TELEGRAM_PREVIEW("telegram.preview", "true or false"),
    TELEGRAM_PREVIEW_URL("telegram.previewUrl", "an http or https address without a slash at its end"),
    TELEGRAM_PREVIEW_CHANNELS(
            "telegram.previewChannels",
            "names of public channels such as harbor_light, parted by commas, 50 at most; needs TELEGRAM_PREVIEW=true"),
    TELEGRAM_PREVIEW_CONTACT("telegram.previewContact", "an address or a name, at most 100 plain characters"),
    TELEGRAM_API_ID("telegram.apiId", "the number from my.telegram.org; needs TELEGRAM_API_HASH"),
    TELEGRAM_API_HASH("telegram.apiHash", "the 32 characters from my.telegram.org; needs TELEGRAM_API_ID"),
    TELEGRAM_TDJSON_PATH("telegram.tdjsonPath", "the file libtdjson.so; empty = the system's library path"),
    TELEGRAM_CHANNELS(
            "telegram.channels",
            "names of public channels such as @name, parted by commas, 50 at most; needs TELEGRAM_API_ID and"
                    + " TELEGRAM_API_HASH"),
    TELEGRAM_HISTORY_POSTS("telegram.historyPosts", "a number of posts a channel, 0 to 10000 (0 = none)"),
    MARKET_FEED("market.feed", "binance, file or none"),
    BINANCE_URL("market.binanceUrl", "an http or https address without a slash at its end"),
    BINANCE_STREAM_URL("market.binanceStreamUrl", "a ws or wss address without a slash at its end"),
    KLINES_DIR("market.klinesDir", "a folder of Binance's kline files"),
    OUTCOME_LATENCY_SECONDS("outcomes.latencySeconds", "a number of seconds, 0 to 3600"),
    OUTCOME_EXPIRY_HOURS("outcomes.expiryHours", "a number of hours, 1 to 2160"),
    OUTCOME_SCALP_EXPIRY_HOURS("outcomes.scalpExpiryHours", "a number of hours, 1 to 2160"),
    OUTCOME_FEE_PERCENT("outcomes.feePercent", "percent of the traded value, 0 to 10"),
    OUTCOME_SLIPPAGE_PERCENT("outcomes.slippagePercent", "percent of the price, 0 to 10"),
    DEMO_POSTS("demo.posts", "a number of posts, 0 to 10000000 (0 = none)"),
    WEBHOOK_PRIVATE_TARGETS("webhooks.privateTargets", "true or false"),
    LOG_LEVEL("log.level", "TRACE, DEBUG, INFO, WARN or ERROR"),
    LOG_FORMAT("log.format", "text or json");

    private final String path;
    private final String takes;

    Setting(String path, String takes) {
        this.path = path;
        this.takes = takes;
    }

    /** Dotted place in application.yaml. */
    String path() {
        return path;
    }

    /** What it takes, in words, for error messages. */
    String takes() {
        return takes;
    }

    /** Whether its value must be kept from others. */
    boolean secret() {
        return switch (this) {
            case DATABASE_URL,
                    REDIS_URL,
                    SECRET_KEY,
                    SECRET_KEY_PREVIOUS,
                    TELEGRAM_BOT_TOKEN,
                    TELEGRAM_WEBHOOK_SECRET,
                    TELEGRAM_API_HASH -> true;
            default -> false;
        };
    }

    static Optional<Setting> atPath(String path) {
        return Arrays.stream(values()).filter(s -> s.path.equals(path)).findFirst();
    }
}
