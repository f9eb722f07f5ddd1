package io.signalroom.telegram.export;

import io.signalroom.signal.ChannelInfo;
import io.signalroom.signal.Post;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was read of an export at once. Filled by the reader, then handed over and not changed any more. */
final class ExportPart {
    final Map<Long, ChannelInfo> channels = new LinkedHashMap<>();
    final List<Post> posts = new ArrayList<>();
    final List<String> problems = new ArrayList<>();
    final Map<LeftOut, Long> leftOut = new LinkedHashMap<>();
    long skipped;
    long failed;
    long localTimes;
    long bytesRead;
    boolean brokenOff;

    void fail(String problem) {
        failed++;
        problems.add(problem);
    }
}
