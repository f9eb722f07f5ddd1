package io.signalroom.telegram.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.signalroom.signal.Post;
import java.io.EOFException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipException;

/**
 * Reads an export part by part; only one part is in memory, whatever the file's size. One chat and a whole account have
 * the same chats in other places: the root, or {@code chats.list} and {@code left_chats.list}. Files that the export names
 * are never opened.
 */
final class ExportReader implements PostReader {
    /** Longest string taken; the longest text of a message has 4,096 characters. */
    private static final int MAX_STRING = 4 << 20;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(MAX_STRING).build())
            .build();

    private final ExportFile file;
    private final JsonParser json;
    private final ImportOptions options;
    private final Map<LeftOut, Long> leftOut = new LinkedHashMap<>();
    private Dialog dialog;
    private boolean inMessages;
    private boolean sawChat;
    private boolean ended;

    private ExportReader(ExportFile file, JsonParser json, ImportOptions options) {
        this.file = file;
        this.json = json;
        this.options = options;
    }

    static ExportReader open(ExportFile file, ImportOptions options) throws IOException {
        ExportReader reader = new ExportReader(file, JSON.createParser(file.reader()), options);
        reader.dialog = new Dialog();
        return reader;
    }

    @Override
    public long size() {
        return file.size();
    }

    @Override
    public ExportPart next(int limit) throws IOException {
        if (ended) {
            return null;
        }
        ExportPart part = new ExportPart();
        try {
            read(part, limit);
        } catch (ZipException | EOFException e) {
            ended = true;
            if (!sawChat) {
                throw ZipExport.damaged();
            }
            part.brokenOff = true;
            part.problems.add(ZipExport.DAMAGED);
        }
        part.leftOut.putAll(leftOut);
        leftOut.clear();
        part.bytesRead = file.read();
        return part;
    }

    private void read(ExportPart part, int limit) throws IOException {
        try {
            for (int n = 0; n < limit && advance(); n++) {
                message(part);
            }
        } catch (JsonProcessingException e) {
            breakOff(part, e.getLocation());
        }
    }

    private void breakOff(ExportPart part, JsonLocation at) throws IOException {
        file.readOn(); // which tells whether it is the archive that is damaged
        ended = true;
        if (!sawChat) {
            throw ExportFile.refuse("It is not the JSON that Telegram Desktop writes.");
        }
        part.brokenOff = true;
        part.problems.add("The file is damaged or breaks off at line " + at.getLineNr() + ", column " + at.getColumnNr()
                + ". Everything before that was read; export again and import that for the rest.");
    }

    /** Goes to the next element of a chat's messages; false at the end of the file. */
    private boolean advance() throws IOException {
        while (true) {
            JsonToken token = json.nextToken();
            if (token == null) {
                return end();
            }
            if (inMessages) {
                if (token != JsonToken.END_ARRAY) {
                    return true;
                }
                inMessages = false;
            } else if (token == JsonToken.START_OBJECT) {
                dialog = new Dialog();
            } else if (token == JsonToken.FIELD_NAME) {
                field();
            } else if (!token.isStructEnd()) {
                throw ExportFile.refuse("It is not the JSON that Telegram Desktop writes.");
            }
        }
    }

    private boolean end() {
        ended = true;
        if (!sawChat) {
            throw ExportFile.refuse(
                    "There is no chat in it. Export a channel's history, or an account with its channels.");
        }
        return false;
    }

    private void field() throws IOException {
        String name = json.currentName();
        boolean account = json.getParsingContext().getParent().inRoot();
        JsonToken value = json.nextToken();
        switch (name) {
            case "name" -> dialog.name(ExportMessage.scalar(json));
            case "type" -> dialog.type(ExportMessage.scalar(json));
            case "id" -> {
                Long id = ExportMessage.number(json);
                dialog.id(id == null ? 0 : id);
            }
            case "messages" -> {
                sawChat = true;
                dialog.alone(account);
                inMessages = value == JsonToken.START_ARRAY;
                if (!dialog.channel(options.groups())) {
                    leftOut.merge(dialog.leftOut(), 1L, Long::sum);
                }
                if (!inMessages) {
                    json.skipChildren();
                }
            }
            case "chats", "left_chats", "list" -> {
                boolean container = account ? value == JsonToken.START_OBJECT : value == JsonToken.START_ARRAY;
                sawChat |= container;
                if (!container) {
                    json.skipChildren();
                }
            }
            default -> json.skipChildren();
        }
    }

    private void message(ExportPart part) throws IOException {
        if (!dialog.channel(options.groups())) {
            json.skipChildren();
            part.skipped++;
            return;
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            part.fail("something among the messages is no message");
            return;
        }
        take(ExportMessage.read(json), part);
    }

    private void take(ExportMessage message, ExportPart part) {
        if (!message.isPost()) {
            part.skipped++;
            return;
        }
        try {
            Post post = message.post(dialog.id(), options.zone());
            if (!options.wants(post.postedAt())) {
                part.skipped++;
                return;
            }
            part.localTimes += message.localTimeOnly() ? 1 : 0;
            part.channels.putIfAbsent(dialog.id(), dialog.info());
            part.posts.add(post);
        } catch (IllegalArgumentException e) {
            part.fail(e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
        file.close();
    }
}
