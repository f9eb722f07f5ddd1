package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Page;
import io.signalroom.parse.lex.Token;
import io.signalroom.parse.lex.Token.Kind;
import io.signalroom.parse.text.Letters;
import io.signalroom.parse.text.NormalText;
import io.signalroom.parse.vocab.Role;
import io.signalroom.parse.vocab.Vocabulary;
import io.signalroom.signal.Chain;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.PostKind;
import java.math.BigDecimal;

/** Reads the call of an on-chain token: contract address, ticker, chain, market cap. */
public final class LaunchGrammar {
    private static final int MAX_TICKER = 24;

    private final Page page;
    private final NormalText text;
    private final Vocabulary vocabulary;

    private LaunchGrammar(Page page, Vocabulary vocabulary) {
        this.page = page;
        this.text = page.text();
        this.vocabulary = vocabulary;
    }

    /** The launch on this page, or null. */
    public static ParsedSignal read(Page page, Vocabulary vocabulary) {
        boolean possible = page.has(Kind.ADDRESS) || page.has(Kind.LINK) || page.has(Role.LAUNCH);
        return possible && !scam(page) ? new LaunchGrammar(page, vocabulary).judge() : null;
    }

    private static boolean scam(Page page) {
        for (int i = 0; i < page.size() && page.has(Role.BAIT); i++) {
            Token token = page.get(i);
            if (token.is(Role.BAIT) && "SCAM".equals(token.term().value())) {
                return true;
            }
        }
        return false;
    }

    private ParsedSignal judge() {
        Contract contract = Contract.find(page, vocabulary);
        Subject ticker = ticker();
        boolean announced = page.has(Role.LAUNCH) && ticker != null && !page.has(Role.EXCHANGE);
        if (contract == null) {
            boolean priced = page.has(Role.TARGET) || page.has(Role.STOP);
            boolean placed =
                    page.has(Role.CHAIN) || page.has(Role.PAD) || page.has(Role.MARKET_CAP) || page.has(Kind.DATE);
            return announced && placed && !priced && !page.has(Role.HIT) ? draft(null, ticker, 0.6) : null;
        }
        boolean ran =
                page.has(Role.HIT) && (page.has(Kind.PERCENT) || page.has(Kind.MULTIPLE)) && !page.has(Role.LAUNCH);
        boolean call = ticker != null || page.has(Role.LAUNCH) || page.has(Role.MARKET_CAP);
        return ran || !call || (page.has(Role.BAIT) && !page.has(Role.LAUNCH)) ? null : draft(contract, ticker, 0.9);
    }

    private ParsedSignal draft(Contract contract, Subject ticker, double sure) {
        Draft draft = new Draft(text, PostKind.TOKEN_LAUNCH);
        if (ticker != null) {
            draft.fields.symbol(ticker.symbol());
            draft.mark("symbol", 0, ticker.start(), ticker.end(), ticker.score());
        }
        Chain chain = chain(contract);
        draft.fields.chain(chain);
        if (contract != null) {
            draft.fields.contractAddress(contract.address());
            draft.mark("contractAddress", 0, contract.start(), contract.end(), sure);
        }
        Token cap = amount(page.has(Role.MARKET_CAP) ? Role.MARKET_CAP : Role.DILUTED_CAP);
        if (cap != null) {
            draft.mark("marketCap", cap, sure).fields.marketCap(dollars(cap));
        }
        Token liquidity = amount(Role.LIQUIDITY);
        if (liquidity != null) {
            draft.mark("liquidity", liquidity, sure).fields.liquidity(dollars(liquidity));
        }
        return draft.done(ticker == null ? sure - 0.2 : sure);
    }

    /** A dollar tag, the value of a label, the base of a pair, a word in parentheses; in this order. */
    private Subject ticker() {
        Subject best = null;
        for (int i = 0; i < page.size(); i++) {
            Token token = page.get(i);
            Subject found = null;
            if (token.is(Kind.PAIR)) {
                found = new Subject(token.pair().base(), null, i, token.start(), token.end(), 0.8);
            } else if (token.is(Kind.WORD) && token.mark() == '$') {
                found = tagged(i, token);
            } else if (token.is(Kind.WORD) && page.peek(i - 1) != null) {
                found = placed(i, token);
            }
            if (found != null && (best == null || found.score() > best.score())) {
                best = found;
            }
        }
        return best;
    }

    private Subject tagged(int i, Token token) {
        int from = token.start() + 1;
        boolean latin = Letters.latin(text.at(from)) || Letters.digit(text.at(from));
        String symbol = latin ? text.upper(from, token.end()) : text.asWritten(from, token.end());
        boolean native_ = token.is(Role.QUOTE) || token.is(Role.CHAIN);
        return symbol.length() > MAX_TICKER
                ? null
                : new Subject(symbol, null, i, token.start(), token.end(), native_ ? 0.4 : 0.95);
    }

    private Subject placed(int i, Token token) {
        Token before = page.get(i - 1);
        Token after = page.peek(i + 1);
        boolean word = SubjectGrammar.capitals(text, wordStart(token), token.end());
        boolean bracketed = before.punct('(') && after != null && after.punct(')');
        boolean labelled =
                before.punct(':') && page.peek(i - 2) != null && page.get(i - 2).is(Role.SUBJECT);
        if (!word || (!bracketed && !labelled) || token.end() - token.start() > MAX_TICKER) {
            return null;
        }
        boolean place = token.is(Role.EXCHANGE)
                || token.is(Role.CHAIN)
                || (token.term() != null && bracketed && token.asset() == null);
        boolean name = labelled && named(page.get(i - 2));
        double score = place ? 0 : labelled ? name ? 0.5 : 0.93 : 0.75;
        return score == 0
                ? null
                : new Subject(text.upper(wordStart(token), token.end()), null, i, token.start(), token.end(), score);
    }

    private boolean named(Token label) {
        String word = text.upper(label.start(), label.end());
        return !word.equals("TICKER") && !word.equals("SYMBOL");
    }

    private static int wordStart(Token token) {
        return token.mark() == '#' || token.mark() == '$' ? token.start() + 1 : token.start();
    }

    private Chain chain(Contract contract) {
        Token stated = page.first(Role.CHAIN);
        stated = stated == null ? page.first(Role.PAD) : stated;
        if (stated != null) {
            return Chain.valueOf(stated.term().value());
        }
        Chain linked = Contract.chainOfLinks(page, vocabulary);
        if (linked != null) {
            return linked;
        }
        for (int i = 0; i < page.size(); i++) {
            if (page.get(i).is(Kind.PAIR) && "BNB".equals(page.get(i).pair().quote())) {
                return Chain.BSC;
            }
        }
        return contract == null ? null : contract.chain();
    }

    /** The dollar amount right behind the first label with this role that has one. */
    private Token amount(Role role) {
        for (int i = 0; i < page.size() && page.has(role); i++) {
            if (page.get(i).is(role)) {
                Token found = behind(i);
                found = found == null ? ahead(i) : found;
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** "100k mc" at the end of a clause. */
    private Token ahead(int i) {
        Token before = page.peek(i - 1);
        Token after = page.peek(i + 1);
        boolean ends = after == null || after.is(Kind.NEWLINE) || after.punct('|') || after.punct(',');
        return ends && before != null && before.is(Kind.NUMBER) ? before : null;
    }

    private Token behind(int i) {
        boolean bracket = false;
        for (int k = i + 1; k <= i + 8 && k < page.size(); k++) {
            Token token = page.get(k);
            if (token.is(Kind.NUMBER) || token.is(Kind.TIMEFRAME)) {
                Token next = page.peek(k + 1);
                boolean other = next != null && (next.asset() != null || next.is(Role.DAYS) || next.is(Role.HOURS));
                return other ? null : token;
            }
            bracket = token.punct('(') || (bracket && !token.punct(')'));
            if (!token.is(Kind.PUNCT) && !bracket) {
                return null;
            }
        }
        return null;
    }

    private static BigDecimal dollars(Token token) {
        BigDecimal value = token.figure().value();
        return token.is(Kind.TIMEFRAME) ? value.movePointRight(6).setScale(0) : value;
    }
}
