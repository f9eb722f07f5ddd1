package io.signalroom.telegram.tdlib;

import com.sun.jna.Library;
import com.sun.jna.Native;
import io.signalroom.telegram.SourceException;
import io.signalroom.telegram.SourceState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** TDLib itself, loaded into this process. Its own log is switched off: it could hold what people write. */
final class NativeTd implements TdJson {
    private static final String HOW_TO_GET_IT =
            " Get it by: npm pack @prebuilt-tdlib/linux-x64-glibc@0.1008067.0, or build TDLib; set TELEGRAM_TDJSON_PATH to the"
                    + " file libtdjson.so in it. The README says it step by step.";
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    /**
     * By name, and for good: what nobody holds is unloaded by JNA, but TDLib leaves functions that are called when the process ends, and
     * that end was a SIGSEGV then.
     */
    private static final Map<String, Functions> LOADED = new ConcurrentHashMap<>();

    private final Functions functions;

    /** The functions by their names in the library. */
    interface Functions extends Library {
        int td_create_client_id();

        void td_send(int client, String request);

        String td_receive(double timeout);

        String td_execute(String request);
    }

    private NativeTd(Functions functions) {
        this.functions = functions;
    }

    /**
     * Loads the library; blocks.
     *
     * @param file empty = found by the system under the name {@code tdjson}
     * @throws SourceException if it is not there or is not for this machine
     */
    static NativeTd load(Optional<Path> file) {
        if (file.isPresent() && !Files.isRegularFile(file.get())) {
            throw missing("TDLib is not where TELEGRAM_TDJSON_PATH says.");
        }
        try {
            String name = file.map(Path::toString).orElse("tdjson");
            Functions functions = LOADED.computeIfAbsent(name, NativeTd::functions);
            NativeTd td = new NativeTd(functions);
            td.execute("{\"@type\":\"setLogStream\",\"log_stream\":{\"@type\":\"logStreamEmpty\"}}");
            td.execute("{\"@type\":\"setLogVerbosityLevel\",\"new_verbosity_level\":0}");
            return td;
        } catch (UnsatisfiedLinkError e) {
            throw missing(
                    file.isPresent()
                            ? "The file that TELEGRAM_TDJSON_PATH names is no TDLib for this machine."
                            : "This machine has no TDLib (libtdjson), which reads Telegram with your account.");
        }
    }

    private static Functions functions(String name) {
        return Native.load(name, Functions.class, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));
    }

    private static SourceException missing(String what) {
        return SourceException.after(SourceState.BLOCKED, LOOK_AGAIN, what + HOW_TO_GET_IT);
    }

    @Override
    public int createClient() {
        return functions.td_create_client_id();
    }

    @Override
    public void send(int client, String request) {
        functions.td_send(client, request);
    }

    @Override
    public String receive(double seconds) {
        return functions.td_receive(seconds);
    }

    @Override
    public String execute(String request) {
        return functions.td_execute(request);
    }
}
