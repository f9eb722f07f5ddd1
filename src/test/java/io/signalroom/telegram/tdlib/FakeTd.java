package io.signalroom.telegram.tdlib;

import io.signalroom.testing.SecretAlarm;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** TDLib without Telegram: one account, one channel {@code @desk}, what is asked of it, and faults on demand. */
final class FakeTd implements TdJson {
    static final String PHONE = "+4915550123456";
    static final String CODE = "739264";
    static final String PASSWORD = "correct horse battery";

    static {
        SecretAlarm.guard("a phone number", PHONE);
        SecretAlarm.guard("a code", CODE);
        SecretAlarm.guard("a password", PASSWORD);
        SecretAlarm.guard("an API hash", TdlibRig.HASH);
    }

    final List<JsonObject> requests = new CopyOnWriteArrayList<>();
    /** What the channel has, by TDLib's numbers. */
    final NavigableMap<Long, JsonObject> posts = new ConcurrentSkipListMap<>();

    final AtomicInteger received = new AtomicInteger();

    private final BlockingQueue<JsonObject> out = new LinkedBlockingQueue<>();
    private final Map<String, Deque<JsonObject>> faults = new ConcurrentHashMap<>();
    private final AtomicInteger clients = new AtomicInteger();
    private final AtomicInteger listening = new AtomicInteger();
    private volatile boolean signedIn;
    private volatile boolean member;
    private volatile boolean locked;
    private final AtomicReference<Error> death = new AtomicReference<>();

    FakeTd(boolean signedIn) {
        this.signedIn = signedIn;
    }

    /** The next requests of a type are refused, one each. */
    void fail(String type, JsonObject... errors) {
        faults.computeIfAbsent(type, x -> new ArrayDeque<>()).addAll(List.of(errors));
    }

    /** Another program has the session open, or not any more. */
    void lock(boolean byAnother) {
        locked = byAnother;
    }

    /** The thread that listens next meets an error of the library itself. */
    void die() {
        death.set(new UnsatisfiedLinkError("Invalid memory access"));
    }

    void push(JsonObject update) {
        out.add(update.copy().put("@client_id", clients.get()));
    }

    /** A post that the channel has from now on, and that is pushed. */
    void post(JsonObject message) {
        posts.put(message.getLong("id"), message);
        push(TdShapes.newMessage(message));
    }

    void state(String state) {
        push(Td.of("updateAuthorizationState").put("authorization_state", Td.of("authorizationState" + state)));
    }

    void network(String state) {
        push(Td.of("updateConnectionState").put("state", Td.of("connectionState" + state)));
    }

    long asked(String type) {
        return requests.stream().filter(r -> Td.is(r, type)).count();
    }

    @Override
    public int createClient() {
        return clients.incrementAndGet();
    }

    @Override
    public String execute(String request) {
        return Td.of("optionValueString").put("value", "1.8.67").encode();
    }

    @Override
    public String receive(double seconds) {
        if (listening.incrementAndGet() > 1) {
            throw new IllegalStateException("two threads listen");
        }
        try {
            Error error = death.getAndSet(null);
            if (error != null) {
                throw error;
            }
            JsonObject next = out.poll((long) (seconds * 1_000), TimeUnit.MILLISECONDS);
            if (next != null) {
                received.incrementAndGet();
            }
            return next == null ? null : next.encode();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            listening.decrementAndGet();
        }
    }

    @Override
    public void send(int client, String text) {
        JsonObject request = new JsonObject(text);
        requests.add(request);
        Deque<JsonObject> faulty = faults.getOrDefault(Td.type(request), new ArrayDeque<>());
        JsonObject answer = faulty.isEmpty() ? answer(request) : faulty.poll();
        if (request.containsKey("@extra")) {
            out.add(answer.copy().put("@extra", request.getValue("@extra")).put("@client_id", client));
        }
        after(request, answer);
    }

    private JsonObject answer(JsonObject request) {
        return switch (Td.type(request)) {
            case "setTdlibParameters" -> locked ? TdShapes.error(400, "Can't lock file \"td.binlog\"") : Td.of("ok");
            case "setAuthenticationPhoneNumber" -> expect(request, "phone_number", PHONE, "PHONE_NUMBER_INVALID");
            case "checkAuthenticationCode" -> expect(request, "code", CODE, "PHONE_CODE_INVALID");
            case "checkAuthenticationPassword" -> expect(request, "password", PASSWORD, "PASSWORD_HASH_INVALID");
            case "searchPublicChat" ->
                request.getString("username").equals("desk")
                        ? TdShapes.chat("The desk")
                        : TdShapes.error(400, "USERNAME_NOT_OCCUPIED");
            case "getSupergroup" -> TdShapes.supergroup("Desk", member);
            case "getChatHistory" -> history(request);
            case "getMessage" -> posts.getOrDefault(request.getLong("message_id"), TdShapes.error(404, "Not Found"));
            default -> Td.of("ok");
        };
    }

    private static JsonObject expect(JsonObject request, String name, String value, String otherwise) {
        return value.equals(request.getString(name)) ? Td.of("ok") : TdShapes.error(400, otherwise);
    }

    private JsonObject history(JsonObject request) {
        long from = request.getLong("from_message_id");
        JsonArray page = new JsonArray();
        (from == 0 ? posts : posts.headMap(from, false))
                .descendingMap().values().stream()
                        .limit(request.getInteger("limit"))
                        .forEach(page::add);
        return Td.of("messages").put("total_count", posts.size()).put("messages", page);
    }

    private void after(JsonObject request, JsonObject answer) {
        if (Td.is(answer, "error")) {
            return;
        }
        switch (Td.type(request)) {
            case "getOption" -> state("WaitTdlibParameters");
            case "setTdlibParameters" -> state(signedIn ? "Ready" : "WaitPhoneNumber");
            case "setAuthenticationPhoneNumber" -> state("WaitCode");
            case "checkAuthenticationCode" -> state("WaitPassword");
            case "checkAuthenticationPassword" -> {
                signedIn = true;
                state("Ready");
            }
            case "joinChat" -> member = true;
            case "logOut" -> {
                signedIn = false;
                state("LoggingOut");
                state("Closed");
            }
            case "close" -> {
                state("Closing");
                state("Closed");
            }
            default -> {}
        }
    }
}
