package io.signalroom.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that start at once on one folder and make the same secret. */
class KeptSecretTest {
    private static final int ROUNDS = 300;
    private static final int AT_ONCE = 4;

    @TempDir
    private Path folder;

    @Test
    void all_who_make_it_at_once_end_with_what_is_in_the_file() throws Exception {
        ExecutorService programs = Executors.newFixedThreadPool(AT_ONCE);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                Path file = folder.resolve("round" + round).resolve("secret.key");
                assertThat(made(programs, file)).as("round %d", round).containsExactly(Files.readString(file));
                assertThat(file.getParent().toFile().list()).containsExactly("secret.key");
            }
        } finally {
            programs.shutdown();
            assertThat(programs.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static Set<String> made(ExecutorService programs, Path file) throws Exception {
        CyclicBarrier start = new CyclicBarrier(AT_ONCE);
        Callable<String> program = () -> {
            start.await(10, TimeUnit.SECONDS);
            return KeptSecret.of(file).value();
        };
        List<Future<String>> running = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            running.add(programs.submit(program));
        }
        Set<String> made = new HashSet<>();
        for (Future<String> one : running) {
            made.add(one.get(10, TimeUnit.SECONDS));
        }
        return made;
    }

    @Test
    void what_is_there_is_taken_as_it_is() throws IOException {
        Path file = Files.writeString(folder.resolve("secret.key"), "kept since long\n");
        assertThat(KeptSecret.of(file).value()).isEqualTo("kept since long");
        assertThat(file).hasContent("kept since long\n");
    }
}
