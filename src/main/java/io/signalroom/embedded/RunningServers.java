package io.signalroom.embedded;

import java.util.Optional;

/**
 * The servers that another process runs on a data folder. Prints without its passwords.
 *
 * @param pid the process that owns the folder
 * @param postgresUrl {@code postgresql://signalroom:<password>@127.0.0.1:<port>/signalroom}, empty if it runs none
 * @param redisUrl {@code redis://:<password>@127.0.0.1:<port>}, empty if it runs none
 */
public record RunningServers(long pid, Optional<String> postgresUrl, Optional<String> redisUrl) {
    @Override
    public String toString() {
        return "RunningServers[pid=" + pid + ", postgres=" + postgresUrl.isPresent() + ", redis=" + redisUrl.isPresent()
                + "]";
    }
}
