package io.signalroom.parse.grammar;

import io.signalroom.parse.lex.Token;
import io.signalroom.parse.plan.Price;
import io.signalroom.parse.text.NormalText;
import io.signalroom.signal.FieldSpan;
import io.signalroom.signal.ParsedSignal;
import io.signalroom.signal.PostKind;
import io.signalroom.signal.SignalFields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Collects the fields of one reading with the places they were read at. */
final class Draft {
    private final NormalText text;
    private final PostKind kind;
    private final List<FieldSpan> spans = new ArrayList<>();
    final SignalFields.Builder fields = SignalFields.builder();

    Draft(NormalText text, PostKind kind) {
        this.text = text;
        this.kind = kind;
    }

    Draft mark(String field, Token token, double confidence) {
        if (token != null) {
            mark(field, 0, token.start(), token.end(), confidence);
        }
        return this;
    }

    void mark(String field, int index, int start, int end, double confidence) {
        spans.add(new FieldSpan(field, index, text.originalStart(start), text.originalEnd(end), confidence));
    }

    /** Marks every price and returns the values. */
    List<BigDecimal> values(String field, List<Price> prices, double confidence) {
        List<BigDecimal> values = new ArrayList<>(prices.size());
        for (Price price : prices) {
            mark(field, values.size(), price.start(), price.end(), confidence);
            values.add(price.value());
        }
        return values;
    }

    BigDecimal value(String field, Price price, double confidence) {
        if (price == null) {
            return null;
        }
        mark(field, 0, price.start(), price.end(), confidence);
        return price.value();
    }

    ParsedSignal done(double confidence) {
        return new ParsedSignal(kind, fields.build(), spans, Math.max(0, Math.min(1, confidence)));
    }
}
