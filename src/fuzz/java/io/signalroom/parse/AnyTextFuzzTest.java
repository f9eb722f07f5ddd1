package io.signalroom.parse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks for a fault with any text. A class of its own, because Jazzer fuzzes one test in a process. */
class AnyTextFuzzTest {
    static List<byte[]> seeds() {
        return FuzzTarget.ANY_TEXT.seeds();
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "100s")
    void fuzz(byte[] input) {
        FuzzTarget.ANY_TEXT.run(input);
    }
}
