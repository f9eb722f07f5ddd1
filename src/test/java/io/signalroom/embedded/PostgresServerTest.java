package io.signalroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
    @Test
    void scarce_posix_shared_memory_is_not_used(@TempDir Path roomy) {
        Path withoutAnyRoom = Path.of("/proc");
        assertThat(PostgresServer.sharedMemoryType(withoutAnyRoom)).isEqualTo("sysv");
        assertThat(PostgresServer.sharedMemoryType(roomy)).isEqualTo("posix");
        assertThat(PostgresServer.sharedMemoryType(roomy.resolve("absent"))).isEqualTo("posix");
    }
}
