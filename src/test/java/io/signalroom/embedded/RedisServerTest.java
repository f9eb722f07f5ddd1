package io.signalroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Folders.class)
class RedisServerTest {
    private static EmbeddedServers servers;
    private static String url;

    @BeforeAll
    static void start() {
        servers = EmbeddedServers.start(Folders.fresh(), false, true);
        url = servers.redisUrl().orElseThrow();
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EVAL x 0",
                "FUNCTION LIST",
                "CONFIG GET dir",
                "DEBUG SLEEP 0",
                "MODULE LIST",
                "SHUTDOWN NOSAVE",
                "SAVE",
                "REPLICAOF NO ONE",
                "MIGRATE h 1 k 0 1",
                "KEYS *",
                "ACL LIST",
                "MONITOR"
            })
    void commands_that_a_cache_does_not_need_are_refused(String command) {
        assertThat(RedisClient.ask(url, command)).matches("-(NOPERM|ERR DEBUG command not allowed).*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET k v PX 1000",
                "GET k",
                "UNLINK k",
                "INCR n",
                "PUBLISH c m",
                "SUBSCRIBE c",
                "HELLO 3",
                "CLIENT TRACKING off",
                "CLIENT SETNAME x",
                "MULTI",
                "SCAN 0",
                "PING",
                "INFO",
                "FLUSHDB",
                "FLUSHALL"
            })
    void commands_of_a_cache_are_understood(String command) {
        assertThat(RedisClient.ask(url, command)).doesNotStartWith("-");
    }

    @Test
    void nothing_is_said_to_whom_does_not_know_the_password() {
        assertThat(RedisClient.askWithoutPassword(url, "GET k")).startsWith("-NOAUTH");
    }
}
