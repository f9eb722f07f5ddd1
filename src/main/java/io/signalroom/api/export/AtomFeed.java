package io.signalroom.api.export;

import io.signalroom.api.card.English;
import io.signalroom.api.card.Gist;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Signals as an Atom feed (RFC 4287). An entry keeps its {@code tag:} id (RFC 4151) wherever we are reached, and is new to
 * a reader again when its post was edited or deleted, or its outcome moved.
 */
public final class AtomFeed {
    /** The media type. */
    public static final String MEDIA_TYPE = "application/atom+xml; charset=utf-8";

    private static final String NAMESPACE = "http://www.w3.org/2005/Atom";
    private static final String TAG = "tag:signalroom.io,2026:";

    private final String base;
    private final String asked;
    private final String query;

    /**
     * A feed that is read at an address.
     *
     * @param base scheme and authority, without a slash at the end
     * @param asked path and query
     */
    public AtomFeed(String base, String asked) {
        this.base = base;
        this.asked = asked;
        this.query = asked.contains("?") ? asked.substring(asked.indexOf('?')) : "";
    }

    /** The document. @param signals as the contract's schema {@code Signal} says, the newest posts first */
    public Buffer of(List<JsonObject> signals) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace(NAMESPACE);
            head(xml, signals);
            for (JsonObject signal : signals) {
                entry(xml, signal);
            }
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a feed cannot be written", e);
        }
        return Buffer.buffer(text.toString());
    }

    private void head(XMLStreamWriter xml, List<JsonObject> signals) throws XMLStreamException {
        element(xml, "id", TAG + "signals" + query);
        element(xml, "title", "Signalroom");
        element(xml, "subtitle", "What crypto channels on Telegram call");
        link(xml, "self", base + asked);
        link(xml, "alternate", base + "/signals" + query);
        Instant newest = signals.stream()
                .map(AtomFeed::changed)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        element(xml, "updated", newest.toString());
    }

    private void entry(XMLStreamWriter xml, JsonObject signal) throws XMLStreamException {
        Gist gist = Gist.of(signal);
        String id = signal.getString("id");
        xml.writeStartElement("entry");
        element(xml, "id", TAG + id);
        element(xml, "title", title(gist));
        link(xml, "alternate", base + "/signals/" + id);
        element(xml, "published", gist.postedAt());
        element(xml, "updated", changed(signal).toString());
        xml.writeStartElement("author");
        element(xml, "name", gist.channel());
        xml.writeEndElement();
        xml.writeEmptyElement("category");
        xml.writeAttribute("term", gist.kind());
        element(xml, "summary", summary(gist, signal));
        xml.writeEndElement();
    }

    private static String title(Gist gist) {
        String what = English.word(gist.side().isEmpty() ? gist.kind() : gist.side());
        return Stream.of((gist.pair() + " " + what).strip(), gist.channel())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private static String summary(Gist gist, JsonObject signal) {
        Stream<String> plan = gist.plan().stream().map(value -> English.word(value.name()) + " " + value.text());
        Stream<String> since = Stream.of(
                English.word(gist.event()),
                (English.outcome(gist.outcome()) + " " + gist.outcome().result()).strip(),
                signal.containsKey("editedAt") ? "Edited later" : "",
                signal.containsKey("deletedAt") ? "Deleted later" : "",
                English.word(gist.origin()));
        return Stream.concat(plan, since)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    /** When something of it last changed. */
    private static Instant changed(JsonObject signal) {
        JsonObject outcome = signal.getJsonObject("outcome", new JsonObject());
        Stream<String> marks = Stream.of("firstSeenAt", "editedAt", "deletedAt").map(signal::getString);
        Stream<String> settled = Stream.of(outcome.getString("settledAt"));
        Stream<String> trades = Stream.of("fills", "exits")
                .flatMap(name -> outcome.getJsonArray(name, new JsonArray()).stream())
                .map(trade -> ((JsonObject) trade).getString("at"));
        return Stream.of(marks, settled, trades)
                .flatMap(times -> times)
                .filter(Objects::nonNull)
                .map(Instant::parse)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static void link(XMLStreamWriter xml, String rel, String href) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", rel);
        xml.writeAttribute("href", legal(href));
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(legal(text));
        xml.writeEndElement();
    }

    /** What no XML may hold, however it is spelt (XML 1.0, section 2.2), is left out. */
    private static String legal(String text) {
        return text.codePoints()
                .filter(letter -> letter == '\t'
                        || letter == '\n'
                        || letter == '\r'
                        || letter >= 0x20 && letter <= 0xD7FF
                        || letter >= 0xE000 && letter <= 0xFFFD
                        || letter >= 0x10000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
