package io.signalroom.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The program of a {@link ChildJvm}: holds both servers on a folder until it is told to close. */
final class HoldServers {
    private HoldServers() {}

    /** @param args the folder */
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws IOException {
        try (EmbeddedServers servers = EmbeddedServers.start(Path.of(args[0]), true, true)) {
            System.out.println("UP " + servers.postgresUrl().orElse("-") + " "
                    + servers.redisUrl().or(servers::redisProblem).orElse("-"));
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        } catch (EmbeddedStartException e) {
            System.out.println("REFUSED " + e.getMessage().replace('\n', ' '));
        }
    }
}
