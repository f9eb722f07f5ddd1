package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.vocab.Role;
import io.signalroom.parse.vocab.Vocabulary;
import io.signalroom.signal.Chain;

/** The chain of a token: named, else told by a link, by the coin it is traded for, or by the form of its address. */
final class LaunchChain {
    private final Page page;
    private final Vocabulary vocabulary;

    LaunchChain(Page page, Vocabulary vocabulary) {
        this.page = page;
        this.vocabulary = vocabulary;
    }

    /** The chain of this contract, which may be null; null if nothing tells. */
    Chain of(Contract contract) {
        Token stated = stated();
        if (stated != null) {
            return Chain.valueOf(stated.term().value());
        }
        Chain linked = Contract.chainOfLinks(page, vocabulary);
        if (linked != null) {
            return linked;
        }
        Chain paid = paid();
        return paid != null ? paid : contract == null ? null : contract.chain() != null ? contract.chain() : swapped();
    }

    /** The word that states the chain, by its name or by a launchpad's; null if it can only be inferred. */
    Token stated() {
        Token name = page.first(Role.CHAIN);
        return name == null ? page.first(Role.PAD) : name;
    }

    private Chain paid() {
        for (int i = 0; i < page.size(); i++) {
            Token token = page.get(i);
            if (token.is(Kind.PAIR) && "BNB".equals(token.pair().quote())) {
                return Chain.BSC;
            }
            Token next = page.peek(i + 1);
            boolean network = next != null && next.is(Role.NETWORK);
            Chain chain = cell(i) || network ? coins(token) : token.is(Role.NETWORK) ? labelled(i) : null;
            if (chain != null) {
                return chain;
            }
        }
        return null;
    }

    /** "Network: ETH" names a chain by its coin. */
    private Chain labelled(int i) {
        int at = i + 1;
        while (at < i + 4
                && page.peek(at) != null
                && (page.get(at).is(Kind.PUNCT) || page.get(at).is(Role.ARROW))) {
            at++;
        }
        return page.peek(at) == null ? null : coins(page.get(at));
    }

    /** True for a coin alone in its cell: "ETH | 0/0 tax". */
    private boolean cell(int i) {
        Token before = page.peek(i - 1);
        Token after = page.peek(i + 1);
        return page.get(i).asset() != null && !page.get(i).tagged() && edge(before) && edge(after);
    }

    private static boolean edge(Token token) {
        return token == null || token.is(Kind.NEWLINE) || token.punct('|');
    }

    /** A token whose address tells no chain is at home where its pool is paid in. */
    private Chain swapped() {
        for (int i = 0; i < page.size(); i++) {
            Token token = page.get(i);
            boolean pancakes = token.is(Role.EXCHANGE) && token.term().value().equals("PANCAKESWAP");
            String coin = token.asset() == null ? "" : token.asset().ticker();
            if (pancakes || coin.equals("BNB")) {
                return Chain.BSC;
            }
            if (coin.equals("WETH")) {
                return Chain.ETHEREUM;
            }
        }
        return null;
    }

    private static Chain coins(Token coin) {
        if (coin.asset() == null) {
            return null;
        }
        return switch (coin.asset().ticker()) {
            case "ETH" -> Chain.ETHEREUM;
            case "BNB" -> Chain.BSC;
            case "SOL" -> Chain.SOLANA;
            case "TRX" -> Chain.TRON;
            case "AVAX" -> Chain.AVALANCHE;
            case "MATIC", "POL" -> Chain.POLYGON;
            case "ARB" -> Chain.ARBITRUM;
            default -> null;
        };
    }
}
