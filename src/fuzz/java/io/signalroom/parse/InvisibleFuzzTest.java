package io.signalroom.parse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks for a fault with marks that nobody sees. A class of its own, because Jazzer fuzzes one test in a process. */
class InvisibleFuzzTest {
    static List<byte[]> seeds() {
        return FuzzTarget.INVISIBLE.seeds();
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "100s")
    void fuzz(byte[] input) {
        FuzzTarget.INVISIBLE.run(input);
    }
}
