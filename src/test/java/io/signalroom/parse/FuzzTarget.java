package io.signalroom.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalroom.signal.Judgement;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.Post;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the fuzzer runs on its inputs, and {@link FuzzFindingsTest} on those that once failed. */
enum FuzzTarget {
    /** Any text. */
    ANY_TEXT {
        @Override
        void run(String input) {
            judge(input, null);
        }
    },
    /** A post, a NUL, and an answer to it. */
    ANSWER {
        @Override
        void run(String input) {
            int end = Math.max(0, input.indexOf('\0'));
            List<ParsedSignal> parents = judge(input.substring(0, end), null).signals();
            judge(input.substring(end), parents.isEmpty() ? null : parents.get(0));
        }
    },
    /** A text with and without marks that nobody sees. */
    INVISIBLE {
        @Override
        void run(String input) {
            String noisy = Disguise.INVISIBLE.of(input, input.hashCode());
            if (input.length() <= TELEGRAM_LIMIT) {
                assertThat(Promises.said(judge(noisy, null))).isEqualTo(Promises.said(judge(input, null)));
            }
        }
    };

    /** Longest text Telegram delivers; of longer ones the parser may read the beginning only. */
    private static final int TELEGRAM_LIMIT = 4_096;

    private static final SignalParser PARSER = warm();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Far above the cost, and counted in processor time, so that a busy machine is no finding. */
    private static final long LIMIT_NANOS = 1_000_000_000;

    /** Asserts what this target promises for a text of at most {@link Post#MAX_TEXT} characters. */
    abstract void run(String input);

    /** The same for bytes, see {@link #text}. */
    final void run(byte[] input) {
        String text = text(input);
        run(text.substring(0, Math.min(text.length(), Post.MAX_TEXT)));
    }

    /** Labelled messages to start from. */
    final List<byte[]> seeds() {
        try {
            List<byte[]> seeds = new ArrayList<>();
            for (String corpus : List.of("/corpus/public.jsonl", "/corpus/own.jsonl")) {
                for (Corpus row : Corpus.load(corpus)) {
                    String text = this == ANSWER ? row.text() + "\0TP1 ✅ SL to BE" : row.text();
                    seeds.add(text.getBytes(StandardCharsets.UTF_8));
                }
            }
            return seeds;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first posts of each kind also load and instrument the classes, which is not what is measured. */
    private static SignalParser warm() {
        SignalParser parser = new SignalParser();
        for (String text : List.of(
                "#BTC/USDT LONG 10x\nEntry: 65,000 - 64,500\nTP1 66000 TP2 67000\nSL 63k",
                "ETH TP2 hit ✅ +5.1 %, close half, stop to entry",
                "Binance will list PYTH (PYTH) tomorrow, pair PYTH/USDT",
                "New launch $MEME on Solana CA: EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v MC 45k liq 12k",
                "Next pump in 10 minutes on KuCoin, the coin is GAS",
                "Good morning! Bitcoin holds 65k, support 63k, resistance 67k. What do you think?")) {
            parser.parse(text);
        }
        return parser;
    }

    private static Judgement judge(String text, ParsedSignal parent) {
        long began = THREADS.getCurrentThreadCpuTime();
        Judgement judgement = PARSER.parse(text, parent);
        assertThat(THREADS.getCurrentThreadCpuTime() - began).as("nanoseconds").isLessThan(LIMIT_NANOS);
        Promises.hold(text, judgement);
        return judgement;
    }

    /** UTF-8, in which each byte that is none stands for half of a surrogate pair: so every text can be written. */
    static String text(byte[] input) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(input);
        CharBuffer out = CharBuffer.allocate(input.length + 1);
        for (CoderResult end = decoder.decode(in, out, true); end.isError(); end = decoder.decode(in, out, true)) {
            for (int i = 0; i < end.length(); i++) {
                int odd = in.get() & 0xFF;
                out.put((char) (odd < 0xC0 ? 0xD800 + odd : 0xDC00 + odd));
            }
        }
        return new String(Arrays.copyOf(out.array(), out.position()));
    }
}
